"""The nets of the training steps, and one step of each: the same layers as in packages/models."""
import torch
import torch.nn.functional as F
from torch import nn


def mlp():
    layers = []
    for inputs in (784, 100, 100):
        layers += [nn.Linear(inputs, 100, bias=False), nn.BatchNorm1d(100), nn.Sigmoid()]
    return nn.Sequential(*layers, nn.Linear(100, 10))


def convolution(inputs, outputs, kernel, stride=1):
    """Convolution, batch norm and relu, as modules."""
    conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
    return [conv, nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]


def lenet():
    first = [*convolution(1, 32, 5), nn.MaxPool2d(2)]
    second = [*convolution(32, 64, 5), nn.MaxPool2d(2)]
    return nn.Sequential(*first, *second, nn.Flatten(), nn.Linear(7 * 7 * 64, 10))


class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.stride = 1 if inputs == outputs else 2
        self.added = outputs - inputs
        body = convolution(inputs, outputs, 3, self.stride) + convolution(outputs, outputs, 3)
        self.body = nn.Sequential(*body[:-1])

    def forward(self, x):
        y = self.body(x)
        if self.added:
            x = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, 0, self.added))
        return F.relu(y + x, inplace=True)


def resnet20():
    blocks, inputs = [], 16
    for outputs in (16, 32, 64):
        for _ in range(3):
            blocks.append(ResidualBlock(inputs, outputs))
            inputs = outputs
    tail = nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10)
    return nn.Sequential(*convolution(3, 16, 3), *blocks, *tail)


class InceptionBlock(nn.Module):
    def __init__(self, inputs, single, triple, double, pooled):
        super().__init__()
        chains = (
            convolution(inputs, single, 1),
            convolution(inputs, triple[0], 1) + convolution(*triple, 3),
            convolution(inputs, double[0], 1)
            + convolution(*double, 3)
            + convolution(double[1], double[1], 3),
            [nn.AvgPool2d(3, 1, 1), *convolution(inputs, pooled, 1)],
        )
        self.branches = nn.ModuleList(nn.Sequential(*chain) for chain in chains)

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], 1)


def inception():
    return nn.Sequential(
        *convolution(3, 64, 3),
        nn.MaxPool2d(2),
        InceptionBlock(64, 64, (64, 64), (64, 64), 32),
        InceptionBlock(224, 64, (64, 96), (64, 64), 32),
        nn.MaxPool2d(2),
        InceptionBlock(256, 96, (64, 128), (64, 96), 32),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(352, 10),
    )


NETS = {
    "mlp": (mlp, (784,)),
    "lenet": (lenet, (1, 28, 28)),
    "resnet20": (resnet20, (3, 32, 32)),
    "inception": (inception, (3, 32, 32)),
}


def step(sizes, layout):
    """One step of SGD on random data: forward, cross-entropy, backward, update."""
    make, shape = NETS[sizes["name"]]
    net = make()
    x = torch.randn(sizes["batch"], *shape)
    target = torch.arange(sizes["batch"]) % 10
    if layout == "nhwc" and len(shape) == 3:
        net = net.to(memory_format=torch.channels_last)
        x = x.contiguous(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=sizes["momentum"])

    def run():
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(net(x), target).backward()
        optimizer.step()

    return run
