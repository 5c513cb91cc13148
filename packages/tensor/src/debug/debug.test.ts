import { createReferenceBackend, type Backend } from '@evenkeel/kernels';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  add,
  debugBackend,
  inLayer,
  linear,
  log,
  mul,
  ones,
  relu,
  setBackend,
  sqrt,
  sub,
  sum,
  tensor,
  withNonFiniteCheck,
  zeros,
} from '../index.js';
import { wrapped } from './trace.js';

const reference = (): Backend => createReferenceBackend({ precision: 'float32' });
const silent = (): void => {};

beforeEach(() => setBackend(reference()));
afterEach(() => void debugBackend(reference(), 0, silent));

describe('withNonFiniteCheck', () => {
  it('names the first op that made something not finite', () => {
    const { result, first } = withNonFiniteCheck(() =>
      inLayer('features', () => inLayer('0', () => add(log(sub(tensor([[3, 2]]), 2)), 1))),
    );
    expect(result.dataSync()).toEqual(new Float32Array([1, -Infinity]));
    expect(first).toEqual({
      op: 'log',
      pass: 'forward',
      path: 'features.0',
      shape: [1, 2],
      index: 1,
      value: -Infinity,
      message: 'log in layer features.0 gave -Infinity at element 1 of [1, 2] from finite inputs.',
    });
  });

  it('names the op whose gradient did', () => {
    const x = tensor([4, 0], { requiresGrad: true });
    const { first } = withNonFiniteCheck(() => sum(mul(sqrt(x), 3)).backward());
    expect(first?.message).toBe(
      'the gradient of sqrt gave Infinity at element 1 of [2] from finite inputs.',
    );
  });

  it('finds nothing where all is well, or where the inputs were bad', () => {
    expect(withNonFiniteCheck(() => relu(ones([2]))).first).toBeNull();
    expect(withNonFiniteCheck(() => relu(tensor([NaN]))).first).toBeNull();
  });

  it('stops looking when it is over, after an error too', () => {
    expect(() =>
      withNonFiniteCheck(() => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(log(zeros([1])).item()).toBe(-Infinity);
    expect(() => withNonFiniteCheck(() => Promise.resolve(1))).toThrow(
      'withNonFiniteCheck: fn must be synchronous, got a promise.',
    );
  });
});

describe('debugBackend', () => {
  const at = (level: 0 | 1 | 2 | 3 | 4, inner: Backend = reference()): string[] => {
    const lines: string[] = [];
    setBackend(debugBackend(inner, level, (line) => lines.push(line)));
    return lines;
  };

  it('0 leaves the back end as it is', () => {
    const inner = reference();
    expect(debugBackend(inner, 0, silent)).toBe(inner);
  });

  it('1 says what computes', () => {
    expect(at(1)).toEqual(['evenkeel: reference back end float32, javascript, 1 threads']);
  });

  it('2 prints kernels with sizes and time', () => {
    const lines = at(2);
    linear(ones([2, 3]), ones([3, 4]));
    expect(lines.at(-1)).toMatch(
      /^matmul batch=1 aBatch=1 bBatch=1 m=2 n=4 k=3 activation=none \d+\.\d{3} ms$/,
    );
  });

  it('3 stops at the first NaN', () => {
    at(3);
    expect(() => relu(log(tensor([-1])))).toThrow(
      'log: log gave NaN at element 0 of [1] from finite inputs.',
    );
  });

  it('4 finds a kernel that differs from the reference', () => {
    const inner = reference();
    const wrong = wrapped(inner, {
      run(name, args) {
        inner.run(name, args);
        if (name === 'matmul' && 'c' in args)
          inner.write(Number(args.c), 'float', new Float32Array([9]), 1);
      },
    });
    at(4, wrong);
    expect(relu(tensor([-1, 2])).dataSync()).toEqual(new Float32Array([0, 2]));
    expect(() => linear(ones([1, 3]), ones([3, 2]))).toThrow(
      'matmul: c must agree with the reference, got 9 instead of 3 at element 1.',
    );
  });
});
