"""Trains small GANs in float64 PyTorch and writes trajectories.json; see README.md."""
import math
import pathlib
import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
torch.manual_seed(0)  # only the directions of the finite differences are drawn from torch
softplus = torch.nn.Softplus(threshold=500)  # by default linear above 20
BATCH, LATENT, STEPS, INNER_STEPS, WORD = 32, 4, 50, 3, 2**64 - 1
GENERATOR = [(LATENT, 16), (1, 16), (16, 16), (1, 16), (16, 2), (1, 2)]
FEATURES = [(2, 16), (1, 16), (16, 6), (19, 1), (1, 1)]  # the third is T: no bias, 2 dims x 3 kernels
GAN = dict(activation=torch.relu, shapes=[(2, 16), (1, 16), (16, 1), (1, 1)], scale=0.25, loss="minimax",
           critic_steps=1, simultaneous=False, update="adam", lr=1e-3, betas=(0.5, 0.999), eps=1e-8,
           eps_root=0.0, clip=math.inf)
WASSERSTEIN = GAN | dict(activation=torch.tanh, shapes=[(2, 16), (1, 16), (16, 16), (1, 16), (16, 1), (1, 1)],
                         scale=1.0, loss="wgan", critic_steps=5)
RECIPES = {
    "gan": GAN,
    "gan-nonsaturating": GAN | dict(loss="nonsaturating", simultaneous=True),
    "wgan": WASSERSTEIN | dict(update="rmsprop", decay=0.9, eps=1e-10, clip=0.1),
    "wgan-gp": WASSERSTEIN | dict(betas=(0.5, 0.9), penalty=0.1),
    "minibatch-discrimination": GAN | dict(activation=torch.nn.LeakyReLU(0.2), shapes=FEATURES, loss="nonsaturating"),
    "unrolled": GAN | dict(loss="unrolled", eps_root=1e-8),
}

def uniform(array, index):
    z = (array * 0x9E3779B97F4A7C15 + (index + 1) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
    return ((z ^ (z >> 31)) >> 40) * 2.0**-24

def tensor(array, shape, entry):
    """entry(row-major index, its uniform number), rounded to float32 and held in float64."""
    values = [entry(i, uniform(array, i)) for i in range(math.prod(shape))]
    return torch.tensor(values).float().double().reshape(shape)

def initial(first_array, shapes):
    return [tensor(k, s, lambda _, u: (2 * u - 1) * (0.1 if s[0] == 1 else 1.2) / math.sqrt(s[0]))
            .requires_grad_() for k, s in enumerate(shapes, first_array)]

def draw(u):
    """Noise, real batch and interpolation weights of update u."""
    def real(i, uniform):
        angle = 2 * math.pi * (i // 2 % 8) / 8
        return 2 * (math.sin if i % 2 else math.cos)(angle) + 0.02 * math.sqrt(3) * (2 * uniform - 1)
    noise = tensor(1000 + 4 * u, (BATCH, LATENT), lambda _, uniform: (2 * uniform - 1) * math.sqrt(3))
    return noise, tensor(1001 + 4 * u, (BATCH, 2), real), tensor(1002 + 4 * u, (BATCH, 1), lambda _, u: u)

def network(r, params, x):
    for i in range(0, len(params) - 2, 2):
        x = r["activation"](x @ params[i] + params[i + 1])
    return x @ params[-2] + params[-1]

def discriminate(r, d, x):
    if r["shapes"] is not FEATURES:
        return network(r, d, r["scale"] * x)
    f = r["activation"](r["scale"] * x @ d[0] + d[1])
    m = (f @ d[2]).reshape(len(x), 2, 3)  # [sample, dim, kernel]
    similarity = torch.exp(-(m[:, None] - m[None, :]).abs().sum(2))  # [i, j, kernel]
    o = ((1 - torch.eye(len(x)))[:, :, None] * similarity).sum(1)
    return torch.cat([f, o], 1) @ d[3] + d[4]

def discriminator_loss(r, g, d, batch):
    (_, x, epsilon), fake = batch, network(r, g, batch[0])
    if r["loss"] != "wgan":
        return softplus(-discriminate(r, d, x)).mean() + softplus(discriminate(r, d, fake)).mean()
    loss = discriminate(r, d, fake).mean() - discriminate(r, d, x).mean()
    if r.get("penalty"):
        between = (x + epsilon * (fake - x)).detach().requires_grad_()
        slope, = torch.autograd.grad(discriminate(r, d, between).sum(), between, create_graph=True)
        loss = loss + r["penalty"] * (((slope**2).sum(1) + 1e-12).sqrt() - 1).square().mean()
    return loss

def generator_loss(r, g, d, batch, d_state):
    for _ in range(INNER_STEPS if r["loss"] == "unrolled" else 0):
        grads = torch.autograd.grad(discriminator_loss(r, g, d, batch), d, create_graph=True)
        d, d_state = adam(r, d, grads, d_state)
    if r["loss"] == "nonsaturating":
        return softplus(-discriminate(r, d, network(r, g, batch[0]))).mean()
    return -discriminator_loss(r | dict(penalty=0.0), g, d, batch)  # zero-sum, but for the penalty

def adam(r, params, grads, state):
    (b1, b2), (t, ms, vs) = r["betas"], state or (0, [0.0] * len(params), [0.0] * len(params))
    t, ms = t + 1, [b1 * m + (1 - b1) * g for m, g in zip(ms, grads)]
    vs = [b2 * v + (1 - b2) * g * g for v, g in zip(vs, grads)]
    return [p - r["lr"] * (m / (1 - b1**t)) / ((v / (1 - b2**t) + r["eps_root"]).sqrt() + r["eps"])
            for p, m, v in zip(params, ms, vs)], (t, ms, vs)

def torch_adam(r, params, grads, state):
    state = state or torch.optim.Adam([p.detach().clone() for p in params], r["lr"], r["betas"], r["eps"])
    leaves = state.param_groups[0]["params"]
    for leaf, grad in zip(leaves, grads):
        leaf.grad = grad
    state.step()
    return [leaf.clone() for leaf in leaves], state

def rmsprop(r, params, grads, state):
    squares = [r["decay"] * s + (1 - r["decay"]) * g * g for s, g in zip(state or [0.0] * len(grads), grads)]
    return [p - r["lr"] * g / (s + r["eps"]).sqrt() for p, g, s in zip(params, grads, squares)], squares

def descend(r, update, params, state, loss, check):
    """One update: the loss and its gradient before it, the parameters and state after it."""
    value = loss(params)
    grads = torch.autograd.grad(value, params)
    if check:  # against a central difference in a random direction
        directions, h = [torch.randn(p.shape) for p in params], 1e-6
        slope = sum((g * v).sum() for g, v in zip(grads, directions)).item()
        up, down = (loss([p + s * v for p, v in zip(params, directions)]).item() for s in (h, -h))
        error = abs((up - down) / (2 * h) / slope - 1)
        print(f"{check}: slope {slope:+.9f}, relative difference from finite differences {error:.1e}")
        assert error < 1e-6
    new, state = update(r, [p.detach() for p in params], grads, state)
    return value.item(), grads, [p.requires_grad_() for p in new], state

def train(name, update):
    r, u, d_state, g_state, d_losses, g_losses, gradients = RECIPES[name], 0, None, None, [], [], []
    g, d = initial(0, GENERATOR), initial(len(GENERATOR), r["shapes"])
    for step in range(STEPS):
        check = f"{name}, step {step}" if step in (0, 25, STEPS - 1) and update is adam else None
        for _ in range(r["critic_steps"]):
            batch, u = draw(u), u + 1
            d_loss, _, d_next, d_state = descend(r, update, d, d_state, lambda d: discriminator_loss(
                r, g, d, batch), check if r.get("penalty") else None)
            d_next = [p.detach().clamp(-r["clip"], r["clip"]).requires_grad_() for p in d_next]
            d = d if r["simultaneous"] else d_next
        batch, u = (batch, u) if r["simultaneous"] else (draw(u), u + 1)
        g_loss, gradient, g, g_state = descend(r, update, g, g_state, lambda g: generator_loss(
            r, g, d, batch, d_state), check if r["loss"] == "unrolled" else None)
        d = d_next
        d_losses, g_losses, gradients = d_losses + [d_loss], g_losses + [g_loss], gradients + [gradient]
    heads = [[t.flatten()[:8].tolist() for t in tensors] for tensors in (gradients[0], d, g)]
    squares = [sum((t * t).sum().item() for t in tensors) for tensors in (d, g)]
    return dict(discriminatorLoss=d_losses, generatorLoss=g_losses, firstGeneratorGradient=heads[0],
                finalDiscriminator=heads[1], finalDiscriminatorSumOfSquares=squares[0],
                finalGenerator=heads[2], finalGeneratorSumOfSquares=squares[1])

def dump(x, indent="\n"):
    """JSON with 17 significant digits, sorted keys and each array on one line."""
    if isinstance(x, dict):
        rows = [f'{indent} "{k}": {dump(x[k], indent + " ")}' for k in sorted(x)]
        return "{" + ",".join(rows) + indent + "}"
    return "[" + ", ".join(map(dump, x)) + "]" if isinstance(x, list) else f"{x:.17g}"

results = {name: train(name, globals()[r["update"]]) for name, r in RECIPES.items()}
for name, r in RECIPES.items():
    if r["update"] == "adam" and not r["eps_root"]:  # torch.optim.Adam has no eps_root
        torch.testing.assert_close(train(name, torch_adam), results[name], rtol=0, atol=1e-12)
        print(f"{name}: every number within 1e-12 of training with torch.optim.Adam")
pathlib.Path(__file__).with_name("trajectories.json").write_text(dump(results) + "\n")
