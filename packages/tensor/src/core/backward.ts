// The backward pass: walks the tape from a result to the leaves, newest op first.
import { ArgumentError, ShapeError } from './errors.js';
import { Node } from './node.js';
import { formatShape, sameShape } from './shape.js';
import type { Tensor } from './tensor.js';
import { setTemporaries, Value } from './value.js';

export interface BackwardOptions {
  /** Whether the graph stays for another backward(); costs memory. Default false. */
  readonly retainGraph?: boolean;
}

let passes = 0;

/** See `Tensor.backward`. */
export function backward(root: Tensor, seed: Tensor | null, options: BackwardOptions): void {
  const value = root.use('backward', 'tensor');
  const node = root.node;
  if (node === null && !root.requiresGrad) {
    throw new ArgumentError({
      op: 'backward',
      argument: 'tensor',
      expected: 'a result of tensors that require grad',
      received: `one of ${root.op} without a graph`,
      hint: 'Was it made inside noGrad() or by detach()? Do the parameters have requiresGrad?',
    });
  }
  const first = seedOf(root, value, seed);
  if (node === null) root.receiveGradient(first);
  else run(node, first, options.retainGraph === true);
  first.release();
  if (node === null) root.settleGradient();
}

/** The gradient to start from, with a reference of its own. */
function seedOf(root: Tensor, value: Value, seed: Tensor | null): Value {
  if (seed === null) {
    if (root.size !== 1) {
      throw new ShapeError({
        op: 'backward',
        argument: 'tensor',
        expected: 'a scalar unless a gradient is given',
        received: formatShape(root.shape),
        hint: 'Reduce it with sum() or mean(), or call backward(gradient).',
      });
    }
    const one = new Value(value.backend, 'float', root.shape);
    value.backend.run('fill', { y: one.handle, n: 1, value: 1 });
    return one;
  }
  if (!sameShape(seed.shape, root.shape)) {
    throw new ShapeError({
      op: 'backward',
      argument: 'gradient',
      expected: `${formatShape(root.shape)} like the tensor`,
      received: formatShape(seed.shape),
    });
  }
  const start = seed.use('backward', 'gradient');
  if (start.dtype !== 'float') {
    const rule = { argument: 'gradient', expected: 'a float tensor', received: seed.dtype };
    throw new ArgumentError({ op: 'backward', ...rule });
  }
  return start.retain();
}

function run(root: Node, seed: Value, retainGraph: boolean): void {
  const leaves: Tensor[] = [];
  const nodes = reachable(root, leaves);
  const temporaries: Value[] = [];
  setTemporaries(temporaries);
  root.gradient = seed.retain();
  let done = 0;
  try {
    for (; done < nodes.length; done++) step(nodes[done]!, temporaries, retainGraph);
  } finally {
    setTemporaries(null);
    // After an error some gradients are left over.
    for (; done < nodes.length; done++) dropGradient(nodes[done]!);
    for (let i = 0; i < nodes.length; i++) nodes[i]!.release();
  }
  for (const leaf of leaves) leaf.settleGradient();
}

function step(node: Node, temporaries: Value[], retainGraph: boolean): void {
  const gradient = node.gradient;
  if (gradient !== null) {
    try {
      node.operation.gradient(node, gradient);
    } finally {
      for (let i = 0; i < temporaries.length; i++) temporaries[i]!.release();
      temporaries.length = 0;
      dropGradient(node);
    }
  }
  if (!retainGraph) node.free();
}

function dropGradient(node: Node): void {
  node.gradient?.release();
  node.gradient = null;
}

/**
 * All nodes that the root depends on, newest first, and the leaves behind them. The caller releases the nodes:
 * one whose tensor is gone must not be freed with the node after it, before its own turn.
 */
function reachable(root: Node, leaves: Tensor[]): Node[] {
  const pass = ++passes;
  const nodes: Node[] = [root];
  root.visit = pass;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (node.freed) refuseFreed(node);
    for (const target of node.targets) {
      if (target instanceof Node) {
        if (target.visit === pass) continue;
        target.visit = pass;
        nodes.push(target);
      } else if (target !== null) leaves.push(target);
    }
  }
  for (let i = 0; i < nodes.length; i++) nodes[i]!.retain();
  return nodes.sort((a, b) => b.id - a.id);
}

function refuseFreed(node: Node): never {
  throw new ArgumentError({
    op: 'backward',
    argument: 'tensor',
    expected: 'a result whose graph is still there',
    received: `one that depends on ${node.operation.name}, whose graph an earlier backward() freed`,
    hint: 'Pass { retainGraph: true } to the earlier call.',
  });
}
