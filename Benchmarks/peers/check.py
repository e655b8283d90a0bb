"""Does a group of seeds take the same step as each seed alone? check.py RECIPE.yaml PEER SEEDS

PEER is jax_peer or pytorch_peer. A group of all seeds makes some steps; then the group makes one more,
and so does each seed alone, from its part of the group's state and with the same random numbers. What
the step changed (weights, Adam's means, keys) must agree to the rounding of float32, and seeds must
differ from each other in weights and random numbers from the start. Prints JSON.
"""
import importlib
import itertools
import json
import sys

import numpy

# The largest error of a change, as a share of the largest change in the same array. Measured: 2e-4
# and below, most of it the rounding of weights that change by 1e-4; another seed's change gives 1.
LIMIT = 2e-3


def in_jax(peer, count):
    """For a group and for each seed: arrays before and after a step; then what must differ from the start."""
    import jax
    import jax.numpy as jnp

    def arrays(carry):
        *rest, key = carry
        return [numpy.array(a, copy=True) for a in jax.tree.leaves(rest) if a.size]

    def stepped(carry, together):
        before = arrays(carry)
        carry = peer.run(carry, 1, together)
        return before, arrays(carry), numpy.array(jax.random.key_data(carry[-1]), copy=True)

    group = jax.vmap(peer.initial)(jnp.arange(count))
    first = [a for a in arrays(group[:2] + ((),)) if numpy.any(a)]  # biases begin at zero
    first += [numpy.array(jax.vmap(f)(group[-1])) for f in (peer.real, peer.latents)]
    group = peer.run(group, 20, True)
    # Copies, because a step overwrites the state it is given.
    alone = [stepped(jax.tree.map(lambda a: jnp.array(a[i], copy=True), group), False)
             for i in range(count)]
    before, after, keys = stepped(group, True)
    assert all(numpy.array_equal(keys[i], key) for i, (_, _, key) in enumerate(alone)), "keys differ"
    return (before, after), [pair for *pair, _ in alone], first


def in_pytorch(peer, count):
    import torch

    def arrays(group):
        state = group.g_adam.state | group.d_adam.state
        found = [a for p in group.g + group.d
                 for a in (p, state[p]["exp_avg"], state[p]["exp_avg_sq"])]
        return [a.detach().numpy().copy() for a in found]

    def stepped(group):
        before = arrays(group)
        peer.step(group)
        return before, arrays(group)

    group = peer.Group(list(range(count)))
    first = [p.detach().numpy().copy() for p in group.g + group.d if p.any()]
    first += [group.real().numpy(), group.latents().numpy()]
    for _ in range(20):
        peer.step(group)
    alone = [peer.Group([i]) for i in range(count)]
    for i, single in enumerate(alone):
        for name in ("g", "d"):
            for p, q in zip(getattr(single, name), getattr(group, name)):
                p.data.copy_(q.data[i])
                theirs = getattr(group, f"{name}_adam").state[q]
                getattr(single, f"{name}_adam").state[p] = {
                    key: value.clone() if key == "step" else value[i].clone()
                    for key, value in theirs.items()}
    draws = []
    for name in ("real", "latents"):
        draw = getattr(group, name)
        setattr(group, name, lambda draw=draw: draws.append(draw()) or draws[-1])
    together = stepped(group)
    for i, single in enumerate(alone):
        replay = iter([a[i] for a in draws])
        single.real = single.latents = lambda replay=replay: next(replay)
    return together, [stepped(single) for single in alone], first


def largest_error(changes, expected):
    return max(float(numpy.abs(a - b).max() / numpy.abs(b).max()) for a, b in zip(changes, expected))


def main():
    name, count = sys.argv[2], int(sys.argv[3])
    peer = importlib.import_module(name)
    inspect = {"jax_peer": in_jax, "pytorch_peer": in_pytorch}[name]
    (before, after), alone, first = inspect(peer, count)
    changed = lambda before, after: [b.astype(float) - a for a, b in zip(before, after)]
    group = [[a[i] for a in changed(before, after)] for i in range(count)]
    single = [changed(*pair) for pair in alone]
    error = max(largest_error(g, s) for g, s in zip(group, single))
    control = min(largest_error(group[i], single[(i + 1) % count]) for i in range(count))
    assert error < LIMIT, f"a step of the group differs from that of a seed alone by {error:.1e}"
    assert control > 100 * LIMIT, f"another seed's step differs by no more than {control:.1e}"
    apart = min(float(numpy.abs(a[i] - a[j]).max() / numpy.abs(a).max())
                for a in first for i, j in itertools.combinations(range(count), 2))
    assert apart > 0.01, "two seeds begin with the same weights or random numbers"
    print(json.dumps(dict(error=error, otherSeed=control, apart=apart)))


if __name__ == "__main__":
    main()
