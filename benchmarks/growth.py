"""Tables that are made up, and how time and memory of a whole run grow with them.

One thing grows at a time, from a table of 10,000 rows, 15 columns and 10 levels. The tables follow
from the seed alone; each column depends on an earlier one, so that there is something to find. A run
writes as many rows as it estimates, ten million at most. By itself, `growth.py FOLDER ROWS COLUMNS
LEVELS` writes a table and its schema.
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys

import measure

SEED = 20251
BLOCK = 100_000  # Rows that are made one by one; more rows repeat them.
COLUMNS = 5, 10, 15, 25, 50, 100
LEVELS = 2, 10, 30, 100, 300, 1000


def cases(exponent):
    """What grows, rows, columns and levels of every table; rows up to 10^exponent."""
    yield from (("rows", 10 ** power, 15, 10) for power in range(4, exponent + 1))
    yield from (("columns", 10_000, columns, 10) for columns in COLUMNS)
    yield from (("levels", 10_000, 15, levels) for levels in LEVELS)


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


def figures(rows, columns, levels, program=measure.PROGRAM):
    """What a run took, and the table's size in MB; "refused" says that it was, before it began."""
    folder = measure.SCRATCH / "growth"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    # In a process of its own: a child's peak memory is at least what its parent had.
    subprocess.run([sys.executable, __file__, folder, *map(str, (rows, columns, levels))], check=True)
    size = (folder / "table.csv").stat().st_size / 1e6

    def call(*words):
        subprocess.run([program, *words], cwd=folder, check=True, capture_output=True)
    call("key", "generate", "--out", "key")
    call("ledger", "create", "ledger", "--dataset", "growth", "--epsilon", "2", "--delta", "1e-9",
         "--key", "key.pem")
    try:
        taken = measure.timed(
            [program, "synthesize", "table.csv", "--schema", "schema.json",
             "--about", measure.HERE / "data/adult/about.json", "--ledger", "ledger",
             "--ledger-key", "key.pem", "--key", "key.pem", "--epsilon", "1", "--delta", "1e-9",
             "--out", "out", "--yes", "--quiet"], cwd=folder)
    except RuntimeError as error:
        if "may need up to" not in str(error):
            raise
        taken = {"refused": str(error).partition("error: ")[2].strip()}
    finally:
        shutil.rmtree(folder)
    return {"size": size, **taken}


if __name__ == "__main__":
    write_table(pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:]))
