#!/usr/bin/env python3
"""growth.py PROGRAM [--rows EXPONENT] [--columns N]: how time and memory of a whole run grow.

Runs `PROGRAM synthesize` (a release build of marginalia) on tables that it makes itself: against the
number of rows (10^4 to 10^EXPONENT, default 7), of columns (5 to N, default 200) and of levels, one at
a time from a table of 10,000 rows, 15 columns and 10 levels. Prints a Markdown table: wall and CPU
seconds, peak memory. Python 3.9 or later, no packages. The tables follow from the seed alone; each
column depends on an earlier one, so that there is something to find.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

SEED = 20251
BLOCK = 100_000  # Rows that are made one by one; more rows repeat them.


def write_table(folder, rows, columns, levels):
    """Writes table.csv and schema.json."""
    draw = random.Random(SEED)
    sources = [draw.randrange(column) if column else 0 for column in range(columns)]
    lines = []
    for _ in range(min(rows, BLOCK)):
        row = []
        for column in range(columns):
            value = int(min(draw.random(), draw.random()) * levels)
            if column and draw.random() < 0.6:
                value = (row[sources[column]] + value // 3) % levels
            row.append(value)
        lines.append(",".join(map(str, row)) + "\n")
    with open(folder / "table.csv", "w") as file:
        file.write(",".join(f"c{column}" for column in range(columns)) + "\n")
        whole = "".join(lines)
        for _ in range(rows // len(lines)):
            file.write(whole)
        file.writelines(lines[: rows % len(lines)])
    described = [
        {"name": f"c{column}", "type": "integer", "minimum": 0, "maximum": levels - 1,
         "outside": "clamp"}
        for column in range(columns)
    ]
    schema = {"marginalia": "schema/1", "name": "growth", "unit": "row",
              "neighbours": "add-remove-one", "columns": described}
    (folder / "schema.json").write_text(json.dumps(schema))


def measured(command):
    """Runs a command; its wall and CPU seconds, peak MiB and exit code."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return (time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
            process.returncode)


def run(program, rows, columns, levels):
    """One line of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_table(folder, rows, columns, levels)
        size = (folder / "table.csv").stat().st_size / 1e6
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        for key in ("release", "ledger"):
            subprocess.run([program, "key", "generate", "--out", folder / key, "--quiet"], **quiet)
        subprocess.run([program, "ledger", "create", folder / "growth.ledger", "--dataset", "growth",
                        "--epsilon", "2", "--delta", "1e-9", "--key", folder / "ledger.pem",
                        "--quiet"], **quiet)
        wall, cpu, memory, code = measured(
            [program, "synthesize", folder / "table.csv", "--schema", folder / "schema.json",
             "--ledger", folder / "growth.ledger", "--ledger-key", folder / "ledger.pem",
             "--key", folder / "release.pem", "--epsilon", "1", "--delta", "1e-9",
             "--out", folder / "release", "--yes", "--quiet"])
    outcome = "" if code == 0 else f" (exit {code})"
    print(f"| {rows:,} | {columns} | {levels} | {size:,.1f} | {wall:.1f}{outcome} | {cpu:.1f} | "
          f"{memory:,.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=7, metavar="EXPONENT")
    parser.add_argument("--columns", type=int, default=200)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    print("| rows | columns | levels | table, MB | wall, s | CPU, s | peak, MiB |")
    print("|---|---|---|---|---|---|---|")
    for exponent in range(4, options.rows + 1):
        run(program, 10 ** exponent, 15, 10)
    for columns in (5, 10, 25, 50, 100, 200, 500):
        if columns <= options.columns:
            run(program, 10_000, columns, 10)
    for levels in (2, 30, 100, 300, 1000):
        run(program, 10_000, 15, levels)


if __name__ == "__main__":
    sys.exit(main())
