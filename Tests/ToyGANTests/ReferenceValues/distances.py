"""Measures distances between stored samples with SciPy, POT and NumPy, and writes distances.json; see README.md."""
import itertools
import json
import pathlib
import numpy as np
import ot
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist
from scipy.stats import energy_distance, wasserstein_distance

random = np.random.default_rng(0)
COUNT, SCALE = 60, 1.4
BANDWIDTHS = [0.125, 0.25, 0.5, 1, 2]
BOX, CELLS, BANDWIDTH = (-3.0, 3.2), 24, 0.45


def ring(count, deviation=0.02, modes=8, digits=4, weights=None):
    """Round modes on a circle of radius 2, to so many digits that their text is exact."""
    angles = random.choice(modes, count, p=weights) * np.pi / 4
    centres = 2 * np.stack([np.cos(angles), np.sin(angles)], 1)
    return (centres + deviation * random.standard_normal((count, 2))).round(digits)


def line(count, modes=4, digits=4):
    """Modes on the line at 0, 1, 2, ..."""
    return (random.choice(modes, count) + 0.1 * random.standard_normal(count)).round(digits)[:, None]


def pairs():
    """Samples and what they are compared with, by name."""
    target = ring(COUNT)
    places = ring(10, digits=2)
    yield "good", ring(COUNT), target
    yield "collapsed", ring(COUNT, modes=1), target
    yield "point", np.tile([[2.0, 0.0]], (COUNT, 1)), target
    yield "imbalanced", ring(COUNT, weights=np.arange(1, 9) / 36), target
    yield "narrow", ring(COUNT, deviation=0.004), target
    yield "far", (ring(COUNT) + [1000, -500]).round(4), target
    yield "ties", ring(COUNT, deviation=0.1, digits=1), ring(COUNT, deviation=0.1, digits=1)
    yield "duplicates", random.choice(places, COUNT), random.choice(places, COUNT)
    yield "same", random.permutation(target), target
    yield "two", ring(2), ring(2)
    yield "three", ring(3), ring(3)
    yield "unequal", ring(40), ring(25)
    yield "line", line(COUNT), line(COUNT)
    yield "line, collapsed", line(COUNT, modes=1), line(COUNT)
    yield "line, ties", line(COUNT, digits=1), line(COUNT, digits=1)
    yield "line, unequal", line(40), line(25)
    yield "line, ties, unequal", line(40, digits=1), line(24, digits=1)
    yield "line, two and three", line(2), line(3)


def transport(a, b, order):
    """SciPy's assignment and POT's transport, which agree; nothing for unequal numbers."""
    if len(a) != len(b):
        return None
    costs = cdist(a, b, "euclidean" if order == 1 else "sqeuclidean")
    assigned = costs[linear_sum_assignment(costs)].mean()
    carried = ot.emd2([], [], costs)
    assert abs(assigned - carried) <= 1e-12 * abs(assigned), (assigned, carried)
    return [assigned ** (1 / order), carried ** (1 / order)]


def energy(a, b):
    square = 2 * cdist(a, b).mean() - cdist(a, a).mean() - cdist(b, b).mean()
    value = max(square, 0) ** 0.5
    if a.shape[1] == 1:
        theirs = energy_distance(a[:, 0], b[:, 0])
        assert abs(value - theirs) <= 1e-9 * theirs, (value, theirs)
        return theirs
    return value


def discrepancy(a, b):
    def kernel(x, y):
        squares = cdist(x, y, "sqeuclidean")
        return np.mean([np.exp(-squares / (2 * (h * SCALE) ** 2)) for h in BANDWIDTHS], 0)

    def inside(x):
        values = kernel(x, x)
        return values[~np.eye(len(x), dtype=bool)].mean()

    return inside(a) + inside(b) - 2 * kernel(a, b).mean()


def kolmogorov_smirnov(a, b):
    """Fasano and Franceschini, by looking at every quadrant of every origin."""
    if a.shape[1] != 2:
        return None
    largest = []
    for origins in (a, b):
        differences = [0]
        for (x, y), right, above in itertools.product(origins, (False, True), (False, True)):
            shares = [np.mean(((s[:, 0] > x) == right) & ((s[:, 1] > y) == above)) for s in (a, b)]
            differences.append(abs(shares[0] - shares[1]))
        largest.append(max(differences))
    return sum(largest) / 2


def density(samples):
    """Shares of the cells, and of what is outside."""
    low, high = BOX
    width = (high - low) / CELLS
    bins = np.zeros((CELLS, CELLS))
    for x, y in samples:
        if not (low <= x < high and low <= y < high):
            continue
        for i, j in itertools.product(range(CELLS), repeat=2):
            # Beyond the outermost centres the edge takes all.
            across = min(max((x - low) / width - 0.5, 0), CELLS - 1)
            along = min(max((y - low) / width - 0.5, 0), CELLS - 1)
            bins[j, i] += max(1 - abs(across - i), 0) * max(1 - abs(along - j), 0)
    reach = int(np.ceil(5 * BANDWIDTH / width))
    offsets = np.subtract.outer(np.arange(CELLS), np.arange(CELLS))
    taps = np.exp(-0.5 * (np.arange(-reach, reach + 1) * width / BANDWIDTH) ** 2)
    kernel = np.where(abs(offsets) <= reach, np.exp(-0.5 * (offsets * width / BANDWIDTH) ** 2), 0) / taps.sum()
    smooth = kernel @ bins @ kernel.T / len(samples)
    shares = np.append(smooth, max(1 - smooth.sum(), 0))
    return (len(samples) * shares + 1 / shares.size) / (len(samples) + 1)


def divergences(a, b):
    if a.shape[1] != 2:
        return None
    p, q = density(b), density(a)
    return [float(np.sum(p * np.log(p / q))), float(np.sum(q * np.log(q / p)))]


def sliced(a, b, order, directions):
    return float(ot.sliced_wasserstein_distance(a, b, p=order, projections=directions.T))


def measure(name, a, b):
    d = a.shape[1]
    directions = random.standard_normal((7, d))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    return dict(
        name=name, dimension=d, samples=a.ravel().tolist(), target=b.ravel().tolist(),
        directions=directions.ravel().tolist(), first=transport(a, b, 1), second=transport(a, b, 2),
        quantiles=wasserstein_distance(a[:, 0], b[:, 0]) if d == 1 else None,
        sliced=[sliced(a, b, order, directions) for order in (1, 2, 3)],
        energy=energy(a, b), discrepancy=discrepancy(a, b),
        kolmogorovSmirnov=kolmogorov_smirnov(a, b), divergences=divergences(a, b))


cases = [measure(*pair) for pair in pairs()]
path = pathlib.Path(__file__).with_name("distances.json")
path.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
