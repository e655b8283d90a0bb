"""Scores small sample sets by prdc, scikit-learn and plain formulas, and writes neighbours.json.

Made with Python 3.11, numpy 2.4.6, SciPy 1.17.1, scikit-learn 1.9.1 and prdc 0.2. For each pair of sets:
`direct` has prdc's formulas on distances that SciPy sums coordinate by coordinate, and null for k
samples or fewer; `prdc` what the package itself gives, whose distances are |x|^2 - 2 xy + |y|^2, and
null for k + 1 samples too, which it refuses. Every number but those of `tenths`, where rounding decides
between equal distances, is also checked against arithmetic in whole numbers, and the nearest labels,
where no two are equally near, against scikit-learn's classifier.
"""
import contextlib
import io
import json
import pathlib

import numpy as np
import prdc
from scipy.spatial.distance import cdist
from sklearn.model_selection import LeaveOneOut, cross_val_score
from sklearn.neighbors import KNeighborsClassifier

UNIT = 10**6  # coordinates are whole millionths, so that squared distances are whole numbers
THRESHOLD = 0.01


def ring(random, n, deviation=0.02, weights=None, modes=range(8), centre=(0, 0)):
    """Draws of eight Gaussians on a circle of radius 2."""
    weights = weights or [1] * len(modes)
    mode = random.choice(list(modes), size=n, p=np.array(weights) / sum(weights))
    angle = 2 * np.pi * mode / 8
    means = 2 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return means + deviation * random.standard_normal((n, 2)) + centre


def cases():
    """Name, real samples, generated samples."""
    random = np.random.default_rng(5)
    real = lambda n: ring(random, n)
    yield "good", real(120), real(120)
    yield "collapsed", real(120), ring(random, 120, modes=[3])
    yield "imbalanced", real(120), ring(random, 120, weights=list(range(1, 9)))
    yield "narrow", real(120), ring(random, 120, deviation=0.005)
    yield "far", real(80), ring(random, 80, centre=(10, -4))
    yield "unequal", real(60), real(140)
    yield "six", real(6), real(6)
    yield "five", real(5), real(5)
    # Distances on a lattice of quarters are exact in binary, and most are tied.
    lattice = lambda n: random.integers(-4, 5, size=(n, 2)) / 4
    yield "ties", lattice(60), lattice(60)
    # The same of tenths are not: rounding decides which of two equal distances is below the other.
    yield "tenths", 0.4 * lattice(60), 0.4 * lattice(60)
    # Every real sample twice, and two in three of the generated ones a real one.
    a, b = real(60), real(30)
    yield "duplicates", np.concatenate([a, a]), np.concatenate([a, b])
    yield "memorised", a, a
    # Ten points eight times over, all balls of radius 0; half of the points on both sides.
    points = lambda a, b: (np.repeat(a, 8, axis=0), np.repeat(np.concatenate([a[:5], b]), 8, axis=0))
    yield "points", *points(real(10), real(5))
    wide = lambda n, scale=1: scale * random.standard_normal((n, 5))
    yield "fiveDimensional", wide(100), wide(100, 1.2)
    yield "fiveDimensionalPoints", *points(wide(10), wide(5))


def whole(points):
    return np.rint(UNIT * np.asarray(points)).astype(np.int64)


def exact_squares(a, b):
    return ((a[:, None] - b[None]) ** 2).sum(-1)


def formulas(real, generated, across, k):
    """prdc's formulas on matrices of distances; their diagonals are 0, and stand first in each row."""
    if min(len(real), len(generated)) <= k:
        return None
    r, g = np.sort(real)[:, k], np.sort(generated)[:, k]
    return dict(
        precision=(across < r[:, None]).any(0).mean(), recall=(across < g[None]).any(1).mean(),
        density=(across < r[:, None]).sum(0).mean() / k, coverage=(across.min(1) < r).mean())


def by_prdc(real, generated, k):
    """What the package gives; it refuses fewer than k + 2 samples."""
    if min(len(real), len(generated)) < k + 2:
        return None
    with contextlib.redirect_stdout(io.StringIO()):
        return {name: float(value) for name, value in prdc.compute_prdc(real, generated, k).items()}


def shares(real, generated, across):
    """Share of the real and of the generated samples whose nearest other one is of their kind."""
    def share(own, other):
        own = np.sort(own)[:, 1]
        return float(((own < other) + (own == other) / 2).mean())
    return share(real, across.min(1)), share(generated, across.min(0))


def check_by_scikit(real, generated, expected):
    pooled = np.concatenate([real, generated])
    labels = np.repeat([0, 1], [len(real), len(generated)])
    classifier = KNeighborsClassifier(1, algorithm="kd_tree")
    right = cross_val_score(classifier, pooled, labels, cv=LeaveOneOut())
    for label in (0, 1):
        assert abs(right[labels == label].mean() - expected[label]) < 1e-12


def describe(name, real, generated):
    a, b = whole(real), whole(generated)
    real, generated = a / UNIT, b / UNIT
    squares = exact_squares(a, a), exact_squares(b, b), exact_squares(a, b)
    doubles = [cdist(x, y, "sqeuclidean") for x, y in
               ((real, real), (generated, generated), (real, generated))]
    told, scores = shares(*doubles), []
    for k in (3, 5):
        direct = formulas(*doubles, k)
        scores.append(dict(k=k, direct=direct, prdc=by_prdc(real, generated, k)))
        assert name == "tenths" or direct == formulas(*squares, k), name
    assert name == "tenths" or told == shares(*squares), name
    if name in ("good", "collapsed", "imbalanced", "narrow", "far", "unequal", "fiveDimensional"):
        check_by_scikit(real, generated, told)
    near = np.triu(squares[1] < (THRESHOLD * UNIT) ** 2, 1).sum()
    return dict(
        name=name, dimension=real.shape[1], real=real.ravel().tolist(),
        generated=generated.ravel().tolist(), scores=scores, realAccuracy=told[0],
        generatedAccuracy=told[1], threshold=THRESHOLD, nearDuplicates=int(near))


if __name__ == "__main__":
    lines = [json.dumps(describe(*case)) for case in cases()]
    path = pathlib.Path(__file__).with_name("neighbours.json")
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")
