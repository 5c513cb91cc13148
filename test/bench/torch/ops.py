"""Single calls as PyTorch's own training code makes them: forward passes, and gradients by the kernels of aten."""
import torch
import torch.nn.functional as F

aten = torch.ops.aten


def images(*shape, layout):
    """Normal numbers of shape [N, C, H, W], in memory as the layout says."""
    order = torch.channels_last if layout == "nhwc" else torch.contiguous_format
    return torch.randn(*shape).contiguous(memory_format=order)


def conv(op, sizes, layout):
    n, h, w, c, k, r = (sizes[name] for name in ("n", "h", "w", "c", "k", "r"))
    stride, pad = [sizes["stride"]] * 2, [sizes["pad"]] * 2
    x = images(n, c, h, w, layout=layout)
    weight = images(k, c, r, r, layout=layout) * 0.05
    bias = torch.randn(k)
    if op == "conv forward":
        return lambda: F.conv2d(x, weight, bias, stride, pad)
    y = F.conv2d(x, weight, bias, stride, pad)
    dy = images(*y.shape, layout=layout)
    wanted = [True, False, False] if op == "conv input gradient" else [False, True, True]
    fixed = ([k], stride, pad, [1, 1], False, [0, 0], 1)
    return lambda: aten.convolution_backward(dy, x, weight, *fixed, wanted)


def matmul(_op, sizes, _layout):
    a = torch.randn(sizes["m"], sizes["k"])
    b = torch.randn(sizes["k"], sizes["n"])
    return lambda: a @ b


def batch_norm(op, sizes, layout):
    n, h, w, c = (sizes[name] for name in ("n", "h", "w", "c"))
    x = torch.randn(n, c) if h * w == 1 else images(n, c, h, w, layout=layout)
    gamma, beta, mean, var = torch.ones(c), torch.zeros(c), torch.zeros(c), torch.ones(c)
    with_relu = "relu" in op

    def forward():
        y, batch_mean, rstd = aten.native_batch_norm(x, gamma, beta, mean, var, True, 0.1, 1e-5)
        return (torch.relu_(y) if with_relu else y), batch_mean, rstd

    if "forward" in op:
        return forward
    y, batch_mean, rstd = forward()
    dy = torch.randn_like(y)
    mask = [True, True, True]

    def backward():
        g = aten.threshold_backward(dy, y, 0) if with_relu else dy
        saved = (batch_mean, rstd)
        return aten.native_batch_norm_backward(g, x, gamma, mean, var, *saved, True, 1e-5, mask)

    return backward


def max_pool(op, sizes, layout):
    x = images(sizes["n"], sizes["c"], sizes["h"], sizes["w"], layout=layout)
    window = [sizes["r"]] * 2, [sizes["stride"]] * 2, [sizes["pad"]] * 2, [1, 1], False
    if op == "max pool forward":
        return lambda: aten.max_pool2d_with_indices(x, *window)
    y, index = aten.max_pool2d_with_indices(x, *window)
    dy = torch.randn_like(y)
    return lambda: aten.max_pool2d_with_indices_backward(dy, x, *window, index)


FAMILIES = {"conv": conv, "matmul": matmul, "batch norm": batch_norm, "max pool": max_pool}


def prepare(op, sizes, layout):
    make = next(make for family, make in FAMILIES.items() if op.startswith(family))
    call = make(op, sizes, layout)

    def without_graph():
        with torch.no_grad():
            call()

    return without_graph
