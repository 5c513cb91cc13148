"""Times single calls and training steps in PyTorch on request.

Reads one JSON request a line: {"op", "sizes", "threads", "layout", "seconds", "fewest"}; answers each with
{"samples": [seconds of one call, ...]} or {"error": "..."}. The first line says {"version"}.
"""
import json
import sys
import time

import torch

import nets
import ops

SHORTEST_SAMPLE = 50e-6


def calls_per_sample(body):
    """Warms up, and finds how many calls are long enough for the clock."""
    calls = 1
    while True:
        start = time.perf_counter()
        for _ in range(calls):
            body()
        if time.perf_counter() - start >= SHORTEST_SAMPLE:
            return calls
        calls *= 2


def take_samples(body, seconds, fewest):
    calls = calls_per_sample(body)
    samples = []
    end = time.perf_counter() + seconds
    while len(samples) < fewest or time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(calls):
            body()
        samples.append((time.perf_counter() - start) / calls)
    return samples


def prepare(op, sizes, layout):
    torch.manual_seed(1)
    if op == "training step":
        return nets.step(sizes, layout)
    return ops.prepare(op, sizes, layout)


def main():
    print(json.dumps({"version": torch.__version__}), flush=True)
    prepared = {}
    for line in sys.stdin:
        request = json.loads(line)
        op, sizes, layout = request["op"], request["sizes"], request["layout"]
        torch.set_num_threads(request["threads"])
        case = f"{op} {sizes['name']}"
        key = f"{case} {layout}"
        # The calls of one case stay, for its next round; those of the case before it go. Nets take turns: all stay.
        if op != "training step" and prepared.get("case") != case:
            prepared = {"case": case}
        try:
            if key not in prepared:
                prepared[key] = prepare(op, sizes, layout)
            samples = take_samples(prepared[key], request["seconds"], request["fewest"])
            answer = {"samples": samples}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


main()
