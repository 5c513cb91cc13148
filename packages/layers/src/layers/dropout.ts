// Layers that disturb in training and do nothing in evaluation: dropout and noise.
import * as ops from '@evenkeel/tensor';
import { ArgumentError, tidy, type Generator, type Tensor } from '@evenkeel/tensor';
import { Layer } from '../core/layer.js';
import { RandomState } from '../core/random-state.js';

export interface DropoutLayerOptions {
  /** Share of elements that become 0, from 0 to 1; default 0.5. */
  readonly rate?: number;
  /** Draws which ones; default one of the layer's own, which its name in the model begins. */
  readonly generator?: Generator;
}

export interface GaussianNoiseOptions {
  /** Standard deviation of the noise. */
  readonly std: number;
  /** Draws the noise; default one of the layer's own, which its name in the model begins. */
  readonly generator?: Generator;
}

/** Sets elements, or whole channels, to 0 in training; made by `dropout` and `spatialDropout`. */
export class Dropout extends Layer<number, number, true> {
  static readonly repeats: boolean = true;
  readonly rate: number;
  /** Whether whole channels of an image are dropped together. */
  readonly perChannel: boolean;
  /** Where the draws stand; saved with the parameters. */
  readonly random: RandomState;

  constructor(options: DropoutLayerOptions, perChannel: boolean) {
    super();
    const { rate = 0.5, generator } = options;
    const inside = rate >= 0 && rate <= 1;
    if (!inside) refuse(perChannel ? 'spatialDropout' : 'dropout', 'rate', ['from 0 to 1', rate]);
    this.rate = rate;
    this.perChannel = perChannel;
    this.random = new RandomState(generator);
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    if (!this.training || this.rate === 0) return x;
    const { rate, perChannel } = this;
    return ops.dropout(x, { rate, perChannel, generator: this.random.generator });
  }
}

/** Adds noise in training; made by `gaussianNoise`. */
export class GaussianNoise extends Layer<number, number, true> {
  static readonly repeats: boolean = true;
  readonly std: number;
  /** Where the draws stand; saved with the parameters. */
  readonly random: RandomState;

  constructor({ std, generator }: GaussianNoiseOptions) {
    super();
    const inside = std >= 0 && std < Infinity;
    if (!inside) refuse('gaussianNoise', 'std', ['a finite number from 0 on', std]);
    this.std = std;
    this.random = new RandomState(generator);
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    if (!this.training || this.std === 0) return x;
    return tidy(() => ops.add(x, this.random.generator.normal(x.shape, 0, this.std)));
  }
}

function refuse(op: string, argument: string, [expected, value]: [string, number]): never {
  throw new ArgumentError({ op, argument, expected, received: String(value) });
}

/**
 * Dropout: in training each element is 0 with probability `rate`, and the others are scaled up so that the mean stays.
 *
 * y = u < rate ? 0 : x / (1 - rate), u uniform over [0, 1)
 *
 * Each layer draws from a generator of its own, which its name in the model begins as it does that of parameters: the same
 * model drops the same elements each time, and a run that goes on from a checkpoint those it would have dropped.
 *
 * @param options  rate = 0.5; generator
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  if the rate is not from 0 to 1
 * @see Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting"
 * @example
 * const model = sequential(linear(784, 100), relu(), dropout({ rate: 0.5 }), linear(100, 10));
 * dropout().eval().forward(tensor([1, 2])).dataSync(); // [1, 2]
 */
export function dropout(options: DropoutLayerOptions = {}): Dropout {
  return new Dropout(options, false);
}

/**
 * Spatial dropout: drops whole channels of images, whose neighboring pixels would tell what single ones were.
 *
 * @param options  rate = 0.5; generator
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  if the rate is not from 0 to 1
 * @throws ShapeError  from forward, if x is not [N, ..., C]
 * @see Tompson et al. 2015, "Efficient object localization using convolutional networks"
 * @example
 * spatialDropout({ rate: 1 }).forward(ones([1, 2, 2, 1])).dataSync(); // [0, 0, 0, 0]
 */
export function spatialDropout(options: DropoutLayerOptions = {}): Dropout {
  return new Dropout(options, true);
}

/**
 * Gaussian noise: in training y = x + std * n, n drawn from N(0, 1).
 *
 * @param options  std; generator
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  if std is below 0
 * @example
 * gaussianNoise({ std: 0.1 }).eval().forward(tensor([1, 2])).dataSync(); // [1, 2]
 */
export function gaussianNoise(options: GaussianNoiseOptions): GaussianNoise {
  return new GaussianNoise(options);
}
