// The golden suite must be able to fail: runners with one fault each.
import { createReferenceBackend } from '@evenkeel/kernels';
import { add, mul, setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { readVectors, vectorsDirectory } from './format.js';
import { runGolden, type Runner } from './run.js';
import { runners } from './runners/table.js';

const golden = readVectors(vectorsDirectory).find(({ name }) => name === 'linear/linear/basic')!;
const right = runners['linear']!;

describe('runGolden', () => {
  beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

  const faults = (runner: Runner) =>
    runGolden(golden, runner, 'float64').map(({ tensor, text }) => `${tensor}: ${text}`);

  it('passes what is right', () => {
    expect(faults(right)).toEqual([]);
  });

  it('finds an output that is a little off', () => {
    const off: Runner = (context) => ({
      outputs: { y: add(right(context).outputs['y'] as never, 1e-6) },
    });
    expect(faults(off)).toEqual([expect.stringMatching(/^output y: element \[0, 0\]: /)]);
  });

  it('finds gradients that are off although the output is right', () => {
    const off: Runner = (context) => {
      const { y } = right(context).outputs;
      const detached = (y as ReturnType<typeof add>).detach();
      return { outputs: { y: add(mul(y as never, 0.5), mul(detached, 0.5)) } };
    };
    expect(faults(off).map((line) => line.split(':')[0])).toEqual([
      'gradient of x',
      'gradient of weight',
      'gradient of bias',
    ]);
  });

  it('finds what was not computed', () => {
    const nothing: Runner = () => ({ outputs: {} });
    expect(faults(nothing)).toEqual([
      'case: Error: linear/linear/basic: output y must be a tensor with a graph, got none.',
    ]);
  });

  it('reports what a runner throws', () => {
    const broken: Runner = ({ tensor }) => ({ outputs: { y: tensor('nothing') } });
    expect(faults(broken)).toEqual([
      'case: Error: linear/linear/basic: an input or param nothing must exist, got none.',
    ]);
  });
});
