"""Writes results.md and its plots from all results at hand."""
import statistics

import cases
import measure
import plot


def spread(values, form="{:.4f}"):
    """The median of some values, with the least and the greatest where there are several."""
    middle = form.format(statistics.median(values))
    if len(values) == 1:
        return middle
    return f"{middle} ({form.format(min(values))}–{form.format(max(values))})"


def table(header, rows):
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in [header, *rows]]
    lines.insert(1, "|" + "---|" * len(header))
    return "\n".join(lines)


def newest(lines, *names):
    """Of each group of lines that agree in the named members, those of the version run last."""
    last = {tuple(line[name] for name in names): line["version"] for line in lines}
    return [line for line in lines
            if line["version"] == last[tuple(line[name] for name in names)]]


def by_tool(lines, case):
    groups = {}
    for line in lines:
        if line["case"] == case:
            groups.setdefault(line["tool"], []).append(line)
    return dict(sorted(groups.items()))


def accuracy_rows(lines):
    for case in cases.ACCURACY:
        for tool, runs in by_tool(lines, case.name).items():
            def figures(name, form="{:.4f}"):
                return spread([run[name] for run in runs], form)
            yield [case.name, tool, len(runs), figures("pairs"), figures("triples"),
                   figures("pairs max", "{:.3f}"), figures("cpu", "{:.1f}"),
                   figures("wall", "{:.1f}"), figures("peak", "{:.0f}")]
        for name, program, pairs, triples, cpu, peak in cases.ELSEWHERE:
            if name == case.name:
                yield [name, program + " ¹", "", f"{pairs:.4f}", f"{triples:.4f}", "", cpu, "",
                       peak]


def others(lines, case):
    """Of each other program measured on a case: its name, its pairs, CPU seconds and peak MiB."""
    for tool, runs in by_tool(lines, case).items():
        if not tool.startswith("marginalia"):
            yield (tool, *(statistics.median(run[name] for run in runs)
                           for name in ("pairs", "cpu", "peak")))
    for name, program, pairs, _, cpu, peak in cases.ELSEWHERE:
        if name == case:
            yield program, pairs, cpu, peak


def goal_rows(lines):
    for case in cases.ACCURACY:
        tools = by_tool(lines, case.name)
        goals = [("grove", name, goal) for name, goal in case.goal.items()]
        best = min(others(lines, case.name), key=lambda other: other[1], default=None)
        if best:
            goals += [("grove", "cpu", best[2] / 20), ("grove", "peak", best[3] / 4)]
        aims = [pairs for program, pairs, *_ in others(lines, case.name)
                if "aim" in program.lower()]
        if aims:
            goals.append(("aim", "pairs", min(aims)))
        for strategy, name, goal in goals:
            runs = tools.get(f"marginalia {strategy}")
            if not runs:
                continue
            reached = statistics.median(run[name] for run in runs)
            is_met = reached >= goal if name == "k-marginal" else reached <= goal
            form = {"k-marginal": "{:.1f}", "cpu": "{:.1f}", "peak": "{:.0f}"}.get(name, "{:.4f}")
            yield [case.name, strategy, {"cpu": "CPU s", "peak": "peak MiB"}.get(name, name),
                   form.format(goal), spread([run[name] for run in runs], form),
                   "yes" if is_met else "**no**"]


def part_rows(lines):
    for case in cases.ACCURACY:
        for tool, runs in by_tool(lines, case.name).items():
            parts = [run["parts"] for run in runs if run.get("parts")]
            if not parts:
                continue

            def mean(body):
                return f"{statistics.mean(map(body, parts)):.4f}"
            yield [case.name, tool, mean(lambda p: p["rows"]),
                   mean(lambda p: p["exact"]), mean(lambda p: p["model"] - p["exact"]),
                   mean(lambda p: p["rows"] - p["model"]),
                   mean(lambda p: p["model"] - p["thorough"]),
                   f"{statistics.mean(p['residual'] for p in parts):.1e}",
                   f"{statistics.mean(p['measured pairs'] for p in parts):.0f} of "
                   f"{parts[0]['pairs']}"]


def kernel_rows(lines):
    wanted = {(kernel, peer): goal for kernel, peer, goal in cases.KERNELS}
    last = {(line["kernel"], line["peer"]): line for line in lines}
    for pair, goal in wanted.items():
        if pair not in last:
            continue
        line = last[pair]
        ratios = [b / a for a, b in zip(line["ours"], line["theirs"])]
        reached = statistics.median(ratios)
        verdict = "" if goal is None else "yes" if reached >= goal else "**no**"
        yield [*pair, line["unit"], spread(line["ours"], "{:.3g}"),
               spread(line["theirs"], "{:.3g}"), spread(ratios, "{:.3g}"),
               "" if goal is None else f"{goal:.3g}", verdict]


def fit_rows(lines):
    """Fits of the benchmark on one thread: what loss is reached in what time."""
    groups = {}
    for line in lines:
        if line["table"] == "benchmark" and line["threads"] == 1:
            groups.setdefault((line["tool"], line["way"]), []).append(line)
    # No model's loss is under the greatest of the bounds, so that it bounds the peers' gaps too.
    bound = max((line.get("bound", 0) for runs in groups.values() for line in runs), default=0)
    for tool, ways in (("marginalia", cases.FITS), ("mbi", cases.PEER_FITS)):
        for way in ways:
            runs = groups.get((tool, way))
            if runs:
                loss = statistics.median(run["loss"] for run in runs)
                name = f"{way} restarts" if way.isdigit() else way
                yield [f"{tool}, {name}" + ("" if tool == "marginalia" else " iterations"),
                       len(runs), f"{loss:,.0f}", f"{loss - bound:,.0f}",
                       spread([run["cpu"] for run in runs], "{:.2f}"),
                       spread([run["wall"] for run in runs], "{:.2f}")]
    for name, loss, seconds in cases.FITS_ELSEWHERE if groups else ():
        yield [name + " iterations ²", "", f"{loss:,.0f}", f"{loss - bound:,.0f}",
               f"{seconds:.1f}", ""]


def thread_rows(lines):
    """Fits on one thread and on two: pairs of the same round."""
    for case in cases.THREADED_FITS:
        one, two = ([line for line in lines if (line["table"], line["threads"]) == (case, count)]
                    for count in (1, 2))
        if not one or not two:
            continue
        yield [case, f"{one[-1]['cells']:,}",
               spread([line["wall"] for line in one], "{:.2f}"),
               spread([line["wall"] for line in two], "{:.2f}"),
               spread([a["wall"] / b["wall"] for a, b in zip(one, two)], "{:.2f}"),
               spread([b["cpu"] / a["cpu"] for a, b in zip(one, two)], "{:.2f}")]


def growth_rows(lines):
    for by in ("rows", "columns", "levels"):
        for line in sorted((l for l in lines if l["by"] == by), key=lambda l: l[by]):
            taken = ([f"{line[name]:{form}}" for name, form in
                      (("cpu", ".1f"), ("wall", ".1f"), ("peak", ",.0f"))]
                     if "cpu" in line else ["refused", "", ""])
            yield [by, f"{line['rows']:,}", line["columns"], line["levels"],
                   f"{line['size']:,.1f}", *taken]


def plots(accuracy, sizes, growth):
    epsilons = {case.name: float(case.epsilon) for case in cases.ACCURACY
                if case.data == "adult-mbi/adult"}
    series = {}
    for name, epsilon in epsilons.items():
        for tool, runs in by_tool(accuracy, name).items():
            series.setdefault(tool, []).append(
                (epsilon, statistics.median(run["pairs"] for run in runs)))
    for name, program, pairs, *_ in cases.ELSEWHERE:
        if name in epsilons and program.startswith("AIM"):
            series.setdefault("AIM, private-pgm", []).append((epsilons[name], pairs))
    if series:
        (measure.HERE / "error.svg").write_text(plot.chart(
            "Adult: error of the synthetic rows (mean total variation of all pairs)",
            "ε (δ = 1e-9)", "error", series))
    series = {}
    for rows in sorted({line["rows"] for line in sizes}):
        runs = [line for line in sizes if line["rows"] == rows]
        for name, member in (("CPU seconds", "cpu"), ("peak MiB / 100", "peak")):
            value = statistics.median(run[member] for run in runs)
            series.setdefault(name, []).append((rows, value / (100 if member == "peak" else 1)))
    if series:
        (measure.HERE / "size.svg").write_text(plot.chart(
            "Adult, rows repeated, ε = 1: a whole run of grove", "rows", "CPU s, peak MiB / 100",
            series))
    series = {}
    for line in growth:
        if line["by"] == "rows" and "cpu" in line:
            series.setdefault("CPU seconds", []).append((line["rows"], line["cpu"]))
            series.setdefault("peak MiB / 100", []).append((line["rows"], line["peak"] / 100))
    if series:
        (measure.HERE / "growth.svg").write_text(plot.chart(
            "15 columns of 10 levels, ε = 1: a whole run of grove", "rows",
            "CPU s, peak MiB / 100", series))


def named(path):
    """The packages of one peer's environment that a reader will ask for, with their versions."""
    lines = [line.replace("==", " ") for line in path.read_text().split()
             if line.split("==")[0] in ("duckdb", "jax", "mbi", "numpy", "opendp", "polars",
                                        "smartnoise-synth")]
    return ", ".join(sorted(lines, key=lambda line: line.split()[0] != path.stem))


def write():
    accuracy = newest(measure.Results("accuracy").lines, "case", "tool")
    sizes = newest(measure.Results("sizes").lines, "case")
    growth = newest(measure.Results("growth").lines, "rows", "columns", "levels")
    kernels = measure.Results("kernels").lines
    fits = newest(measure.Results("inference").lines, "tool", "table", "way", "threads")
    every = accuracy + sizes + growth + kernels + fits
    if not every:
        return
    plots(accuracy, sizes, growth)
    dates = sorted({line["date"] for line in every})
    machines = sorted({line["machine"] for line in every})
    peers = "; ".join(sorted(map(named, (measure.HERE / "requirements").glob("*.txt"))))
    text = f"""# Measured against its peers

Written by `benchmarks/run`, which runs everything here again. {' to '.join(dates[:1] + dates[1:][-1:])}, on {'; '.join(machines)}. Figures are medians, with the least and the greatest in parentheses.

Peers from PyPI, in environments of their own since they want different versions of mbi: {peers}.

## Accuracy, time and memory of whole runs

Mean total variation between synthetic and real rows over all pairs and all triples of columns, and
its maximum over pairs; δ = 1e-9, workload all pairs; processor and wall seconds and peak memory of
the whole process, from CSV to CSV. Programs take turns.

{table(["case", "program", "runs", "pairs", "triples", "pairs, max", "CPU s", "wall s",
        "peak MiB"], accuracy_rows(accuracy))}

¹ Not on PyPI: measured by hand in November 2026 with the same metric, not by this command.

![error against ε](error.svg)

{table(["case", "program", "measure", "goal", "figure", "reached"], goal_rows(accuracy))}

The goals of CPU time and memory are a twentieth and a quarter of what the most accurate other program
of the case takes; that of `aim` is the error of the most accurate other AIM.
`k-marginal` is the score of NIST's SDNist (published: AIM 976, MST 958), on the ten demographic
features; SDNist draws its 50 pairs from a list whose order changes with each run of Python, so this
is the expectation over all orders.

## What is left of the error

Error of the rows over all pairs, and its parts: what the model of the exact counts of the same
marginals leaves (capacity), what the noise adds, and what rounding to whole rows adds; then what
stopping the fit early changes (below 0: it helps, since a closer fit follows the noise), and how
far the model of the exact counts stays from what it was fitted to (inference).

{table(["case", "program", "error", "capacity", "noise", "rounding", "early stop", "inference",
        "pairs measured"], part_rows(accuracy))}

## Time and memory against size

![time and memory against rows](size.svg)

{table(["rows", "CPU s", "wall s", "peak MiB"],
       [[f"{rows:,}"] + [spread([line[name] for line in sizes if line["rows"] == rows], form)
                         for name, form in (("cpu", "{:.2f}"), ("wall", "{:.2f}"),
                                            ("peak", "{:.0f}"))]
        for rows in sorted({line["rows"] for line in sizes})])}

Made-up tables of which one thing grows at a time; the table's size is that of its CSV file. A run
writes as many rows as it estimates, ten million at most; its peak is at least Python's, who starts it.

![time and memory against rows of a made-up table](growth.svg)

{table(["grows", "rows", "columns", "levels", "table, MB", "CPU s", "wall s", "peak MiB"],
       growth_rows(growth))}

## Kernels

Nanoseconds of processor time a unit, on one thread, this program's kernel and the peer's in turn;
the ratio is the peer's time to ours, round by round. Those that compute the same thing from the
same data agree in a checksum.

{table(["kernel", "against", "unit", "ours", "theirs", "ratio", "goal", "reached"],
       kernel_rows(kernels))}

## Inference

mbi's convergence benchmark: 14 single columns and 24 pairs of adult-mbi with noise of standard
deviation 10, the number of rows known. The loss is Σ (expected − measured)²/(2σ²); no model's loss is
under the certified bound of this program's best fit, and the gap is the distance to it. One thread,
double precision, programs in turn; what JAX takes to compile is left out.

{table(["fit", "runs", "loss", "gap", "CPU s", "wall s"], fit_rows(fits))}

² By hand in November 2026, on the machine of the first results; this command doesn't run them.

The standard fit of two releases' measurements, on one thread and on two in turn; the bits of the model
are the same.

{table(["release", "cells in the model", "wall s, one", "wall s, two", "times faster", "CPU, two to one"],
       thread_rows(fits))}

{(measure.HERE / "remarks.md").read_text().strip()}
"""
    (measure.HERE / "results.md").write_text(text)
