"""peer_fits.py BENCHMARK: mbi's estimators on its convergence benchmark.

Each line on the standard input names an estimator and its iterations (`MirrorDescent 250`), and is
answered with one line of JSON: the loss, and the processor and wall seconds of the fit on one thread.
What JAX compiles is compiled before; in double precision, as this program computes.
"""
import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["XLA_FLAGS"] = ("--xla_cpu_multi_thread_eigen=false "
                           "intra_op_parallelism_threads=1")

import jax
jax.config.update("jax_enable_x64", True)
jax.config.update("jax_enable_compilation_cache", False)
import mbi
import numpy as np

benchmark = json.load(open(sys.argv[1]))
domain = mbi.Domain(list(benchmark["attributes"]), list(benchmark["attributes"].values()))
measured = [mbi.LinearMeasurement(np.array(noisy["values"]), tuple(noisy["clique"]),
                                  float(benchmark["sigma"]))
            for noisy in benchmark["measurements"]]
total = float(benchmark["total"])


def loss(model):
    """Sum over all measured cells of (expected - measured)^2 / (2 sigma^2)."""
    return sum(
        float(np.sum((np.asarray(model.project(noisy.clique).datavector())
                      - noisy.noisy_measurement) ** 2)) / (2 * noisy.stddev ** 2)
        for noisy in measured)


def estimate(name, iterations):
    estimator = getattr(mbi.estimation, name)()
    model = estimator.estimate(domain, measured, known_total=total, iters=iterations)
    jax.block_until_ready(jax.tree.leaves(model.potentials))
    return model


compiled = set()
for line in sys.stdin:
    name, iterations = line.split()
    if name not in compiled:
        estimate(name, 1)
        compiled.add(name)
    wall, cpu = time.monotonic(), time.process_time()
    model = estimate(name, int(iterations))
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    print(json.dumps({"loss": loss(model), "cpu": cpu, "wall": wall}), flush=True)
