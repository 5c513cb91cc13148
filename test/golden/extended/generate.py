#!/usr/bin/env python3
"""Golden vectors of what the set in ../vectors has none for, in the same format, with PyTorch's results.

    generate.py [--out DIR] [--seed N]

Needs Python 3.9+, numpy and PyTorch 2.9 or newer (for Muon); written against PyTorch 2.13, CPU.
The vectors, tolerances and builders are those of ../vectors/generate.py; this file adds operations and cases.
"""
import argparse
import importlib.util
import json
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F

here = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("golden", os.path.join(here, "..", "vectors", "generate.py"))
G = importlib.util.module_from_spec(spec)
spec.loader.exec_module(G)
build, Case, nchw, nhwc = G.build, G.Case, G.nchw, G.nhwc

SEED = 20261125


def nct(x):
    return x.permute(0, 2, 1)


# ---------------------------------------------------------------- functions of one tensor
PLAIN = {
    "celu": lambda x, a: F.celu(x, a["alpha"]),
    "glu": lambda x, a: F.glu(x, a["axis"]),
    "floor": lambda x, a: torch.floor(x),
    "round": lambda x, a: torch.round(x),
    "sign": lambda x, a: torch.sign(x),
    "argMin": lambda x, a: x.argmin(a["axis"]),
    "maxPool1d": lambda x, a: nct(F.max_pool1d(nct(x), a["kernel"], a["stride"], a["padding"], a["dilation"], a["ceilMode"])),
    "avgPool1d": lambda x, a: nct(F.avg_pool1d(nct(x), a["kernel"], a["stride"], a["padding"], a["ceilMode"], a["countIncludePad"])),
    "adaptiveMaxPool2d": lambda x, a: nhwc(F.adaptive_max_pool2d(nchw(x), a["outputSize"])),
    "upsample2d": lambda x, a: nhwc(F.interpolate(nchw(x), scale_factor=[float(s) for s in a["scale"]], mode=a["mode"],
                                                  **({"align_corners": False} if a["mode"] == "bilinear" else {}))),
}
NO_GRADIENT = {"floor", "round", "sign", "argMin"}


@build(*PLAIN)
def _(c, R):
    a = dict(c.get("attrs", {}))
    f = PLAIN[c["op"]]
    return Case(a, {"x": R.draw(c.get("x"), c.get("dist"))}, fn=lambda t: {"y": f(t["x"], a)},
                grad=c["op"] not in NO_GRADIENT)


@build("sort", "topK")
def _(c, R):
    a = dict(c["attrs"])

    def fn(t):
        if c["op"] == "sort":
            values, indices = torch.sort(t["x"], stable=True, dim=a["axis"], descending=a["descending"])
        else:
            values, indices = torch.topk(t["x"], a["k"], a["axis"], a["largest"], True)
        return {"values": values, "indices": indices.to(torch.int32)}
    return Case(a, {"x": R.draw(c["x"])}, fn=fn)


# ---------------------------------------------------------------- functions of several tensors
COMPARE = {"equal": torch.eq, "notEqual": torch.ne, "less": torch.lt, "lessEqual": torch.le, "greater": torch.gt,
           "greaterEqual": torch.ge}


@build(*COMPARE)
def _(c, R):
    ins = {k: R.ints(c[k], -2, 3).astype(np.float64) for k in ("a", "b")}
    return Case({}, ins, fn=lambda t: {"y": COMPARE[c["op"]](t["a"], t["b"]).to(t["a"].dtype)}, grad=False)


@build("conv1d")
def _(c, R):
    a = {"stride": c.get("stride", 1), "padding": c.get("padding", 0), "dilation": c.get("dilation", 1),
         "groups": c.get("groups", 1)}
    k, i, o = c["kernel"], c["x"][-1], c["outC"]
    p = {"weight": R.normal([k, i // a["groups"], o], 0, (k * i // a["groups"]) ** -0.5), "bias": R.normal([o])}
    return Case(a, {"x": R.draw(c["x"])}, p, fn=lambda t: {"y": nct(F.conv1d(
        nct(t["x"]), t["weight"].permute(2, 1, 0), t["bias"], a["stride"], a["padding"], a["dilation"], a["groups"]))})


@build("convTranspose2dOutputPadding")
def _(c, R):
    return G.BUILDERS["convTranspose2d"](c, R)


@build("einsum")
def _(c, R):
    ins = {f"x{i}": R.draw(s) for i, s in enumerate(c["xs"])}
    return Case({"equation": c["equation"]}, ins,
                fn=lambda t: {"y": torch.einsum(c["equation"], *[t[k] for k in ins])})


@build("scatter", "scatterAdd")
def _(c, R):
    axis, n = c["axis"], c["x"][c["axis"]]
    if c["op"] == "scatter":
        indices = R.r.permutation(n)[:c["count"]].astype(np.int32)
    else:
        indices = R.ints([c["count"]], 0, n)
    shape = list(c["x"])
    shape[axis] = c["count"]
    f = torch.index_copy if c["op"] == "scatter" else torch.index_add
    return Case({"axis": axis}, {"x": R.draw(c["x"]), "updates": R.draw(shape), "indices": indices},
                fn=lambda t: {"y": f(t["x"], axis, t["indices"], t["updates"])})


@build("oneHot")
def _(c, R):
    return Case({"classes": c["classes"]}, {"indices": R.ints(c["indices"], 0, c["classes"])}, grad=False,
                fn=lambda t: {"y": F.one_hot(t["indices"], c["classes"]).to(torch.float64)})


@build("cosineSimilarity")
def _(c, R):
    return Case({"axis": c["axis"]}, {"a": R.draw(c["x"]), "b": R.draw(c["x"])},
                fn=lambda t: {"y": F.cosine_similarity(t["a"], t["b"], c["axis"])})


@build("cosineEmbedding")
def _(c, R):
    a = {"margin": c["margin"], "reduction": c["reduction"]}
    target = (R.ints(c["x"][:-1], 0, 2) * 2 - 1).astype(np.float64)
    return Case(a, {"a": R.draw(c["x"]), "b": R.draw(c["x"]), "target": target}, nodiff=("target",),
                fn=lambda t: {"loss": F.cosine_embedding_loss(t["a"], t["b"], t["target"], margin=a["margin"],
                                                              reduction=a["reduction"])})


# ---------------------------------------------------------------- optimizers and schedules
class Muon(torch.optim.Muon):
    """PyTorch's Muon orthogonalizes in bfloat16; here in the precision of the parameter, so that digits can be compared."""

    def step(self):
        half = torch.Tensor.bfloat16
        torch.Tensor.bfloat16 = lambda tensor: tensor.clone()
        try:
            return super().step()
        finally:
            torch.Tensor.bfloat16 = half


class Lion(torch.optim.Optimizer):
    """Chen et al. 2023, "Symbolic discovery of optimization algorithms", program 1. PyTorch has none."""

    @torch.no_grad()
    def step(self):
        for g in self.param_groups:
            for p in g["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                p.mul_(1 - g["lr"] * g["weight_decay"])
                p.add_(torch.sign(g["b1"] * m + (1 - g["b1"]) * p.grad), alpha=-g["lr"])
                m.mul_(g["b2"]).add_(p.grad, alpha=1 - g["b2"])


class Lamb(torch.optim.Optimizer):
    """You et al. 2020, "Large batch optimization for deep learning", algorithm 2, phi(z) = z. PyTorch has none."""

    @torch.no_grad()
    def step(self):
        for g in self.param_groups:
            for p in g["params"]:
                s = self.state[p]
                if not s:
                    s.update(t=0, m=torch.zeros_like(p), v=torch.zeros_like(p))
                s["t"] += 1
                s["m"].mul_(g["b1"]).add_(p.grad, alpha=1 - g["b1"])
                s["v"].mul_(g["b2"]).addcmul_(p.grad, p.grad, value=1 - g["b2"])
                r = (s["m"] / (1 - g["b1"] ** s["t"])) / ((s["v"] / (1 - g["b2"] ** s["t"])).sqrt() + g["eps"])
                u = r + g["weight_decay"] * p
                pn, un = p.norm(), u.norm()
                ratio = pn / un if pn > 0 and un > 0 else 1.0
                p.sub_(g["lr"] * ratio * u)


def make_more(ps, a):
    n = a["optimizer"]
    if n == "muon":
        # PyTorch's matrices are [out, in].
        return Muon(ps, lr=a["lr"], weight_decay=a["weightDecay"], momentum=a["momentum"], nesterov=a["nesterov"])
    if n == "lion":
        return Lion(ps, dict(lr=a["lr"], b1=a["beta1"], b2=a["beta2"], weight_decay=a["weightDecay"]))
    if n == "lamb":
        return Lamb(ps, dict(lr=a["lr"], b1=a["beta1"], b2=a["beta2"], eps=a["eps"], weight_decay=a["weightDecay"]))
    raise KeyError(n)


@build("optimizerOfMatrices")
def _(c, R):
    S = 25
    a = {"optimizer": c["optimizer"], "problem": "gradientSequence", "steps": S, **c["settings"]}
    ps = {f"p{i}": R.normal(sh) for i, sh in enumerate(c["shapes"])}
    ins = {f"grad.{k}": R.normal([S] + list(p.shape), 0.1, 1.0) for k, p in ps.items()}
    turned = c["optimizer"] == "muon"

    def compute(dt):
        P = {k: G.to_torch(v.T if turned else v, dt).clone().requires_grad_(True) for k, v in ps.items()}
        opt = make_more(list(P.values()), a)
        out = {k: [] for k in P}
        for s in range(S):
            for k, p in P.items():
                g = G.to_torch(ins["grad." + k][s], dt)
                p.grad = (g.T if turned else g).clone()
            opt.step()
            for k, p in P.items():
                v = p.detach().numpy().astype(np.float64)
                out[k].append((v.T if turned else v).copy())
        return {k: np.stack(v) for k, v in out.items()}, {}, {}, {}
    return Case(a, ins, ps, compute=compute)


@build("moreSchedules")
def _(c, R):
    L = torch.optim.lr_scheduler
    s = c["settings"]
    a = {"schedule": c["schedule"], "steps": c["steps"], **s}

    def compute(dt):
        o = torch.optim.SGD([torch.zeros(1, requires_grad=True)], s["baseLr"])
        if c["schedule"] == "cyclic":
            sch = L.CyclicLR(o, s["baseLr"], s["maxLr"], s["stepsUp"], s["stepsDown"], c["mode"],
                             gamma=s["gamma"], cycle_momentum=False)
        else:
            parts = [L.LinearLR(o, s["startFactor"], 1.0, s["rampSteps"]), L.ExponentialLR(o, s["gamma"])]
            sch = L.SequentialLR(o, parts, [s["rampSteps"]])
        lrs = []
        for _t in range(c["steps"]):
            lrs.append(o.param_groups[0]["lr"])
            o.step()
            sch.step()
        return {"lr": np.array(lrs)}, {}, {}, {}
    return Case(a, {}, compute=compute)


def cases():
    out = []

    def add(family, op, name, **kw):
        out.append(dict(family=family, op=op, name=name, **kw))

    A = "layers"
    for alpha in (0.5, 2.0):
        add(A, "celu", f"alpha{alpha}", x=[3, 7], dist={"std": 2.0}, attrs={"alpha": alpha})
    add(A, "celu", "wide", dist={"values": [-100.0, -30.0, -1e-3, 1e-3, 1.0, 50.0]}, attrs={"alpha": 1.0}, tags=["extreme"])
    add(A, "glu", "channels", x=[2, 3, 8], attrs={"axis": -1})
    add(A, "glu", "rows", x=[4, 5], attrs={"axis": 0}, dist={"std": 5.0})
    for k, st, p, d, ceil in ((2, 2, 0, 1, False), (3, 2, 1, 1, True), (3, 1, 1, 2, False)):
        add(A, "maxPool1d", f"k{k}s{st}p{p}d{d}{'-ceil' if ceil else ''}", x=[2, 9, 5],
            attrs={"kernel": k, "stride": st, "padding": p, "dilation": d, "ceilMode": ceil})
    for inc in (True, False):
        add(A, "avgPool1d", f"pad-{'counts' if inc else 'left-out'}", x=[2, 8, 3],
            attrs={"kernel": 3, "stride": 2, "padding": 1, "ceilMode": False, "countIncludePad": inc})
    add(A, "avgPool1d", "ceil", x=[1, 8, 3],
        attrs={"kernel": 3, "stride": 3, "padding": 0, "ceilMode": True, "countIncludePad": True})
    for size in ([3, 2], [1, 1], [5, 4]):
        add(A, "adaptiveMaxPool2d", f"{size[0]}x{size[1]}", x=[2, 7, 5, 3], attrs={"outputSize": size})
    for mode in ("nearest", "bilinear"):
        for sc in ([2, 2], [3, 1]):
            add(A, "upsample2d", f"{mode}-{sc[0]}x{sc[1]}", x=[2, 3, 4, 2], attrs={"scale": sc, "mode": mode})
    add(A, "conv1d", "causal-width", x=[2, 9, 4], kernel=3, outC=5, padding=2)
    add(A, "conv1d", "stride-dilation", x=[2, 11, 3], kernel=3, outC=4, stride=2, dilation=2, padding=1)
    add(A, "conv1d", "depthwise-multiplier", x=[1, 8, 3], kernel=4, outC=6, groups=3)
    add(A, "convTranspose2dOutputPadding", "up-to-dilation", x=[2, 3, 4, 3], kernel=[2, 3], outC=2, stride=[1, 2],
        dilation=[3, 2], padding=[1, 0], outputPadding=[2, 1])
    add(A, "convTranspose2dOutputPadding", "beyond-the-taps", x=[1, 2, 2, 2], kernel=2, outC=3, stride=1, dilation=4,
        outputPadding=[3, 2])

    A = "ops"
    for op in ("floor", "round", "sign"):
        add(A, op, "halves", dist={"values": [-2.5, -1.5, -0.5, -0.2, 0.0, 0.3, 0.5, 1.5, 2.5, 1e6]})
    for axis in (0, -1):
        add(A, "argMin", f"axis{axis}", x=[4, 5], attrs={"axis": axis})
    add(A, "sort", "rows", x=[3, 9], attrs={"axis": -1, "descending": False})
    add(A, "sort", "columns-down", x=[7, 3], attrs={"axis": 0, "descending": True})
    add(A, "topK", "largest", x=[3, 9], attrs={"k": 4, "axis": -1, "largest": True})
    add(A, "topK", "smallest-columns", x=[8, 3], attrs={"k": 2, "axis": 0, "largest": False})
    for op in COMPARE:
        add(A, op, "broadcast", a=[4, 1, 5], b=[3, 5])
    for eq, xs in (("ij,jk->ik", [[3, 4], [4, 5]]), ("nqc,nkc->nqk", [[2, 3, 4], [2, 5, 4]]), ("ij->j", [[3, 4]]),
                   ("i,j->ij", [[3], [4]]), ("bhwc,cd->bhwd", [[2, 3, 3, 4], [4, 5]]),
                   ("ij,jk,kl->il", [[2, 3], [3, 4], [4, 2]]), ("nij,nij->n", [[2, 3, 4], [2, 3, 4]]), ("abc->cab", [[2, 3, 4]])):
        add(A, "einsum", eq.replace(",", "+").replace("->", "="), equation=eq, xs=xs)
    for op in ("scatter", "scatterAdd"):
        add(A, op, "rows", x=[6, 3], count=4, axis=0)
        add(A, op, "middle", x=[2, 5, 3], count=3, axis=1)
    add(A, "oneHot", "matrix", indices=[3, 4], classes=5)
    for axis in (-1, 1):
        add(A, "cosineSimilarity", f"axis{axis}", x=[3, 4, 5], axis=axis)
    for r in ("mean", "sum", "none"):
        add(A, "cosineEmbedding", r, x=[6, 4], margin=0.2, reduction=r)

    A = "training"
    base = {"lr": 0.02, "momentum": 0.95, "nesterov": True, "weightDecay": 0.0}
    shapes = [[4, 4], [6, 3], [3, 7]]
    add(A, "optimizerOfMatrices", "muon", optimizer="muon", shapes=shapes, settings=base)
    add(A, "optimizerOfMatrices", "muon-decay", optimizer="muon", shapes=shapes,
        settings={**base, "nesterov": False, "momentum": 0.8, "weightDecay": 0.1, "lr": 0.1})
    b = {"lr": 0.01, "beta1": 0.9, "beta2": 0.99, "weightDecay": 0.0}
    add(A, "optimizerOfMatrices", "lion", optimizer="lion", shapes=[[3, 2], [4]], settings=b)
    add(A, "optimizerOfMatrices", "lion-decay", optimizer="lion", shapes=[[3, 2], [4]],
        settings={**b, "weightDecay": 0.3, "beta1": 0.8})
    add(A, "optimizerOfMatrices", "lamb", optimizer="lamb", shapes=[[3, 2], [4]],
        settings={"lr": 0.02, "beta1": 0.9, "beta2": 0.999, "eps": 1e-6, "weightDecay": 0.01})
    cyc = {"baseLr": 0.01, "maxLr": 0.2, "stepsUp": 4, "stepsDown": 6, "gamma": 1.0}
    add(A, "moreSchedules", "cyclic-triangular", schedule="cyclic", steps=35, mode="triangular",
        settings={**cyc, "heightFactor": 1.0})
    add(A, "moreSchedules", "cyclic-triangular2", schedule="cyclic", steps=35, mode="triangular2",
        settings={**cyc, "heightFactor": 0.5})
    add(A, "moreSchedules", "cyclic-exp-range", schedule="cyclic", steps=35, mode="exp_range",
        settings={**cyc, "gamma": 0.97, "heightFactor": 1.0})
    add(A, "moreSchedules", "sequence", schedule="sequence", steps=20,
        settings={"baseLr": 0.1, "startFactor": 0.2, "rampSteps": 5, "gamma": 0.9})
    return out


#: Builders of ours that write cases of another op.
NAMES = {"convTranspose2dOutputPadding": "convTranspose2d", "optimizerOfMatrices": "optimizer", "moreSchedules": "schedule"}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--seed", type=int, default=SEED)
    ap.add_argument("--out", default=here)
    o = ap.parse_args()
    families = {}
    for c in cases():
        families.setdefault(c["family"], []).append(c)
    for family, cs in families.items():
        w, log = G.Writer(), []
        records = [G.emit(c, o.seed, w, log) for c in cs]
        for r in records:
            r["op"] = NAMES.get(r["op"], r["op"])
        d = os.path.join(o.out, family)
        os.makedirs(d, exist_ok=True)
        with open(os.path.join(d, "cases.json"), "w") as f:
            f.write("[\n" + ",\n".join(json.dumps(r, separators=(",", ":"), allow_nan=False) for r in records) + "\n]\n")
        with open(os.path.join(d, "data.bin"), "wb") as f:
            f.write(w.buf)
        print(f"{family:14s} {len(records):4d} cases {len(w.buf) / 1e3:7.1f} kB")
        for line in log:
            print("note:", line)


if __name__ == "__main__":
    main()
