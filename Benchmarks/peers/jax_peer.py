"""One recipe in JAX, steps compiled into one program: python jax_peer.py RECIPE.yaml SECONDS.

Also seeds on demand, some of them together by vmap: see recipe.py.
"""
import functools
import math
import sys

import recipe as shared
import jax
import jax.numpy as jnp
from jax.nn import softplus

r = shared.read(sys.argv[1])
activation = jnp.tanh if r.activation == "tanh" else jax.nn.relu
angles = jnp.arange(shared.RING["modes"]) * (2 * math.pi / shared.RING["modes"])
modes = shared.RING["radius"] * jnp.stack([jnp.cos(angles), jnp.sin(angles)], 1)
g_shapes, d_shapes, d_output = shared.layers(r)


def weights(key, shapes):
    keys = jax.random.split(key, len(shapes))
    return [(jax.random.normal(k, s) / math.sqrt(s[0]), jnp.zeros(s[1])) for k, s in zip(keys, shapes)]


def hidden(x, layers):
    for w, b in layers:
        x = activation(x @ w + b)
    return x


def generate(params, z):
    w, b = params[-1]
    return hidden(z, params[:-1]) @ w + b


def discriminate(params, x):
    layers, tensor = params
    h = hidden(x, layers[:-1])
    if r.kernels:
        m = (h @ tensor).reshape(len(x), r.kernels, r.dimensions)
        distances = jnp.abs(m[None] - m[:, None]).sum(3)  # [batch, batch, kernels]
        h = jnp.concatenate([h, jnp.exp(-distances).sum(0) - 1], 1)
    w, b = layers[-1]
    return h @ w + b


def real(key):
    a, b = jax.random.split(key)
    mode = jax.random.randint(a, (r.batch,), 0, len(modes))
    return modes[mode] + shared.RING["deviation"] * jax.random.normal(b, (r.batch, 2))


def latents(key):
    return jax.random.normal(key, (r.batch, r.latent))


def loss(d, x, fake):
    return softplus(-discriminate(d, x)).mean() + softplus(discriminate(d, fake)).mean()


def critic_loss(d, x, fake, key):
    t = jax.random.uniform(key, (r.batch, 1))
    slope = jax.grad(lambda p: discriminate(d, p).sum())(x + t * (fake - x))
    penalty = ((jnp.sqrt((slope**2).sum(1) + 1e-12) - 1) ** 2).mean()
    return discriminate(d, fake).mean() - discriminate(d, x).mean() + r.penalty * penalty


def adam(params, grads, state, under_root=0.0):
    (b1, b2), (t, m, v) = r.betas, state
    t = t + 1
    m = jax.tree.map(lambda a, g: b1 * a + (1 - b1) * g, m, grads)
    v = jax.tree.map(lambda a, g: b2 * a + (1 - b2) * g * g, v, grads)
    first, second = 1 / (1 - b1**t), 1 / (1 - b2**t)
    params = jax.tree.map(
        lambda p, a, b: p - r.learning_rate * a * first /
        (jnp.sqrt(b * second + under_root) + 1e-8), params, m, v)
    return params, (t, m, v)


def generator_loss(g, z, x, d, d_state):
    fake = generate(g, z)
    if r.method == "unrolled":
        for _ in range(r.steps):
            d, d_state = adam(d, jax.grad(loss)(d, x, fake), d_state, r.epsilon_under_root)
        return -loss(d, x, fake)
    logits = discriminate(d, fake)
    return -logits.mean() if r.method == "wgan-gp" else softplus(-logits).mean()


def step(carry, _):
    g, d, g_state, d_state, key = carry
    for _ in range(r.critic_steps):
        key, a, b, c = jax.random.split(key, 4)
        x, fake = real(a), generate(g, latents(b))
        if r.method == "wgan-gp":
            grads = jax.grad(critic_loss)(d, x, fake, c)
        else:
            grads = jax.grad(loss)(d, x, fake)
        d, d_state = adam(d, grads, d_state, r.epsilon_under_root)
    key, a, b = jax.random.split(key, 3)
    x = real(a) if r.method == "unrolled" else None
    grads = jax.grad(generator_loss)(g, latents(b), x, d, d_state)
    g, g_state = adam(g, grads, g_state)
    return (g, d, g_state, d_state, key), None


@functools.partial(jax.jit, static_argnums=(1, 2), donate_argnums=0)
def run(carry, steps, together=False):
    every = jax.vmap(step, in_axes=(0, None)) if together else step
    return jax.lax.scan(every, carry, None, steps)[0]


def initial(seed):
    keys = jax.random.split(jax.random.key(seed), 4)
    g, layers = weights(keys[0], g_shapes), weights(keys[1], d_shapes + [d_output])
    size = (r.discriminator_hidden[-1], r.kernels * r.dimensions)
    d = (layers, jax.random.normal(keys[2], size) / math.sqrt(size[0]))
    zeros = lambda tree: jax.tree.map(jnp.zeros_like, tree)
    return g, d, (jnp.float32(0), zeros(g), zeros(g)), (jnp.float32(0), zeros(d), zeros(d)), keys[3]


def start(seeds):
    together = len(seeds) > 1
    carry = jax.vmap(initial)(jnp.array(seeds)) if together else initial(seeds[0])

    def advance(steps):
        nonlocal carry
        carry = jax.block_until_ready(run(carry, steps, together))

    return advance


if __name__ == "__main__":
    shared.main(start)
