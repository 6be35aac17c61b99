#!/usr/bin/env python3
"""watermark.py PROGRAM [B]: how well a table is traced to the release it was cut from, and how often
one is accused falsely; on UCI Adult, by the program itself. Writes watermark.md beside this file.

Standard library only. All suspects go through one call of `watermark detect`, against B alternative
seeds (default 199); what is drawn here is drawn from a fixed seed, what the program draws is not."""
import csv
import fractions
import itertools
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

program = pathlib.Path(sys.argv[1]).resolve()
alternatives = int(sys.argv[2]) if len(sys.argv) > 2 else 199
here = pathlib.Path(__file__).resolve().parent
data = here / "data" / "adult"
draw = random.Random(20261121)
ROWS = 20_000
REPEATS = 3
RECIPIENTS = 20
KEPT = (10, 20, 50, 100, 1_000, 5_000, ROWS)
SHARES = (1.0, 0.8, 0.6, 0.4, 0.2)
CHANGED = (0.05, 0.1, 0.2)


def run(*words):
    return subprocess.run([str(program), *map(str, words)], check=True, capture_output=True,
                          text=True).stdout


def read(path):
    with open(path, newline="") as file:
        return list(csv.reader(file))


class Suspects:
    """A folder of tables, each with what was done to it."""

    def __init__(self, folder, header):
        self.folder, self.header, self.cases = folder, header, {}

    def add(self, case, rows, columns):
        path = self.folder / f"{len(self.cases):04d}.csv"
        with open(path, "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([self.header[c] for c in columns])
            writer.writerows([row[c] for c in columns] for row in rows)
        self.cases[str(path)] = case


def some_columns(width, share):
    return sorted(draw.sample(range(width), max(1, round(share * width))))


def changed(rows, rate, values):
    """The rows with cells replaced by values of the same columns of other rows."""
    return [[draw.choice(values)[c] if draw.random() < rate else cell
             for c, cell in enumerate(row)] for row in rows]


def make(suspects, own, real, samples):
    width = len(suspects.header)
    everything = list(range(width))
    for _ in range(REPEATS):
        for kept, share in itertools.product(KEPT, SHARES):
            suspects.add(("columns", kept, share), draw.sample(own, kept),
                         some_columns(width, share))
        for kept, rate in itertools.product(KEPT, CHANGED):
            suspects.add(("changed", kept, rate), changed(draw.sample(own, kept), rate, own),
                         everything)
        for kept, times in itertools.product(KEPT[1:5], (1, 9)):
            suspects.add(("mixed", kept, times),
                         draw.sample(own, kept) + draw.sample(real, kept * times), everything)
    # What wasn't made from the release: real rows, and rows of other seeds of the same model.
    for number, share in itertools.product(range(RECIPIENTS), (1.0, 0.5)):
        suspects.add(("real",), draw.sample(real, 200), some_columns(width, share))
        suspects.add(("sample", number), draw.sample(samples[number], 200),
                     some_columns(width, share))


def cell(reports):
    """The median strength, and how many of the repeats no other seed reached."""
    strengths = [report["release"]["z"] or 0.0 for report in reports]
    first = sum(report["release"]["p"].startswith("1/") for report in reports)
    return f"{statistics.median(strengths):.1f} ({first}/{len(reports)})"


def table(found, kind, rows, columns, heading, name):
    lines = [f"| {heading} | " + " | ".join(map(name, columns)) + " |",
             "|---|" + "---|" * len(columns)]
    for row in rows:
        lines.append(f"| {row:,} | " + " | ".join(
            cell(found[(kind, row, column)]) for column in columns) + " |")
    return lines


def alarms(standings, level):
    """How many tests of other origin fall to a level, and what chance gives."""
    count = sum(fractions.Fraction(standing["p"]) <= level for standing in standings)
    total = len(standings)
    margin = 2 * (total * level * (1 - level)) ** 0.5
    return (f"{count} of {total} at p ≤ {level} (chance gives {total * level:.0f} ± {margin:.0f})")


def measure(work):
    run("key", "generate", "--out", work / "release")
    run("key", "generate", "--out", work / "ledger")
    run("ledger", "create", work / "L", "--dataset", "adult", "--epsilon", "4", "--delta", "1e-9",
        "--key", work / "ledger.pem")
    run("synthesize", data / "adult.csv", "--schema", data / "schema.json",
        "--about", data / "about.json", "--ledger", work / "L",
        "--ledger-key", work / "ledger.pem", "--key", work / "release.pem", "--epsilon", "1",
        "--delta", "1e-9", "--rows", ROWS, "--out", work / "made", "--yes", "--quiet")
    run("watermark", "key", "--out", work / "recipients.key")
    names = [f"recipient {number}" for number in range(RECIPIENTS)]
    (work / "names.txt").write_text("\n".join(names) + "\n")
    samples = []
    for name in names:
        run("sample", work / "made", "--key", work / "release.pub.pem", "--recipient", name,
            "--recipient-key", work / "recipients.key", "--out", work / "sample.csv", "--force")
        samples.append(read(work / "sample.csv")[1:])
    header, *own = read(work / "made" / "synthetic.csv")
    real_header, *real = read(data / "adult.csv")
    places = [real_header.index(name) for name in header]
    real = [[row[place] for place in places] for row in real]
    (work / "suspects").mkdir()
    suspects = Suspects(work / "suspects", header)
    make(suspects, own, real, samples)
    began = time.monotonic()
    reports = json.loads(run(
        "watermark", "detect", work / "suspects", work / "made", "--key", work / "release.pub.pem",
        "--alternatives", alternatives, "--recipients", work / "names.txt", "--recipient-key",
        work / "recipients.key", "--json"))["suspects"]
    seconds = time.monotonic() - began
    found = {}
    for report in reports:
        found.setdefault(suspects.cases[report["suspect"]], []).append(report)
    return found, len(reports), seconds


def write(found, count, seconds):
    real = [report["release"] for report in found[("real",)]]
    others, traced, accused = [], 0, 0
    for number in range(RECIPIENTS):
        for report in found[("sample", number)]:
            others.append(report["release"])
            for recipient in report["recipients"]:
                if recipient["name"] != f"recipient {number}":
                    others.append(recipient["standing"])
                    accused += recipient["adjustedP"] <= 0.05
            first = report["recipients"][0]
            traced += (first["name"] == f"recipient {number}"
                       and first["standing"]["p"].startswith("1/"))
    pairs = len(others) - 2 * RECIPIENTS
    share = lambda value: f"{round(100 * value)} %"
    lines = [
        "# Tracing tables to a release: power and false alarms",
        "",
        f"Written by `benchmarks/watermark.py PROGRAM {alternatives}`: a release of UCI Adult "
        f"(15 columns, ε = 1, {ROWS:,} rows), {count} suspect tables in one call of `watermark "
        f"detect` against {alternatives} alternative seeds, {seconds:.0f} s. A cell shows the "
        f"median z of {REPEATS} tables and, in brackets, how many of them no alternative seed "
        f"reached (p = 1/{alternatives + 1}).",
        "",
        "## Rows and columns kept",
        "",
        *table(found, "columns", KEPT, SHARES, "rows kept", lambda s: f"{share(s)} of columns"),
        "",
        "## Cells changed",
        "",
        "All columns; each cell replaced, with this chance, by that of another row.",
        "",
        *table(found, "changed", KEPT, CHANGED, "rows kept", lambda s: f"{share(s)} changed"),
        "",
        "## Mixed with real rows",
        "",
        "All columns; the rows kept stand among as many, or nine times as many, real ones.",
        "",
        *table(found, "mixed", KEPT[1:5], (1, 9), "rows kept", lambda t: f"and {t} × real"),
        "",
        "## False alarms",
        "",
        "200 rows, all columns or half of them:",
        "",
        f"* real rows against the release: {alarms(real, 0.05)};",
        f"* rows of other seeds of the same model, against the release or against a sample that "
        f"isn't theirs: {alarms(others, 0.05)}, {alarms(others, 0.01)};",
        f"* of {pairs} pairs of a table and a recipient whose sample it isn't, {accused} have an "
        f"adjusted p ≤ 0.05. With {alternatives} alternatives and {RECIPIENTS} recipients none "
        f"can be below {RECIPIENTS / (alternatives + 1):.3f}.",
        "",
        f"The recipient whose sample it is stands first, reached by no alternative seed, for {traced} "
        f"of {2 * RECIPIENTS} tables of 200 rows.",
        "",
        "The suspects share one set of seeds, so these rates vary a little more than independent "
        "ones would; the test of calibration proper, with seeds of its own for every table, is "
        "`WatermarkScoreTests`. A high p proves nothing: the lower right of the tables shows where "
        "no trace is left.",
    ]
    (here / "watermark.md").write_text("\n".join(lines) + "\n")


with tempfile.TemporaryDirectory() as folder:
    write(*measure(pathlib.Path(folder)))
