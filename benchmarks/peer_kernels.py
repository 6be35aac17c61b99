"""peer_kernels.py FOLDER: the peers' side of the kernels.

Times one round for each name on the standard input and answers each with one line of JSON, like
`Kernels`, from whose files in FOLDER it takes the same data. One thread; processor time.
"""
import itertools
import json
import os
import pathlib
import sys
import time

for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["XLA_FLAGS"] = ("--xla_cpu_multi_thread_eigen=false "
                           "intra_op_parallelism_threads=1")

import numpy as np

SIZES = [10, 12, 14, 16, 18, 20, 24, 30, 36, 42, 50, 60, 74, 90, 100]
PAIRS = list(itertools.combinations(range(len(SIZES)), 2))
CHAIN = [(i, i + 1, i + 2) for i in range(len(SIZES) - 2)]
folder = pathlib.Path(sys.argv[1])


def columns():
    return [np.fromfile(folder / f"column-{i}.bytes", dtype=np.uint8) for i in range(len(SIZES))]


def weighed(table):
    """The checksum of a marginal: its counts, each times its position from 1 on."""
    return float((np.arange(1, table.size + 1) * table).sum())


def bincount():
    codes = columns()

    def run():
        start = time.process_time()
        tables = [np.bincount(codes[a].astype(np.int64) * SIZES[b] + codes[b],
                              minlength=SIZES[a] * SIZES[b]) for a, b in PAIRS]
        seconds = time.process_time() - start
        return len(codes[0]) * len(PAIRS), seconds, sum(map(weighed, tables))
    return "row and marginal", run


def group_by():
    import duckdb
    codes = columns()
    connection = duckdb.connect(config={"threads": 1})
    rows = {f"a{i}": column for i, column in enumerate(codes)}  # found by its name below
    connection.execute("CREATE TABLE rows AS SELECT * FROM rows")
    some = PAIRS[::7]  # every seventh pair: all take long

    def run():
        start = time.process_time()
        tables = [connection.execute(f"SELECT a{a}, a{b}, count(*) FROM rows GROUP BY ALL"
                                     ).fetchnumpy() for a, b in some]
        seconds = time.process_time() - start
        return len(codes[0]) * len(some), seconds, float(
            sum(table["count_star()"].sum() for table in tables))
    return "row and marginal", run


def chain():
    import jax
    jax.config.update("jax_enable_x64", True)
    jax.config.update("jax_enable_compilation_cache", False)
    import mbi
    values = np.fromfile(folder / "parameters.doubles", dtype="<f8")
    domain = mbi.Domain([f"a{i}" for i in range(len(SIZES))], SIZES)
    arrays, start = {}, 0
    for clique in CHAIN:
        shape = tuple(SIZES[i] for i in clique)
        names = tuple(f"a{i}" for i in clique)
        cells = int(np.prod(shape))
        arrays[names] = mbi.Factor(domain.project(names), jax.numpy.asarray(
            values[start:start + cells].reshape(shape)))
        start += cells
    return jax, mbi, mbi.CliqueVector(domain, list(arrays), arrays), start


def beliefs(oracle):
    def prepare():
        jax, mbi, potentials, cells = chain()
        calibrate = jax.jit(getattr(mbi.marginal_oracles, oracle))
        total = float(len(columns()[0]))
        jax.block_until_ready(calibrate(potentials, total))  # the compilation isn't counted

        def run():
            start = time.process_time()
            for _ in range(10):
                marginals = calibrate(potentials, total)
                jax.block_until_ready(marginals)
            seconds = time.process_time() - start
            third = marginals[tuple(f"a{i}" for i in CHAIN[3])]
            return 10 * cells, seconds, weighed(np.asarray(third.values).ravel())
        return "cell", run
    return prepare


def rows():
    jax, mbi, potentials, _ = chain()
    count = 200_000
    marginals = mbi.marginal_oracles.message_passing_hugin(potentials, float(count))
    model = mbi.MarkovRandomField(
        potentials=potentials, marginals=marginals, total=float(count))
    np.random.seed(0)
    model.synthetic_data(rows=1000)  # warms up

    def run():
        start = time.process_time()
        model.synthetic_data(rows=count)
        return count, time.process_time() - start, 0.0
    return "row", run


def categories():
    """The sample's columns: an Enum where the schema lists categories, an integer otherwise."""
    import polars
    schema = json.loads((pathlib.Path(__file__).parent / "data/adult/schema.json").read_text())
    return {column["name"]: polars.Enum(column["categories"]) if "categories" in column
            else polars.Int64 for column in schema["columns"]}


def reading(of):
    def prepare():
        import polars
        types = of(polars)
        path = folder / "table.csv"

        def run():
            start = time.process_time()
            table = polars.read_csv(path, schema_overrides=types, null_values=["", "?"])
            seconds = time.process_time() - start
            return path.stat().st_size, seconds, float(table.height)
        return "byte", run
    return prepare


def writing():
    import polars
    path = folder / "written.csv"
    table = polars.read_csv(path, schema_overrides=categories(), null_values=[""])

    size = path.stat().st_size

    def run():
        start = time.process_time()
        table.write_csv(os.devnull)
        seconds = time.process_time() - start
        return size, seconds, float(size)
    return "byte", run


def noise():
    import opendp.prelude as dp
    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l2_distance(T="f64")
    mechanism = dp.m.make_gaussian(*space, scale=10.0)
    values = [0] * 20_000

    def run():
        start = time.process_time()
        noisy = mechanism(values)
        return len(noisy), time.process_time() - start, float(len(noisy))
    return "draw", run


KERNELS = {
    "numpy bincount": bincount,
    "DuckDB GROUP BY": group_by,
    "mbi hugin": beliefs("message_passing_hugin"),
    "mbi shafer-shenoy": beliefs("message_passing_shafer_shenoy"),
    "mbi stable": beliefs("message_passing_stable"),
    "mbi synthetic_data": rows,
    "polars read_csv, Enum": reading(lambda polars: categories()),
    "polars read_csv, text": reading(lambda polars: {}),
    "polars write_csv": writing,
    "OpenDP Gaussian": noise,
}

prepared = {}
for line in sys.stdin:
    name = line.strip()
    if name not in prepared:
        prepared[name] = KERNELS[name]()
    unit, run = prepared[name]
    units, seconds, checksum = run()
    print(json.dumps({"kernel": name, "unit": unit, "units": units,
                      "nanoseconds": seconds / units * 1e9, "checksum": checksum}), flush=True)
