"""Trains small networks of PyTorch's own layers in float64 and writes layers.json; see README.md."""
import json
import math
import pathlib
import torch

torch.set_default_dtype(torch.float64)
WORD, BATCH, STEPS, RATE = 2**64 - 1, 8, 10, 0.1


def uniform(array, index):
    z = (array * 0x9E3779B97F4A7C15 + (index + 1) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
    return ((z ^ (z >> 31)) >> 40) * 2.0**-24


def numbers(array, *shape):
    """Numbers in [-1, 1), rounded to float32 and held in float64."""
    values = [2 * uniform(array, i) - 1 for i in range(math.prod(shape))]
    return torch.tensor(values).float().double().reshape(shape)


def linear(array, inputs, outputs, bias=None):
    """A layer whose transposed weight is the array of that number, as ToyGAN stores it."""
    layer = torch.nn.Linear(inputs, outputs, bias=bias is not None)
    with torch.no_grad():
        layer.weight.copy_(numbers(array, inputs, outputs).T)
        if bias is not None:
            layer.bias.copy_(numbers(bias, outputs))
    return layer


class BatchNormalized(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden, self.output = linear(0, 3, 5), linear(3, 5, 2, bias=4)
        self.norm = torch.nn.BatchNorm1d(5)
        with torch.no_grad():
            self.norm.weight.copy_(numbers(1, 5))
            self.norm.bias.copy_(numbers(2, 5))

    def forward(self, x):
        return self.output(torch.tanh(self.norm(self.hidden(x))))

    def kept(self):
        return [self.norm.running_mean, self.norm.running_var]

    def parts(self):
        return [self.hidden.weight.T, self.norm.weight, self.norm.bias, self.output.weight.T, self.output.bias]


class SpectrallyNormalized(torch.nn.Module):
    def __init__(self):
        super().__init__()
        norm = torch.nn.utils.spectral_norm
        self.hidden, self.output = norm(linear(0, 3, 5, bias=1)), norm(linear(2, 5, 2, bias=3))
        for layer, array in ((self.hidden, 10), (self.output, 11)):
            vector = numbers(array, layer.weight_u.numel())
            layer.weight_u.copy_(vector / vector.norm())

    def forward(self, x):
        return self.output(torch.tanh(self.hidden(x)))

    def kept(self):
        return [self.hidden.weight_v, self.hidden.weight_u, self.output.weight_v, self.output.weight_u]

    def parts(self):
        h, o = self.hidden, self.output
        return [h.weight_orig.T, h.bias, o.weight_orig.T, o.bias]


class Maxout(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.pieces = torch.nn.ModuleList(linear(2 * k, 3, 5, bias=2 * k + 1) for k in range(3))
        self.output = linear(6, 5, 2, bias=7)

    def forward(self, x):
        return self.output(torch.stack([piece(x) for piece in self.pieces]).amax(0))

    def kept(self):
        return []

    def parts(self):
        return [t for p in self.pieces for t in (p.weight.T, p.bias)] + [self.output.weight.T, self.output.bias]


def train(network):
    """Descends mean (output - 1)² by plain gradient steps, on other inputs each time."""
    optimizer = torch.optim.SGD(network.parameters(), lr=RATE)
    losses = []
    for step in range(STEPS):
        loss = (network(numbers(100 + step, BATCH, 3)) - 1).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    parts = [part.detach().flatten().tolist() for part in network.parts()]
    kept = [part.flatten().tolist() for part in network.kept()]
    outputs = network.eval()(numbers(100, BATCH, 3)).flatten().tolist()
    return dict(losses=losses, parameters=sum(parts, []), kept=sum(kept, []), evaluated=outputs)


def optimize(make):
    """A hundred steps down Σ a p² / 2 + b p from four places."""
    a, b = numbers(20, 4) + 1.5, numbers(21, 4)
    p = numbers(22, 4).requires_grad_()
    optimizer = make([p])
    path = []
    for _ in range(100):
        optimizer.zero_grad()
        (0.5 * a * p.square() + b * p).sum().backward()
        optimizer.step()
        path += p.detach().tolist()
    return path


results = dict(
    batchNormalization=train(BatchNormalized()), spectralNormalization=train(SpectrallyNormalized()),
    maxout=train(Maxout()),
    optimizers=dict(
        adam=optimize(lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.5, 0.9), eps=1e-8)),
        rmsprop=optimize(lambda p: torch.optim.RMSprop(p, lr=0.02, alpha=0.9, eps=1e-30)),
        sgd=optimize(lambda p: torch.optim.SGD(p, lr=0.05)),
        momentum=optimize(lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.8))))
path = pathlib.Path(__file__).with_name("layers.json")
path.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n")
