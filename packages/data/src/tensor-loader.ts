// The loader of tensors: examples of any shape, with classes or with numbers to be learned.
import {
  ArgumentError,
  formatShape,
  gather,
  ShapeError,
  shownKind,
  tensor,
  Tensor,
  tidy,
} from '@evenkeel/tensor';
import type { Batch } from './batch.js';
import { IndexLoader, type IndexLoaderOptions } from './index-loader.js';

/** Options of `tensorLoader`. */
export type TensorLoaderOptions = IndexLoaderOptions;

/** Examples and what is to be learned of them. */
export interface TensorPair {
  /** [N, ...] */
  readonly x: Tensor;
  /** [N] classes, int32; or numbers [N, ...]. */
  readonly y: Tensor;
}

/**
 * Gives the batches of tensors, epoch after epoch: of measurements, sequences, images that are floats already; with classes, or with
 * numbers for a loss such as `mse`.
 *
 * Order and place are those of `loader`: the order of epoch e is a pure function of the generator and e. The tensors must live as
 * long as the loader; make them outside of scopes. To normalize them, compute with them before.
 *
 * @param data  x [N, ...]; y [N] classes, int32, or numbers [N, ...]; of any dtype
 * @param options  batch; shuffle = true; generator = generator(0); dropLast = false
 * @returns  an iterable whose one pass is (the rest of) an epoch
 * @throws ShapeError  x or y without rows, or of different numbers of them
 * @throws ArgumentError  what is no live tensor, or requires grad; a batch that is no whole number from 1 on, or dropLast with a batch
 *   of more rows than there are
 * @example
 * const x = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * const y = tensor([[0], [1], [1], [0]]);
 * const data = tensorLoader({ x, y }, { batch: 3 });
 * Array.from(data, (batch) => batch.y.shape); // [[3, 1], [1, 1]]
 */
export function tensorLoader(data: TensorPair, options: TensorLoaderOptions): TensorLoader {
  return new TensorLoader(data, options);
}

/** Made by `tensorLoader`. */
export class TensorLoader extends IndexLoader {
  readonly #x: Rows;
  readonly #y: Rows;

  /** @internal */
  constructor({ x, y }: TensorPair, options: TensorLoaderOptions) {
    const count = rowsOf(x, 'x');
    if (rowsOf(y, 'y') !== count) {
      const expected = `of ${count} rows, as many as x ${formatShape(x.shape)}`;
      refuseShape('y', expected, y);
    }
    super({ op: 'tensorLoader', kind: 'rows', count }, options);
    this.#x = rowsFrom(x);
    this.#y = rowsFrom(y);
  }

  protected override make(indices: Int32Array): Batch {
    return { x: this.#x(indices), y: this.#y(indices) };
  }
}

/** Gives the rows of the given numbers. */
type Rows = (indices: Int32Array) => Tensor;

/** Floats are gathered where they are; integers, which are labels mostly, from a copy. */
function rowsFrom(source: Tensor): Rows {
  if (source.dtype !== 'int32' && source.dtype !== 'uint8') {
    return (indices) => tidy(() => gather(source, tensor(indices)));
  }
  const all = source.dataSync();
  const [count, ...inner] = source.shape;
  const size = all.length / count!;
  return (indices) => {
    const values = all.slice(0, indices.length * size);
    indices.forEach((index, row) => {
      values.set(all.subarray(index * size, (index + 1) * size), row * size);
    });
    return tensor(values, { shape: [indices.length, ...inner] });
  };
}

function rowsOf(source: Tensor, argument: string): number {
  if (!(source instanceof Tensor)) refuse(argument, 'a tensor', shownKind(source));
  if (source.requiresGrad)
    refuse(argument, 'data, which do not require grad', 'a tensor that does');
  const [count = 0] = source.shape;
  if (count === 0) refuseShape(argument, 'of one row or more, [N, ...]', source);
  return count;
}

function refuse(argument: string, expected: string, received: string): never {
  throw new ArgumentError({ op: 'tensorLoader', argument, expected, received });
}

function refuseShape(argument: string, expected: string, { shape }: Tensor): never {
  const received = formatShape(shape);
  throw new ShapeError({ op: 'tensorLoader', argument, expected, received });
}
