"""What is run: the accuracy cases with their goals, and the kernels with the peers they face."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Case:
    """One table at one ε, and what should be reached there."""
    name: str
    data: str  # under data/, without .csv.gz
    schema: str  # under data/
    epsilon: str
    delta: str = "1e-9"
    goal: dict = dataclasses.field(default_factory=dict)  # of what score.py prints
    peers: tuple = ()  # peers that can run on this table
    copies: int = 1  # how often the table's rows stand below each other
    is_scored: bool = True


CODES = "adult-mbi/domain.json"
NIST = "nist-national2019/national2019", "nist-national2019/domain.json"
OPENDP = "opendp aim", "opendp mst"
SMARTNOISE = ("smartnoise mst",)

ACCURACY = [
    Case("adult-0.1", "adult-mbi/adult", CODES, "0.1", goal={"pairs": .105}, peers=OPENDP),
    Case("adult-1", "adult-mbi/adult", CODES, "1", goal={"pairs": .0346, "triples": .0796},
         peers=OPENDP + SMARTNOISE),
    Case("adult-10", "adult-mbi/adult", CODES, "10", goal={"pairs": .0165}, peers=OPENDP),
    Case("nist-1", *NIST, "1", goal={"pairs": .0276, "triples": .0626}, peers=OPENDP),
    Case("demographic-1", "nist-national2019/demographic",
         "nist-national2019/demographic.schema.json", "1", goal={"k-marginal": 979}),
]

SIZES = [Case(f"size-{copies}", "adult-mbi/adult", CODES, "1", copies=copies, is_scored=False)
         for copies in (1, 4, 16)]

# Measured on the same metric with programs that no package on PyPI installs, in November 2026 on
# the machine of the first results; this command doesn't run them. δ = 1e-9, workload all pairs
# (AIM and MWEM of private-pgm: all triples), mean total variation of the rows.
ELSEWHERE = [
    # case, program, pairs, triples, CPU seconds, peak MiB
    ("adult-0.1", "AIM, private-pgm 4d2b3c5 with mbi 2.0.0", .1163, .1960, 32, 1467),
    ("adult-1", "AIM, private-pgm 4d2b3c5 with mbi 2.0.0, degree 2", .0384, .0884, 319, 3260),
    ("adult-1", "MST, private-pgm 4d2b3c5 with mbi 2.0.0", .0519, .1127, 44, 1903),
    ("adult-1", "SWIFT, google/dpsynth cf8075f", .0403, .0906, 157, 2088),
    ("adult-10", "AIM, private-pgm 4d2b3c5 with mbi 2.0.0", .0229, .0651, 355, 3660),
    ("nist-1", "SWIFT, google/dpsynth cf8075f", .0307, .0695, 192, 2607),
    ("nist-1", "MST, google/dpsynth cf8075f", .0491, .1082, 45, 1585),
]

# A kernel, a peer's kernel that does the same, and how many times faster than it the first is to
# be; baselines are kernels of the same program.
KERNELS = [
    ("counting", "read-modify-write", 1 / 1.5),
    ("counting", "numpy bincount", 8),
    ("counting", "DuckDB GROUP BY", 10),
    ("beliefs", "mbi hugin", 1.5),
    ("beliefs", "mbi shafer-shenoy", 1.5),
    ("beliefs", "mbi stable", 1.5),
    ("rows", "mbi synthetic_data", 100),
    ("refined rows", "mbi synthetic_data", None),
    ("reading", "polars read_csv, Enum", 2),
    ("reading", "polars read_csv, text", None),
    ("writing", "polars write_csv", 5),
    ("drawing and writing", "polars write_csv", None),
    ("noise", "OpenDP Gaussian", 30),
]

# Fits of mbi's convergence benchmark (24 pairs and 14 single columns of adult-mbi, noise of standard
# deviation 10): this program's settings or restarts, and mbi's estimators with their iterations.
BENCHMARK = "Tests/GraphicalModelsTests/Vectors/adult-benchmark.json"
FITS = ["25", "standard", "100", "400", "thorough"]
PEER_FITS = ["MirrorDescent 250", "MirrorDescent 1000", "MirrorDescent 5000",
             "UniversalAcceleratedMethod 1000", "UniversalAcceleratedMethod 5000"]

# Cases of whose releases the standard fit runs on one thread and on two.
THREADED_FITS = ["adult-10", "nist-1"]

# Losses on the same file that were measured by hand in November 2026; this command doesn't run them.
FITS_ELSEWHERE = [
    # estimator and iterations, loss, seconds on one thread
    ("mbi 1.3.0 mirror descent, 5000", 4896.4, 35.7),
    ("mbi 1.3.0 universal accelerated method, 5000", 4078.6, 136.8),
]
