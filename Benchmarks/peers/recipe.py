"""What both peers share: reading a recipe, timing steps, reporting. Times start at process start."""
import argparse
import json
import resource
import statistics
import sys
import time
from dataclasses import dataclass

import yaml

STARTED = time.perf_counter()
RING = dict(modes=8, radius=2.0, deviation=0.02)  # the target ring8


@dataclass
class Recipe:
    """The settings of a recipe in Benchmarks/recipes that matter to the work of a step."""

    method: str
    steps: int  # of an unrolling
    critic_steps: int
    penalty: float
    latent: int
    generator_hidden: list
    discriminator_hidden: list
    activation: str
    kernels: int
    dimensions: int
    batch: int
    learning_rate: float
    betas: tuple
    epsilon_under_root: float


def read(path):
    with open(path) as file:
        y = yaml.safe_load(file)
    g, d, m, o = y["generator"], y["discriminator"], y["method"], y["optimizer"]
    closeness = d.get("minibatchDiscrimination", {})
    assert y["target"] == "ring8" and g["activation"] == d["activation"]
    return Recipe(
        m["name"], m.get("steps", 0), d.get("steps", 1),
        y.get("penalties", {}).get("gradientPenalty", {}).get("weight", 0.0),
        g["latent"], g["hidden"], d["hidden"], g["activation"],
        closeness.get("kernels", 0), closeness.get("dimensions", 0), y["batch"],
        o["learningRate"], (o["beta1"], o.get("beta2", 0.999)),
        d.get("optimizer", {}).get("epsilonUnderRoot", 0.0))


def layers(recipe):
    """Shapes [inputs, outputs] of the weights: generator's, discriminator's hidden, its output's."""
    g = [recipe.latent, *recipe.generator_hidden, 2]
    d = [2, *recipe.discriminator_hidden]
    pairs = lambda sizes: list(zip(sizes, sizes[1:]))
    return pairs(g), pairs(d), (d[-1] + recipe.kernels, 1)


def main(start):
    """What a peer does: RECIPE SECONDS times one seed, RECIPE --seeds 0,1,... trains seeds on demand.

    start(seeds) makes the state of seeds that are trained together, and gives the function
    advance(n), which makes n steps and waits for them.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe")
    parser.add_argument("seconds", type=float, nargs="?", help="seconds to measure for")
    parser.add_argument("--seeds", type=lambda text: [int(seed) for seed in text.split(",")])
    parser.add_argument("--together", type=int, default=1, help="number of seeds in a group")
    arguments = parser.parse_args()
    if arguments.seeds:
        places = range(0, len(arguments.seeds), arguments.together)
        serve([start(arguments.seeds[i:i + arguments.together]) for i in places])
    elif arguments.seconds is None:
        parser.error("give seconds, or --seeds")
    else:
        measure(start([0]), arguments.seconds)


def serve(groups):
    """For each line "STEPS CALLS" of the input: makes the calls, one group after another; says so."""
    for line in sys.stdin:
        steps, calls = map(int, line.split())
        for advance in groups:
            for _ in range(calls):
                advance(steps)
        print("done", flush=True)


def measure(advance, seconds):
    """Prints what steps take. Medians are over blocks of steps of about a tenth of a second."""
    advance(1)
    first = time.perf_counter() - STARTED
    start = time.perf_counter()
    advance(1)
    block = max(1, int(0.1 / (time.perf_counter() - start)))
    advance(block)  # JAX compiles once more for this many steps
    times, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 3:
        start = time.perf_counter()
        advance(block)
        times.append((time.perf_counter() - start) / block)
    quarters = statistics.quantiles(times, n=4) if len(times) > 1 else times * 3
    print(json.dumps(dict(
        median=statistics.median(times), lowerQuartile=quarters[0], upperQuartile=quarters[2],
        best=min(times),
        blocks=len(times), stepsPerBlock=block, firstStep=first,
        peakMemory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)))
