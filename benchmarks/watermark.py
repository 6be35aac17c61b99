#!/usr/bin/env python3
"""watermark.py PROGRAM [B]: how well a table is traced to the release it was cut from, by replay and
by a key, and how often one is accused falsely; on UCI Adult, by the program itself. Writes
watermark.md beside this file.

Standard library only. All suspects of a kind go through one call of `watermark detect`, by replay
against B alternative seeds (default 199); what is drawn here is drawn from a fixed seed, what the
program draws is not."""
import bisect
import collections
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
KEYED_ALARM = 1e-6


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
        folder.mkdir()

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


def cut(suspects, own, real):
    """Tables cut from `own`: rows and columns dropped, cells changed, real rows mixed in."""
    everything = list(range(len(suspects.header)))
    for _ in range(REPEATS):
        for kept, share in itertools.product(KEPT, SHARES):
            suspects.add(("columns", kept, share), draw.sample(own, kept),
                         some_columns(len(everything), share))
        for kept, rate in itertools.product(KEPT, CHANGED):
            suspects.add(("changed", kept, rate), changed(draw.sample(own, kept), rate, own),
                         everything)
        for kept, times in itertools.product(KEPT[1:5], (1, 9)):
            suspects.add(("mixed", kept, times),
                         draw.sample(own, kept) + draw.sample(real, kept * times), everything)


def others(suspects, real, samples):
    """Tables of 200 rows of other origin: real rows, and rows of the same model's samples."""
    width = len(suspects.header)
    for number, share in itertools.product(range(RECIPIENTS), (1.0, 0.5)):
        suspects.add(("real",), draw.sample(real, 200), some_columns(width, share))
        suspects.add(("sample", number), draw.sample(samples[number], 200),
                     some_columns(width, share))


def pair_shares(rows, places):
    """For each pair of columns the shares of its values, numbers in the schema's bins."""
    codes = [[bisect.bisect(edges, int(row[c])) if edges else row[c] for row in rows]
             for c, edges in enumerate(places)]
    counts = (collections.Counter(zip(a, b)) for a, b in itertools.combinations(codes, 2))
    return [{key: count / len(rows) for key, count in pair.items()} for pair in counts]


def pair_error(real, rows):
    """The mean total variation distance over all pairs of columns."""
    return statistics.mean(sum(abs(p.get(key, 0) - q.get(key, 0)) for key in p.keys() | q.keys()) / 2
                           for p, q in zip(real, rows))


def cell(reports):
    """The median strength, and how many of the repeats no other seed reached."""
    strengths = [report["release"]["z"] or 0.0 for report in reports]
    first = sum(report["release"]["p"].startswith("1/") for report in reports)
    return f"{statistics.median(strengths):.1f} ({first}/{len(reports)})"


def keyed_cell(reports):
    """The median p, and how many of the repeats fall to an alarm at one in a million."""
    levels = sorted(report["standings"][0]["p"] for report in reports)
    alarms = sum(p <= KEYED_ALARM for p in levels)
    median = levels[len(levels) // 2]
    return f"{median:.0e} ({alarms}/{len(levels)})" if median < 0.01 else \
        f"{median:.2f} ({alarms}/{len(levels)})"


def table(found, kind, rows, columns, heading, name, cell=cell):
    lines = [f"| {heading} | " + " | ".join(map(name, columns)) + " |",
             "|---|" + "---|" * len(columns)]
    for row in rows:
        lines.append(f"| {row:,} | " + " | ".join(
            cell(found[(kind, row, column)]) for column in columns) + " |")
    return lines


def alarms(values, level):
    """How many tests of other origin fall to a level, and what chance gives."""
    count, total = sum(value <= level for value in values), len(values)
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
    suspects = Suspects(work / "suspects", header)
    cut(suspects, own, real)
    others(suspects, real, samples)
    by_replay = detect(suspects, work / "made", "--key", work / "release.pub.pem",
                       "--alternatives", alternatives, "--recipients", work / "names.txt",
                       "--recipient-key", work / "recipients.key")
    return by_replay, keyed(work, header, own, real, samples)


def detect(suspects, *words):
    """The reports of one call by what was done to the suspects, their number, and the seconds."""
    began = time.monotonic()
    reports = json.loads(run("watermark", "detect", suspects.folder, *words, "--json"))["suspects"]
    found = {}
    for report in reports:
        found.setdefault(suspects.cases[report["suspect"]], []).append(report)
    return found, len(reports), time.monotonic() - began


def keyed(work, header, own, real, samples):
    """The same for rows that a key chose, whose detector has key and schema alone."""
    def sample(name, *words):
        run("sample", work / "made", "--key", work / "release.pub.pem", "--out", work / name,
            *words, "--force")
        return read(work / name)[1:]

    run("watermark", "key", "--out", work / "watermark.key")
    key = ("--watermark-key", work / "watermark.key")
    began = time.monotonic()
    rows = sample("keyed.csv", *key)
    seconds = time.monotonic() - began
    suspects = Suspects(work / "keyed suspects", header)
    cut(suspects, rows, real)
    others(suspects, real, samples)
    tests = (*detect(suspects, "--schema", data / "schema.json", *key), seconds)
    theirs = Suspects(work / "recipients' suspects", header)
    for number in range(RECIPIENTS):
        theirs.add(("sample", number),
                   draw.sample(sample("theirs.csv", *key, "--rows", 1_000, "--recipient",
                                      f"recipient {number}"), 100), range(len(header)))
    traced = detect(theirs, "--schema", data / "schema.json", *key, "--recipients",
                    work / "names.txt")[0]
    columns = {c["name"]: c for c in json.loads((data / "schema.json").read_text())["columns"]}
    edges = [columns[name].get("bins", {}).get("edges") for name in header]
    many = sample("many.csv", "--rows", 20 * ROWS, "--recipient", "everyone", "--recipient-key",
                  work / "recipients.key")
    errors = {
        "the model (400,000 balanced rows)": [many], "the release": [own],
        "recipients' samples": samples[:3],
        "plain draws (of the 400,000)": [draw.sample(many, ROWS) for _ in range(3)],
        "keyed rows": [rows] + [
            sample("more.csv", *key, "--recipient", name) for name in ("a", "b")]}
    shares = pair_shares(real, edges)
    errors = {name: [pair_error(shares, pair_shares(table, edges)) for table in tables]
              for name, tables in errors.items()}
    return tests, traced, errors


def keyed_lines(tests, traced, errors):
    found, count, seconds, drawing = tests
    own = [report["standings"][0]["p"] for number in range(RECIPIENTS)
           for report in found[("sample", number)]]
    real = [report["standings"][0]["p"] for report in found[("real",)]]
    first = accused = 0
    for (_, number), (report,) in traced.items():
        best = report["standings"][0]
        first += best["recipient"] == f"recipient {number}" and best["adjustedP"] <= KEYED_ALARM
        accused += sum(standing["adjustedP"] <= 0.05 for standing in report["standings"]
                       if standing["recipient"] != f"recipient {number}")
    share = lambda value: f"{round(100 * value)} %"
    return [
        "## By a key, without release and model",
        "",
        f"`sample --watermark-key`, {ROWS:,} rows drawn in {drawing:.0f} s; {count} suspect tables "
        f"in one call of `watermark detect --schema --watermark-key`, {seconds:.0f} s. A cell shows "
        f"the median p of {REPEATS} tables and, in brackets, how many have p ≤ {KEYED_ALARM}.",
        "",
        *table(found, "columns", KEPT, SHARES, "rows kept", lambda s: f"{share(s)} of columns",
               keyed_cell),
        "",
        *table(found, "changed", KEPT, CHANGED, "rows kept", lambda s: f"{share(s)} changed",
               keyed_cell),
        "",
        *table(found, "mixed", KEPT[1:5], (1, 9), "rows kept", lambda t: f"and {t} × real",
               keyed_cell),
        "",
        "False alarms of tables of 200 rows, all columns or half of them:",
        "",
        f"* real rows: {alarms(real, 0.05)};",
        f"* rows of the same model that the key didn't choose: {alarms(own, 0.05)}, "
        f"{alarms(own, 0.01)};",
        f"* of {RECIPIENTS * (RECIPIENTS - 1)} pairs of a recipient's 100 rows and another recipient, "
        f"{accused} have an adjusted p ≤ 0.05. The recipient whose they are stands first, at an "
        f"adjusted p ≤ {KEYED_ALARM}, for {first} of {RECIPIENTS} tables.",
        "",
        "One p is the least of up to four, with Bonferroni's correction, so fewer alarms than the "
        "level says are usual.",
        "",
        "What keyed rows cost: the mean total variation distance to the real table, over all pairs of "
        "columns.",
        "",
        "| rows | distance, mean | least and largest |",
        "|---|---|---|",
        *(f"| {name} | {statistics.mean(values):.4f} | {min(values):.4f}, {max(values):.4f} |"
          for name, values in errors.items()),
    ]


def p_of(standing):
    return float(fractions.Fraction(standing["p"]))


def write(by_replay, by_key):
    found, count, seconds = by_replay
    real = [p_of(report["release"]) for report in found[("real",)]]
    others, traced, accused = [], 0, 0
    for number in range(RECIPIENTS):
        for report in found[("sample", number)]:
            others.append(p_of(report["release"]))
            for recipient in report["recipients"]:
                if recipient["name"] != f"recipient {number}":
                    others.append(p_of(recipient["standing"]))
                    accused += recipient["adjustedP"] <= 0.05
            first = report["recipients"][0]
            traced += (first["name"] == f"recipient {number}"
                       and first["standing"]["p"].startswith("1/"))
    pairs = len(others) - 2 * RECIPIENTS
    share = lambda value: f"{round(100 * value)} %"
    lines = [
        "# Tracing tables to a release: power and false alarms",
        "",
        "## By replay",
        "",
        f"Written by `benchmarks/watermark.py PROGRAM {alternatives}`: a release of UCI Adult "
        f"(15 columns, ε = 1, {ROWS:,} rows), {count} suspect tables in one call of `watermark "
        f"detect` against {alternatives} alternative seeds, {seconds:.0f} s. A cell shows the "
        f"median z of {REPEATS} tables and, in brackets, how many of them no alternative seed "
        f"reached (p = 1/{alternatives + 1}).",
        "",
        "### Rows and columns kept",
        "",
        *table(found, "columns", KEPT, SHARES, "rows kept", lambda s: f"{share(s)} of columns"),
        "",
        "### Cells changed",
        "",
        "All columns; each cell replaced, with this chance, by that of another row.",
        "",
        *table(found, "changed", KEPT, CHANGED, "rows kept", lambda s: f"{share(s)} changed"),
        "",
        "### Mixed with real rows",
        "",
        "All columns; the rows kept stand among as many, or nine times as many, real ones.",
        "",
        *table(found, "mixed", KEPT[1:5], (1, 9), "rows kept", lambda t: f"and {t} × real"),
        "",
        "### False alarms",
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
        "",
        *keyed_lines(*by_key),
    ]
    (here / "watermark.md").write_text("\n".join(lines) + "\n")


with tempfile.TemporaryDirectory() as folder:
    write(*measure(pathlib.Path(folder)))
