"""peer_smartnoise.py MECHANISM DATA.csv DOMAIN.json EPSILON DELTA SYNTHETIC.csv: smartnoise-synth.

Runs its `aim` (workload all pairs, a model of at most 1 MB) or `mst` on integer codes, and writes
the synthetic rows. The levels are given, so that nothing is read off the data beside the budget.
"""
import json
import sys

import pandas
from snsynth.aim import AIMSynthesizer
from snsynth.mst import MSTSynthesizer
from snsynth.transform import LabelTransformer, TableTransformer

mechanism, data, domain_path, epsilon, delta, output = sys.argv[1:]
domain = json.load(open(domain_path))
levels = TableTransformer([LabelTransformer(nullable=False) for _ in domain])
levels.fit([tuple(min(row, size - 1) for size in domain.values())
            for row in range(max(domain.values()))])
rows = pandas.read_csv(data)[list(domain)]
budget = {"epsilon": float(epsilon), "delta": float(delta)}
synthesizer = (MSTSynthesizer(**budget) if mechanism == "mst"
               else AIMSynthesizer(**budget, degree=2, max_model_size=1))
synthesizer.fit(rows, transformer=levels)
synthetic = pandas.DataFrame(synthesizer.sample(len(rows)))
synthetic.columns = list(domain)
synthetic.to_csv(output, index=False)
