// A table of vectors, looked up by index.
import { normal } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import { ArgumentError, zeros, type Generator, type Tensor } from '@evenkeel/tensor';
import { checkCounts } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import { parameter, type Draw, type Parameter } from '../core/parameter.js';

export interface EmbeddingOptions {
  /** Index that stands for no word: its vector is 0, whatever the weight holds, and learns nothing. Default: none. */
  readonly paddingIndex?: number | null;
  /** What draws the weight; default normal of std 1. */
  readonly init?: Draw;
  /** Draws at once from this generator; default on first use, from a stream of the parameter's own. */
  readonly generator?: Generator;
}

/** A table of vectors; made by `embedding`. It takes indices, not channels: no layer of channels fits before it. */
export class Embedding<Out extends number> extends Layer<never, Out, false> {
  static readonly repeats: boolean = true;
  /** [words, out] */
  readonly weight: Parameter;
  readonly paddingIndex: number | null;

  constructor(words: number, channels: Out, options: EmbeddingOptions) {
    super();
    const { paddingIndex = null, init = normal({ std: 1 }), generator } = options;
    checkCounts('embedding', { words, channels });
    checkPadding(paddingIndex, words);
    this.paddingIndex = paddingIndex;
    this.weight = parameter([words, channels], init, generator);
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    const { weight, paddingIndex } = this;
    if (paddingIndex === null) return ops.embedding(weight, x);
    return ops.tidy(() => {
      const vectors = ops.embedding(weight, x);
      const words = ops.notEqual(ops.cast(x, 'float'), paddingIndex);
      return ops.where(ops.reshape(words, [...x.shape, 1]), vectors, zeros([]));
    });
  }
}

function checkPadding(index: number | null, words: number): void {
  if (index === null || (Number.isSafeInteger(index) && index >= 0 && index < words)) return;
  throw new ArgumentError({
    op: 'embedding',
    argument: 'paddingIndex',
    expected: `a whole number from 0 to ${words - 1}, or null`,
    received: String(index),
  });
}

/**
 * Learned vectors, looked up by index: words, categories, positions.
 *
 * y[..., :] = weight[x[...], :]; 0 where x[...] = paddingIndex
 *
 * @param words  how many vectors; x is an int32 tensor of any shape, from 0 to words - 1
 * @param channels  length of each; the output is [..., channels]
 * @param options  paddingIndex = none; init = normal({ std: 1 }); generator
 * @returns  a layer from indices [...] to vectors [..., channels]
 * @throws ArgumentError  sizes that are no whole numbers from 1 on, or a paddingIndex out of range; from forward, if x is
 *     not int32
 * @throws KernelError  from forward, if an index is out of range
 * @see Bengio et al. 2003, "A neural probabilistic language model"
 * @example
 * const model = sequential(embedding(1000, 32, { paddingIndex: 0 }), lstm(32, 64, { returns: 'last' }));
 * model.forward(tensor([[5, 7, 0], [2, 0, 0]], { dtype: 'int32' })).shape; // [2, 64]
 */
export function embedding<Out extends number>(
  words: number,
  channels: Out,
  options: EmbeddingOptions = {},
): Embedding<Out> {
  return new Embedding(words, channels, options);
}
