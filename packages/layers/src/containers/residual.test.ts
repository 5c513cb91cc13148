import { uniform } from '@evenkeel/init';
import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, setBackend, square, sum, tensor, type Tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  batchNorm,
  conv2d,
  ghostBatchNorm,
  initialize,
  relu,
  residual,
  sequential,
  setFusion,
  type Layer,
} from '../index.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

const conv = (inputs: number, outputs: number) =>
  conv2d(inputs, outputs, { kernel: 3, padding: 1, bias: false });
const norm = (channels: number) => batchNorm(channels, { betaInit: uniform({ low: -1, high: 1 }) });

/** Blocks with both kinds of shortcut, some with relu behind them. */
const blocks = () =>
  initialize(
    sequential(
      residual(sequential(conv(3, 3), norm(3), relu(), conv(3, 3), norm(3))),
      relu(),
      residual(sequential(conv(3, 5), norm(5)), sequential(conv(3, 5), norm(5))),
      residual(norm(5)),
      relu(),
    ),
    { seed: 4 },
  );

const images = (): Tensor => {
  const x = generator(5).normal([2, 4, 4, 3]);
  x.requiresGrad = true;
  return x;
};

const values = (x: Tensor): number[] => [...x.dataSync()];

function trained(model: Layer) {
  const x = images();
  const y = model.forward(x);
  sum(square(y)).backward();
  const grads = [x, ...model.parameters()].map(({ grad }) => values(grad!));
  const state = model.stateDict();
  return { y: values(y), grads, state, evaluated: values(model.eval().forward(x)) };
}

describe('residual', () => {
  it('adds in the pass of batch norm, which changes nothing', () => {
    const plain = blocks();
    setFusion(plain, false);
    expect(trained(blocks())).toEqual(trained(plain));
    const [first] = blocks().layers;
    expect(first.forward(images()).op).toBe('batchNorm');
    setFusion(first, false);
    expect(first.forward(images()).op).toBe('add');
  });

  it('lets a listener see what comes before the sum', () => {
    for (const watched of [(chain: Layer) => chain, (chain: Layer) => chain.modules().at(-1)!]) {
      const body = sequential(conv(3, 3), norm(3));
      const seen: number[][] = [];
      watched(body).onForward((output) => seen.push(values(output)));
      const x = images();
      const y = values(sequential(residual(body), relu()).forward(x));
      expect(seen).toHaveLength(1);
      expect(y).toEqual(seen[0]!.map((value, i) => Math.max(0, value + values(x)[i]!)));
    }
  });

  it('broadcasts a shortcut that is smaller', () => {
    const x = tensor([[1], [3]]);
    const first = sequential(batchNorm(1, { eps: 0 }));
    const model = residual(first, residualOf(tensor([10])));
    expect(values(sequential(model, relu()).forward(x))).toEqual([9, 11]);
  });

  it('keeps to two passes where the norm sees parts of the batch', () => {
    const ghost = residual(ghostBatchNorm(1, { size: 2, eps: 0 }));
    expect(values(ghost.forward(tensor([[1], [3], [10], [30]])))).toEqual([0, 4, 9, 31]);
  });
});

/** A shortcut that gives the same whatever it gets. */
function residualOf(constant: Tensor): Layer {
  const layer = relu();
  return Object.assign(layer, { forward: () => constant });
}
