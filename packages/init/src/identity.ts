// Initializers that pass the input on.
import { ArgumentError, ShapeError, tensor, type Shape } from '@evenkeel/tensor';
import { initializer, type Initializer } from './initializer.js';

/**
 * The identity as a matrix: input i reaches output i. Outputs beyond the inputs get 0.
 *
 * @param options  gain = 1, the number on the diagonal
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ShapeError  (when it draws) a shape that has not two axes
 * @example
 * identity()([2, 2], generator(1)).dataSync(); // [1, 0, 0, 1]
 */
export function identity(options: { readonly gain?: number } = {}): Initializer {
  const { gain = 1 } = options;
  return structured('identity', (shape) => {
    if (shape.length !== 2) refuse('identity', '[in, out]', shape);
    const [inputs, outputs] = shape as readonly [number, number];
    const values = new Float64Array(inputs * outputs);
    for (let i = 0; i < Math.min(inputs, outputs); i++) values[i * outputs + i] = gain;
    return values;
  });
}

/**
 * The identity as a convolution: the weight passes channel q mod (O / groups) to output q, from the pixel in the middle
 * of the kernel (KH / 2, KW / 2, rounded down). Outputs without such an input channel get 0.
 *
 * @param options  groups = 1, as in the layer
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ArgumentError  outputs that groups do not divide
 * @throws ShapeError  (when it draws) a shape that is not [KH, KW, C / groups, O]
 * @example
 * const x = tensor([1, 2, 3, 4], { shape: [1, 2, 2, 1] });
 * conv2d(1, 1, { kernel: 3, padding: 1, init: dirac() }).forward(x).dataSync(); // [1, 2, 3, 4]
 */
export function dirac(options: { readonly groups?: number } = {}): Initializer {
  const { groups = 1 } = options;
  return structured('dirac', (shape) => {
    if (shape.length !== 4) refuse('dirac', '[KH, KW, C / groups, O]', shape);
    const [height, width, inputs, outputs] = shape as readonly [number, number, number, number];
    if (!(Number.isSafeInteger(groups) && groups >= 1 && outputs % groups === 0)) {
      throw new ArgumentError({
        op: 'dirac',
        argument: 'groups',
        expected: `a divisor of ${outputs} outputs`,
        received: String(groups),
      });
    }
    const values = new Float64Array(height * width * inputs * outputs);
    const middle = (Math.floor(height / 2) * width + Math.floor(width / 2)) * inputs;
    for (let output = 0; output < outputs; output++) {
      const channel = output % (outputs / groups);
      if (channel < inputs) values[(middle + channel) * outputs + output] = 1;
    }
    return values;
  });
}

/** An initializer whose values follow from the shape alone. */
function structured(scheme: string, valuesOf: (shape: Shape) => Float64Array): Initializer {
  return initializer(
    scheme,
    (shape) => {
      const values = valuesOf(shape);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      const std = Math.sqrt(squares / values.length);
      const low = values.reduce((a, b) => Math.min(a, b), Infinity);
      const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
      return { kind: 'structured', mean, std, low, high };
    },
    (shape) => tensor(valuesOf(shape), { shape, dtype: 'float' }),
  );
}

function refuse(op: string, expected: string, shape: Shape): never {
  throw new ShapeError({ op, argument: 'shape', expected, received: `[${shape.join(', ')}]` });
}
