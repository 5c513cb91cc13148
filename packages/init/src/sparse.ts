// Sparse initialization: few inputs of a unit count at first.
import { ArgumentError, ShapeError, tensor, tidy, type Shape } from '@evenkeel/tensor';
import { initializer, type Initializer } from './initializer.js';

/**
 * Every input row of a weight [in, out] holds exactly ceil(sparsity * out) zeros, at random places; the rest is
 * N(0, std^2).
 *
 * @param options  sparsity, from 0 to 1; std = 0.01
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ArgumentError  a sparsity that is no share
 * @throws ShapeError  (when it draws) a shape that has not two axes
 * @see Martens 2010, "Deep learning via Hessian-free optimization"
 * @example
 * const w = sparse({ sparsity: 0.75 })([1, 4], generator(1)).dataSync();
 * w.filter((value) => value === 0).length; // 3
 */
export function sparse(options: { readonly sparsity: number; readonly std?: number }): Initializer {
  const { sparsity, std = 0.01 } = options;
  if (!(sparsity >= 0 && sparsity <= 1)) {
    throw new ArgumentError({
      op: 'sparse',
      argument: 'sparsity',
      expected: 'a number from 0 to 1',
      received: String(sparsity),
    });
  }
  return initializer(
    'sparse',
    (shape) => {
      const [, outputs] = matrixOf(shape);
      const share = 1 - zerosOf(sparsity, outputs) / outputs;
      const std2 = std * Math.sqrt(share);
      return { kind: 'structured', mean: 0, std: std2, low: -Infinity, high: Infinity };
    },
    (shape, generator) => {
      const [inputs, outputs] = matrixOf(shape);
      const values = tidy(() => generator.normal(shape, 0, std).dataSync());
      for (let row = 0; row < inputs; row++) {
        const order = generator.permutation(outputs);
        for (const column of order.subarray(0, zerosOf(sparsity, outputs))) {
          values[row * outputs + column] = 0;
        }
      }
      return tensor(values, { shape, dtype: 'float' });
    },
  );
}

const zerosOf = (sparsity: number, outputs: number) => Math.ceil(sparsity * outputs);

function matrixOf(shape: Shape): readonly [inputs: number, outputs: number] {
  const [inputs, outputs] = shape;
  if (shape.length === 2) return [inputs!, outputs!];
  throw new ShapeError({
    op: 'sparse',
    argument: 'shape',
    expected: '[in, out]',
    received: `[${shape.join(', ')}]`,
  });
}
