"""Rank tests and trimmed means by SciPy, for statistics.json; written with SciPy 1.17.1 and NumPy 2.4.6.

Inputs are stored beside the results: a few numbers of a fixed generator, rounded so that JSON holds
them exactly as they were used. `ways` counts by brute force what SciPy does not: both tails of the
rank statistic, over every way to deal out the values that there are.
"""
import itertools
import json
import pathlib

import numpy
from scipy import stats

random = numpy.random.default_rng(5)


def real(n, shift=0.0):
    return [round(float(v), 6) for v in random.normal(shift, 1, n)]


def modes(n, share):
    """Modes covered of eight: many ties."""
    return [int(v) for v in random.binomial(8, share, n)]


def statistic(x, y):
    return sum((a > b) + 0.5 * (a == b) for a in x for b in y)


def brute_force(x, y):
    """Twice the smaller tail over all ways to choose len(x) of the pooled values, at most 1."""
    pooled, observed, below, above, count = x + y, statistic(x, y), 0, 0, 0
    for chosen in itertools.combinations(range(len(pooled)), len(x)):
        rest = [v for i, v in enumerate(pooled) if i not in chosen]
        u = statistic([pooled[i] for i in chosen], rest)
        below, above, count = below + (u <= observed), above + (u >= observed), count + 1
    return min(1.0, 2 * min(below, above) / count)


def case(x, y, method):
    if method == "brute force":
        u, p = statistic(x, y), brute_force(x, y)
    else:
        result = stats.mannwhitneyu(x, y, method=method)
        u, p = result.statistic, result.pvalue
    return {"x": x, "y": y, "method": method, "statistic": float(u), "p": float(p)}


def main():
    exact = [(3, 3), (5, 5), (4, 7), (1, 12), (12, 1), (10, 10), (20, 20)]
    ties = [(5, 5), (4, 7), (7, 4), (6, 8)]
    many = [(25, 30), (40, 15)]
    tests = [case(real(m, 0.8), real(n), "exact") for m, n in exact]
    tests += [case(modes(m, 0.7), modes(n, 0.6), "brute force") for m, n in ties]
    tests += [case([8] * 5, [8, 8, 8, 8, 7], "brute force"), case([3] * 4, [3] * 4, "brute force")]
    tests += [case(modes(m, 0.8), modes(n, 0.7), "asymptotic") for m, n in many]
    tests += [case(real(21, 0.4), real(20), "asymptotic")]
    lists = [real(n) for n in (1, 3, 4, 5, 8, 11, 30)]
    trimmed = [{"values": v, "mean": float(stats.trim_mean(v, 0.25))} for v in lists]
    text = json.dumps({"rankTests": tests, "trimmedMeans": trimmed}, indent=None)
    path = pathlib.Path(__file__).with_name("statistics.json")
    path.write_text(text.replace('}, {"', '},\n{"') + "\n")


main()
