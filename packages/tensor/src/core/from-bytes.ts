import type { Shape } from './shape.js';
import { valueOf } from './arguments.js';
import { tensor } from './create.js';
import { ArgumentError } from './errors.js';
import { finishConstant } from './finish.js';
import { Tensor } from './tensor.js';
import { allocate } from './value.js';

export interface FromBytesOptions {
  /** Default: that of the tensor, or one axis. */
  readonly shape?: Shape;
  /** Default 1 / 255: bytes become numbers from 0 to 1. */
  readonly scale?: number;
  /** Default 0. */
  readonly shift?: number;
}

/**
 * Bytes, such as pixels, as floats; computed by the back end, which receives a quarter of the memory.
 *
 * y = x * scale + shift
 *
 * @param bytes    Uint8Array, or uint8 tensor
 * @param options  shape: default that of the bytes; scale = 1 / 255; shift = 0
 * @returns  a float tensor of that shape
 * @throws ShapeError  if the shape does not hold as many elements
 * @throws ArgumentError  if a tensor is not uint8
 * @example
 * fromBytes(new Uint8Array([0, 51, 255])).dataSync(); // [0, 0.2, 1]
 */
export function fromBytes(bytes: Uint8Array | Tensor, options: FromBytesOptions = {}): Tensor {
  const { scale = 1 / 255, shift = 0, shape } = options;
  const given = bytes instanceof Tensor;
  const source = given ? bytes : tensor(bytes, shape === undefined ? {} : { shape });
  const x = valueOf(source, 'fromBytes', 'bytes');
  if (x.dtype !== 'u8') {
    const rule = { argument: 'bytes', expected: 'a uint8 tensor', received: source.dtype };
    throw new ArgumentError({ op: 'fromBytes', ...rule });
  }
  const y = allocate(x, source.shape);
  const n = y.size;
  if (n > 0) x.backend.run('fromBytes', { x: x.handle, y: y.handle, n, scale, shift });
  if (!given) source.dispose();
  return finishConstant('fromBytes', y, [source]);
}
