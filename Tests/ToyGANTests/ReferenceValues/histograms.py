"""Numbers of SciPy for counts over modes against their weights; writes histograms.json beside it.

Needs numpy and scipy (the file says which versions made it). Run: python3 histograms.py
"""
import json
import pathlib

import numpy
import scipy
from scipy.spatial.distance import jensenshannon
from scipy.stats import chisquare, entropy

SETS = {
    "good": ([312, 315, 309, 318, 300, 321, 316, 309], [1] * 8),
    "collapsed": ([2500, 0, 0, 0, 0, 0, 0, 0], [1] * 8),
    "imbalanced": ([60, 140, 215, 280, 340, 420, 485, 560], [1, 2, 3, 4, 5, 6, 7, 8]),
    "imbalanced target, even samples": ([312, 313, 312, 313, 312, 313, 312, 313], [1, 2, 3, 4, 5, 6, 7, 8]),
    "one missing": ([357, 357, 357, 357, 357, 357, 358, 0], [1] * 8),
    "tiny": ([1, 0, 2], [1, 1, 2]),
    "two": ([499, 501], [3, 1]),
}


def numbers(counts, weights):
    q = numpy.array(counts) / sum(counts)
    w = numpy.array(weights) / sum(weights)
    finite = lambda x: float(x) if numpy.isfinite(x) else None
    return dict(
        counts=counts, weights=w.tolist(), chiSquaredP=chisquare(counts, sum(counts) * w).pvalue,
        reverseKL=entropy(q, w), forwardKL=finite(entropy(w, q)),
        jensenShannon=jensenshannon(q, w) ** 2, totalVariation=abs(q - w).sum() / 2, entropy=entropy(q))


here = pathlib.Path(__file__).parent
sets = {name: numbers(*pair) for name, pair in SETS.items()}
versions = f"SciPy {scipy.__version__}, NumPy {numpy.__version__}"
(here / "histograms.json").write_text(json.dumps(dict(versions=versions, sets=sets), indent=1) + "\n")
