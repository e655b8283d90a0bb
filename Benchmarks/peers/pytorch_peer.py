"""One recipe in PyTorch, eager: python pytorch_peer.py RECIPE.yaml SECONDS."""
import math
import sys

import recipe as shared
import torch
from torch.nn.functional import softplus

torch.set_num_threads(1)
r = shared.read(sys.argv[1])
activation = torch.tanh if r.activation == "tanh" else torch.relu
angles = torch.arange(shared.RING["modes"]) * (2 * math.pi / shared.RING["modes"])
modes = shared.RING["radius"] * torch.stack([angles.cos(), angles.sin()], 1)


def weights(shapes):
    made = []
    for rows, columns in shapes:
        made += [torch.randn(rows, columns) / math.sqrt(rows), torch.zeros(columns)]
    return [w.requires_grad_() for w in made]


g_shapes, d_shapes, d_output = shared.layers(r)
G, D = weights(g_shapes), weights(d_shapes + [d_output])
if r.kernels:
    size = (r.discriminator_hidden[-1], r.kernels * r.dimensions)
    D.append((torch.randn(size) / math.sqrt(size[0])).requires_grad_())


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


def real():
    mode = torch.randint(len(modes), (r.batch,))
    return modes[mode] + shared.RING["deviation"] * torch.randn(r.batch, 2)


def latents():
    return torch.randn(r.batch, r.latent)


def loss(d, x, fake):
    return softplus(-discriminate(d, x)).mean() + softplus(discriminate(d, fake)).mean()


def critic_loss(d, x, fake):
    t = torch.rand(r.batch, 1)
    between = (x + t * (fake - x)).requires_grad_()
    slope = torch.autograd.grad(discriminate(d, between).sum(), between, create_graph=True)[0]
    penalty = ((slope.square().sum(1) + 1e-12).sqrt() - 1).square().mean()
    return discriminate(d, fake).mean() - discriminate(d, x).mean() + r.penalty * penalty


def unrolled_loss(x, fake):
    d, (b1, b2) = D, r.betas
    state = d_adam.state
    m = [state[p]["exp_avg"] if state[p] else torch.zeros_like(p) for p in D]
    v = [state[p]["exp_avg_sq"] if state[p] else torch.zeros_like(p) for p in D]
    t = float(state[D[0]]["step"]) if state[D[0]] else 0.0
    for _ in range(r.steps):
        t += 1
        grads = torch.autograd.grad(loss(d, x, fake), d, create_graph=True)
        m = [b1 * a + (1 - b1) * g for a, g in zip(m, grads)]
        v = [b2 * a + (1 - b2) * g * g for a, g in zip(v, grads)]
        d = [p - r.learning_rate * (a / (1 - b1**t)) /
             ((b / (1 - b2**t) + r.epsilon_under_root).sqrt() + 1e-8) for p, a, b in zip(d, m, v)]
    return -loss(d, x, fake)


def generator_loss(fake, x):
    if r.method == "unrolled":
        return unrolled_loss(x, fake)
    if r.method == "wgan-gp":
        return -discriminate(D, fake).mean()
    return softplus(-discriminate(D, fake)).mean()


g_adam = torch.optim.Adam(G, r.learning_rate, r.betas, fused=True)
d_adam = torch.optim.Adam(D, r.learning_rate, r.betas, fused=True)


def descend(value, params, adam):
    for p, grad in zip(params, torch.autograd.grad(value, params)):
        p.grad = grad
    adam.step()


def advance(steps):
    for _ in range(steps):
        for _ in range(r.critic_steps):
            with torch.no_grad():
                fake = generate(G, latents())
            descend((critic_loss if r.method == "wgan-gp" else loss)(D, real(), fake), D, d_adam)
        x = real() if r.method == "unrolled" else None
        descend(generator_loss(generate(G, latents()), x), G, g_adam)


shared.measure(advance)
