"""peer_opendp.py MECHANISM DATA.csv DOMAIN.json EPSILON DELTA SYNTHETIC.csv: OpenDP's synthesizers.

Runs `aim`, `aim-SIZE` (with a model of at most SIZE MB; 1 by default) or `mst` of `opendp[mbi]`,
workload all pairs, on integer codes, and writes the synthetic rows.
"""
import json
import math
import sys

import opendp.prelude as dp
import polars
from opendp.extras.mbi import AIM, MST
from opendp.mod import OpenDPException

mechanism, data, domain_path, epsilon, delta, output = sys.argv[1:]
epsilon, delta = float(epsilon), float(delta)
dp.enable_features("contrib")


def delta_of(rho):
    """δ of ρ-zCDP at ε: Canonne, Kamath and Steinke 2020, proposition 12."""
    def exponent(alpha):
        return ((alpha - 1) * (alpha * rho - epsilon) + alpha * math.log1p(-1 / alpha)
                - math.log(alpha - 1))
    low, high = 1 + 1e-9, (epsilon + 1) / (2 * rho) + 2
    for _ in range(300):
        first, second = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, second) if exponent(first) < exponent(second) else (first, high)
    return math.exp(exponent((low + high) / 2))


def greatest_rho():
    low, high = 0.0, epsilon + 1
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if delta_of(middle) <= delta else (low, middle)
    return low


domain = json.load(open(domain_path))
rho = greatest_rho()
rows = polars.scan_csv(data, schema_overrides={name: polars.Int32 for name in domain})
keys = {name: list(range(size)) for name, size in domain.items()}
size = float(mechanism.partition("-")[2] or 1)
algorithm = MST() if mechanism == "mst" else AIM(queries=2, max_size=size)
for attempt in range(12):
    # Its budget checks are in floating point and refuse some valid budgets (opendp issue 2789).
    try:
        context = dp.Context.compositor(
            data=rows.select(list(domain)), privacy_unit=dp.unit_of(contributions=1),
            privacy_loss=dp.loss_of(rho=rho * (1 - 1e-6 * attempt)), split_evenly_over=1)
        table = context.query().select(list(domain)).contingency_table(
            keys=keys, algorithm=algorithm).release()
        break
    except OpenDPException as error:
        if "insufficient budget" not in str(error):
            raise
# Its tables have a null level even where the data has none.
table.synthesize().select(list(domain)).fill_null(0).write_csv(output)
