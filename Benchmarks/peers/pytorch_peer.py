"""One recipe in PyTorch, eager: python pytorch_peer.py RECIPE.yaml SECONDS.

Also seeds on demand, those of a GAN some of them together by vmap: see recipe.py.
"""
import math
import os
import sys

import recipe as shared
import torch
from torch.nn.functional import softplus

torch.set_num_threads(len(os.sched_getaffinity(0)))  # one under `taskset -c CORE`
r = shared.read(sys.argv[1])
activation = torch.tanh if r.activation == "tanh" else torch.relu
angles = torch.arange(shared.RING["modes"]) * (2 * math.pi / shared.RING["modes"])
modes = shared.RING["radius"] * torch.stack([angles.cos(), angles.sin()], 1)
g_shapes, d_shapes, d_output = shared.layers(r)


class Group:
    """Players, optimizers and random numbers of one seed, or of several that are trained together.

    Those of several have one more dimension in front. Their losses are added, so that the gradient
    of each seed is that of its own loss.
    """

    def __init__(self, seeds):
        self.random = torch.Generator().manual_seed(seeds[0])
        self.front = (len(seeds),) if len(seeds) > 1 else ()
        self.g, self.d = self.weights(g_shapes), self.weights(d_shapes + [d_output])
        if r.kernels:
            size = (r.discriminator_hidden[-1], r.kernels * r.dimensions)
            self.d.append((self.normal(*size) / math.sqrt(size[0])).requires_grad_())
        self.g_adam = torch.optim.Adam(self.g, r.learning_rate, r.betas, fused=True)
        self.d_adam = torch.optim.Adam(self.d, r.learning_rate, r.betas, fused=True)
        self.generate, self.loss, self.fooling = generate, loss, fooling
        if self.front:
            assert r.method == "gan", "other methods take gradients inside of a loss"
            self.generate = torch.func.vmap(generate)
            self.loss, self.fooling = summed(loss), summed(fooling)

    def normal(self, *shape):
        return torch.randn(*self.front, *shape, generator=self.random)

    def weights(self, shapes):
        made = []
        for rows, columns in shapes:
            made += [self.normal(rows, columns) / math.sqrt(rows), torch.zeros(*self.front, columns)]
        return [w.requires_grad_() for w in made]

    def real(self):
        mode = torch.randint(len(modes), (*self.front, r.batch), generator=self.random)
        return modes[mode] + shared.RING["deviation"] * self.normal(r.batch, 2)

    def latents(self):
        return self.normal(r.batch, r.latent)


def summed(function):
    every = torch.func.vmap(function)
    return lambda *arguments: every(*arguments).sum()


def hidden(x, params, count):
    for i in range(count):
        x = activation(torch.addmm(params[2 * i + 1], x, params[2 * i]))
    return x


def generate(params, z):
    return torch.addmm(params[-1], hidden(z, params, len(g_shapes) - 1), params[-2])


def discriminate(params, x):
    n = len(d_shapes)
    h = hidden(x, params, n)
    if r.kernels:
        m = (h @ params[-1]).view(len(x), r.kernels, r.dimensions)
        distances = (m.unsqueeze(0) - m.unsqueeze(1)).abs().sum(3)  # [batch, batch, kernels]
        h = torch.cat([h, torch.exp(-distances).sum(0) - 1], 1)
    return torch.addmm(params[2 * n + 1], h, params[2 * n])


def loss(d, x, fake):
    return softplus(-discriminate(d, x)).mean() + softplus(discriminate(d, fake)).mean()


def fooling(d, fake):
    """The generator's loss, but for an unrolled GAN."""
    logits = discriminate(d, fake)
    return -logits.mean() if r.method == "wgan-gp" else softplus(-logits).mean()


def critic_loss(group, x, fake):
    d, t = group.d, torch.rand(r.batch, 1, generator=group.random)
    between = (x + t * (fake - x)).requires_grad_()
    slope = torch.autograd.grad(discriminate(d, between).sum(), between, create_graph=True)[0]
    penalty = ((slope.square().sum(1) + 1e-12).sqrt() - 1).square().mean()
    return discriminate(d, fake).mean() - discriminate(d, x).mean() + r.penalty * penalty


def unrolled_loss(group, x, fake):
    d, (b1, b2), state = group.d, r.betas, group.d_adam.state
    m = [state[p]["exp_avg"] if state[p] else torch.zeros_like(p) for p in d]
    v = [state[p]["exp_avg_sq"] if state[p] else torch.zeros_like(p) for p in d]
    t = float(state[d[0]]["step"]) if state[d[0]] else 0.0
    for _ in range(r.steps):
        t += 1
        grads = torch.autograd.grad(loss(d, x, fake), d, create_graph=True)
        m = [b1 * a + (1 - b1) * g for a, g in zip(m, grads)]
        v = [b2 * a + (1 - b2) * g * g for a, g in zip(v, grads)]
        d = [p - r.learning_rate * (a / (1 - b1**t)) /
             ((b / (1 - b2**t) + r.epsilon_under_root).sqrt() + 1e-8) for p, a, b in zip(d, m, v)]
    return -loss(d, x, fake)


def descend(value, params, adam):
    for p, grad in zip(params, torch.autograd.grad(value, params)):
        p.grad = grad
    adam.step()


def step(group):
    for _ in range(r.critic_steps):
        with torch.no_grad():
            fake = group.generate(group.g, group.latents())
        if r.method == "wgan-gp":
            value = critic_loss(group, group.real(), fake)
        else:
            value = group.loss(group.d, group.real(), fake)
        descend(value, group.d, group.d_adam)
    x = group.real() if r.method == "unrolled" else None
    fake = group.generate(group.g, group.latents())
    value = unrolled_loss(group, x, fake) if r.method == "unrolled" else group.fooling(group.d, fake)
    descend(value, group.g, group.g_adam)


def start(seeds):
    group = Group(seeds)

    def advance(steps):
        for _ in range(steps):
            step(group)

    return advance


if __name__ == "__main__":
    shared.main(start)
