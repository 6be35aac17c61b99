"""Runs programs and keeps what was measured: JSON lines under .build/benchmarks, which survive from
one call to the next, so that a long run can be taken up again."""
import datetime
import gzip
import hashlib
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent / ".build"
WORK = BUILD / "benchmarks"
PROGRAM = BUILD / "release/marginalia"
KERNELS = BUILD / "release/Kernels"
FITS = BUILD / "release/Fits"
ERROR_PARTS = BUILD / "release/ErrorParts"

# Two calls at a time don't meet here; it goes with the process.
_scratch = tempfile.TemporaryDirectory(prefix="marginalia-benchmarks-")
SCRATCH = pathlib.Path(_scratch.name)


def note(text):
    print(text, file=sys.stderr, flush=True)


def build():
    """The programs under test, in release."""
    subprocess.run(["swift", "build", "-c", "release"], cwd=HERE.parent, check=True,
                   stdout=sys.stderr)


def python(environment):
    """The Python of one of the peers' environments, which is made where it is missing."""
    folder = WORK / "environments" / environment
    requirements = HERE / "requirements" / f"{environment}.txt"
    stamp = folder / "requirements.txt"
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        note(f"making the environment {environment}")
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        # Every file names all that is needed, so that nothing else is drawn in: smartnoise-synth's
        # marginal methods don't load the gigabytes of torch that its networks ask for.
        subprocess.run([folder / "bin/pip", "install", "-q", "--no-deps", "-r", requirements],
                       check=True)
        shutil.copy(requirements, stamp)
    return folder / "bin/python"


def table(case):
    """A case's table as a file: unpacked, its rows as often as the case says."""
    path = WORK / "data" / f"{case.data.replace('/', '-')}-{case.copies}.csv"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        header, rows = gzip.open(HERE / "data" / f"{case.data}.csv.gz").read().split(b"\n", 1)
        path.write_bytes(header + b"\n" + rows * case.copies)
    return path


def version_of(path):
    """What tells one build of a program from another."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:  # In parts: a child starts with this process's peak memory.
        for part in iter(lambda: file.read(1 << 20), b""):
            digest.update(part)
    return digest.hexdigest()[:12]


def locked(environment):
    """What tells one lock of a peer's environment from another."""
    return version_of(HERE / "requirements" / f"{environment}.txt")


class Results:
    """The lines of one file."""

    def __init__(self, name):
        self.path = WORK / "results" / f"{name}.jsonl"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.lines = ([json.loads(line) for line in self.path.read_text().splitlines()]
                      if self.path.exists() else [])

    def add(self, **line):
        line["date"] = datetime.date.today().isoformat()
        line["machine"] = machine()
        self.lines.append(line)
        with self.path.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def where(self, **members):
        return [line for line in self.lines
                if all(line.get(name) == value for name, value in members.items())]


def machine():
    """The machine in words."""
    names = [line.split(":", 1)[1].strip()
             for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")] if os.path.exists("/proc/cpuinfo") else []
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB"


def timed(words, **settings):
    """Runs a command to its end; its wall and processor seconds and its peak memory in MiB."""
    start = time.monotonic()
    with subprocess.Popen(list(map(str, words)), stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, **settings) as process:
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{words}: {errors.decode(errors='replace')[-2000:]}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return {"wall": time.monotonic() - start, "cpu": usage.ru_utime + usage.ru_stime,
            "peak": usage.ru_maxrss / unit}


class Release:
    """One release of this program: `path` is its folder, `figures` what it cost."""

    def __init__(self, case, strategy):
        scratch = SCRATCH / "release"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)

        def call(*words):
            subprocess.run([PROGRAM, *words], cwd=scratch, check=True, capture_output=True)
        call("key", "generate", "--out", "key")
        call("ledger", "create", "ledger", "--dataset", "benchmark", "--epsilon", case.epsilon,
             "--delta", case.delta, "--key", "key.pem")
        self.path = scratch / "out"
        self.figures = timed(
            [PROGRAM, "synthesize", table(case), "--schema", HERE / "data" / case.schema,
             "--about", HERE / "data" / "adult" / "about.json",
             "--ledger", "ledger", "--ledger-key", "key.pem", "--key", "key.pem",
             "--epsilon", case.epsilon, "--delta", case.delta, "--strategy", strategy,
             "--out", "out", "--yes", "--quiet"], cwd=scratch)
        self.rows = self.path / "synthetic.csv"


def peer_release(case, peer, mechanism):
    """One run of a peer's mechanism: the rows' path, and what it cost."""
    rows = SCRATCH / "peer.csv"
    figures = timed([python(peer), "-W", "ignore", HERE / f"peer_{peer}.py", mechanism,
                     table(case), HERE / "data" / case.schema, case.epsilon, case.delta, rows])
    return rows, figures


def scored(case, rows):
    """What score.py says of synthetic rows."""
    words = [python("mbi"), HERE / "score.py", table(case), rows]
    if "demographic" in case.data:
        words.append("--sdnist")
    return json.loads(subprocess.run(words, check=True, capture_output=True).stdout)


def error_parts(case, release):
    """What ErrorParts says of a release."""
    return json.loads(subprocess.run([ERROR_PARTS, table(case), release.path], check=True,
                                     capture_output=True).stdout)


class Conversation:
    """A program that answers each line with one line of JSON."""

    def __init__(self, words):
        self.process = subprocess.Popen(list(map(str, words)), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"no answer to {line}")
        return json.loads(answer)

    def end(self):
        self.process.stdin.close()
        self.process.wait()
