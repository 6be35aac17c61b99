#!/usr/bin/env python3
"""score.py REAL.csv SYNTHETIC.csv [--sdnist]: how far synthetic rows are from the real ones.

Prints one JSON object: for all pairs and all triples of columns the mean and the largest total
variation distance, ½·Σ|x/N − y/N'| over the cells, x and y being the counts of real and synthetic
rows, N and N' their numbers. With --sdnist the k-marginal score of NIST's SDNist as well. Columns
are matched by name and compared as text. Needs numpy.
"""
import csv
import itertools
import json
import sys

import numpy as np


def read(path):
    with open(path, newline="") as file:
        header, *rows = csv.reader(file)
    return dict(zip(header, map(np.array, zip(*rows))))


def coded(real, synthetic):
    """Both tables with their texts as codes, and the number of codes of each column."""
    codes, sizes = ({}, {}), {}
    for name, column in real.items():
        levels, both = np.unique(np.concatenate([column, synthetic[name]]), return_inverse=True)
        codes[0][name], codes[1][name] = both[:len(column)], both[len(column):]
        sizes[name] = len(levels)
    return *codes, sizes


def distribution(table, names, sizes):
    index, cells = 0, 1
    for name in names:
        index, cells = index * sizes[name] + table[name], cells * sizes[name]
    if cells > 4_000_000:
        return index
    return np.bincount(index, minlength=cells) / len(index)


def distance(real, synthetic, names, sizes):
    """The L1 distance of two tables' distributions over the named columns."""
    first, second = (distribution(table, names, sizes) for table in (real, synthetic))
    if first.dtype.kind == "i":  # too many cells: only those that occur
        _, both = np.unique(np.concatenate([first, second]), return_inverse=True)
        cut, cells = len(first), both.max() + 1
        first = np.bincount(both[:cut], minlength=cells) / cut
        second = np.bincount(both[cut:], minlength=cells) / len(second)
    return float(np.abs(first - second).sum())


def variation(real, synthetic, sizes, degree):
    """The mean and the largest total variation over all marginals of a degree."""
    distances = [distance(real, synthetic, names, sizes) / 2
                 for names in itertools.combinations(sizes, degree)]
    return float(np.mean(distances)), max(distances)


def binned_ages(real, synthetic):
    """SDNist's bins: twenty of equal frequency in the real rows, each up to its largest age."""
    ages = real["AGEP"].astype(int)
    order = np.sort(ages)
    below, upto = np.searchsorted(order, ages, "left"), np.searchsorted(order, ages, "right")
    ranks = (below + upto + 1) / 2 / len(ages)  # the mean rank of ties, as a share
    bins = np.where(ranks < 1, (20 * ranks).astype(int), 19)
    used = np.unique(bins)
    edges = [ages[bins == b].max() for b in used[:-1]]
    return used[np.searchsorted(edges, synthetic["AGEP"].astype(int), "left")], bins


def k_marginal(real, synthetic):
    """SDNist's score over 50 pairs drawn with repetition: 500·(2 − mean L1).

    SDNist draws positions with a fixed seed in a list of columns whose order changes from run to
    run of Python; so its score is one of many. Returns the expectation over all orders, and the
    score for columns in alphabetical order.
    Source: usnistgov/SDNist, sdnist/metrics/kmarginal.py and sdnist/report/dataset/binning.py.
    """
    synthetic_bins, real_bins = binned_ages(real, synthetic)
    real, synthetic = dict(real, AGEP=real_bins), dict(synthetic, AGEP=synthetic_bins)
    real, synthetic, sizes = coded(real, synthetic)
    names = sorted(sizes)
    state = np.random.RandomState(12345)
    draws = [tuple(state.choice(len(names), size=2)) for _ in range(50)]
    singles = {(i, i): distance(real, synthetic, [name], sizes) for i, name in enumerate(names)}
    pairs = {(i, j): distance(real, synthetic, [names[i], names[j]], sizes)
             for i, j in itertools.combinations(range(len(names)), 2)}
    same = np.mean([i == j for i, j in draws])
    expected = same * np.mean(list(singles.values())) + (1 - same) * np.mean(list(pairs.values()))
    sorted_mean = np.mean([{**singles, **pairs}[min(d), max(d)] for d in draws])
    return 500 * (2 - float(expected)), 500 * (2 - float(sorted_mean))


def score(real_path, synthetic_path, sdnist=False):
    real, synthetic = read(real_path), read(synthetic_path)
    first, second, sizes = coded(real, synthetic)
    result = {"rows": len(next(iter(second.values())))}
    for name, degree in (("pairs", 2), ("triples", 3)):
        result[name], result[name + " max"] = variation(first, second, sizes, degree)
    if sdnist:
        result["k-marginal"], result["k-marginal sorted"] = k_marginal(real, synthetic)
    return result


if __name__ == "__main__":
    paths = [word for word in sys.argv[1:] if word != "--sdnist"]
    print(json.dumps(score(*paths, sdnist="--sdnist" in sys.argv)))
