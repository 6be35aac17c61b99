"""ε of compositions, side by side: Marginalia's `account compose` and Google's dp-accounting.

    python3 -m venv .build/dp-accounting
    .build/dp-accounting/bin/pip install -r benchmarks/accounting/requirements.txt
    swift build -c release
    .build/dp-accounting/bin/python benchmarks/accounting/run.py

Two tables. The first: 32 rounds of selecting (exponential mechanism) and measuring (discrete Gaussian),
at the parameters that zCDP allows for each ε. dp-accounting 0.6.0 knows no bounded range: a selection
is its worst η-DP pair there. The second: k-fold discrete Gaussians whose exact ε is known from exact
lattice convolution; an accountant below it claims more privacy than there is.
"""

import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

from dp_accounting.pld import common
from dp_accounting.pld import privacy_loss_distribution as pld

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/release/marginalia"
VECTORS = ROOT / "Tests/AccountingTests/Vectors"


def account(*words):
    """The JSON that the program answers."""
    run = subprocess.run([PROGRAM, "account", *words, "--json"], capture_output=True, check=True)
    return json.loads(run.stdout)


def compose(entries, delta):
    """Marginalia's ε by privacy losses and by zCDP, its method, and the seconds of the whole program."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(entries, file)
        file.flush()
        start = time.perf_counter()
        answer = account("compose", file.name, "--delta", str(delta))
        seconds = time.perf_counter() - start
    loss = answer["privacyLoss"]
    return loss["epsilon"], answer["zeroConcentrated"]["epsilon"], loss["method"], seconds


def gaussian(variance):
    return {"mechanism": "discrete-gaussian",
            "parameters": {"sensitivitySquared": "1", "variance": str(variance)}}


def selection(rate):
    return {"mechanism": "exponential", "parameters": {"rate": str(rate)}}


def google_gaussian(variance, spacing):
    return pld.from_discrete_gaussian_mechanism(
        math.sqrt(variance), sensitivity=1, value_discretization_interval=spacing,
        use_connect_dots=True)


def rounds_table():
    count, delta = 32, 1e-9
    print(f"{count} rounds of selecting and measuring, δ = {delta}; noise and rates as zCDP allows")
    print(f"{'zCDP ε':>22} {'Marginalia':>22} {'s':>6} {'method':>13} {'dp-accounting':>14} {'s':>6}")
    for epsilon in ("0.1", "1", "10"):
        rho = Fraction(account("rho", "--epsilon", epsilon, "--delta", "1e-9")["rho"])
        share = rho / count
        variance = Fraction(math.ceil(10**6 / (2 * share * Fraction(9, 10))), 10**6)
        rate = Fraction(math.isqrt(math.floor(8 * share / 10 * 10**24)), 10**12)
        mine, certain, method, seconds = compose(
            [selection(rate), gaussian(variance)] * count, "1e-9")
        start = time.perf_counter()
        spacing = 1e-4
        both = google_gaussian(float(variance), spacing).self_compose(count).compose(
            pld.from_privacy_parameters(
                common.DifferentialPrivacyParameters(float(rate), 0),
                value_discretization_interval=spacing).self_compose(count))
        theirs = both.get_epsilon_for_delta(delta)
        taken = time.perf_counter() - start
        print(f"{certain:>22} {mine:>22} {seconds:6.3f} {method:>13} {theirs:14.9f} {taken:6.3f}")


def exact_table():
    points = json.loads((VECTORS / "discrete_gaussian_pld.json").read_text())["points"]
    points = [p for p in points if p.get("op") == "epsilon" and p["delta"] in ("1e-9", "1e-12")]
    below = {"Marginalia": 0, "dp-accounting 1e-3": 0, "dp-accounting 1e-4": 0}
    lowest, highest = dict.fromkeys(below, 0.0), dict.fromkeys(below, 0.0)
    infinite = dict.fromkeys(below, 0)
    for point in points:
        variance, exact = Fraction(point["sigma2"]), Fraction(point["epsilon"])
        values = {"Marginalia": compose([gaussian(variance)] * point["k"], point["delta"])[0]}
        for spacing in ("1e-3", "1e-4"):
            values[f"dp-accounting {spacing}"] = str(
                google_gaussian(float(variance), float(spacing)).self_compose(
                    point["k"]).get_epsilon_for_delta(float(point["delta"])))
        for name, text in values.items():
            if text == "inf":
                infinite[name] += 1
                continue
            excess = Fraction(text) / exact - 1
            # Below by more than Double's own rounding.
            below[name] += excess < -Fraction(1, 10**12)
            lowest[name] = min(lowest[name], float(excess))
            highest[name] = max(highest[name], float(excess))
    print(f"\n{len(points)} k-fold discrete Gaussians with exact ε, δ = 1e-9 and 1e-12: relative excess")
    print(f"{'':>20} {'below exact':>12} {'lowest':>12} {'highest':>12} {'infinite':>9}")
    for name, count in below.items():
        print(f"{name:>20} {count:12} {lowest[name]:12.3g} {highest[name]:12.3g} {infinite[name]:9}")
    return below["Marginalia"]


if __name__ == "__main__":
    rounds_table()
    sys.exit(1 if exact_table() else 0)
