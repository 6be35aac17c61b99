"""peer_fits.py BENCHMARK: mbi's estimators on its convergence benchmark.

Each line on the standard input names an estimator and its iterations (`MirrorDescent 250`), and is
answered with one line of JSON: the loss, and the processor and wall seconds of the fit on one thread,
in double precision, as this program computes. mbi runs blocks of 50 iterations, and JAX compiles in
the first two of each fit: for these the mean time of the others is taken, so that 150 iterations are
the least.
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
    """The model, and the processor and wall seconds without those of compiling."""
    times = []

    def note(state):
        jax.block_until_ready(state)
        times.append((time.process_time(), time.monotonic()))
    model = getattr(mbi.estimation, name)().estimate(
        domain, measured, known_total=total, iters=iterations, callback_fn=note)
    blocks = len(times)
    return model, *((last - second) / (blocks - 2) * blocks
                    for last, second in zip(times[-1], times[1]))


for line in sys.stdin:
    name, iterations = line.split()
    model, cpu, wall = estimate(name, int(iterations))
    print(json.dumps({"loss": loss(model), "cpu": cpu, "wall": wall}), flush=True)
