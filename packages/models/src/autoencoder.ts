// The deep autoencoder: an encoder to a narrow code, a decoder back.
import {
  flatten,
  Layer,
  linear,
  sequential,
  sigmoid,
  type Draw,
  type Linear,
} from '@evenkeel/layers';
import {
  ArgumentError,
  binaryCrossEntropyWithLogits,
  mse,
  mul,
  reshape,
  sigmoid as logistic,
  tidy,
  type Tensor,
} from '@evenkeel/tensor';

/** How a layer of an autoencoder ends: the logistic function, or not at all. */
export type AutoencoderActivation = 'sigmoid' | 'linear';

export interface AutoencoderOptions {
  /** Numbers of an example, units of each layer of the encoder, the last of which is the code. */
  readonly sizes: readonly number[];
  /** Of the code; default 'linear'. The layers between are logistic. */
  readonly code?: AutoencoderActivation;
  /** Of the reconstruction; default 'sigmoid', for data from 0 to 1. */
  readonly output?: AutoencoderActivation;
  /** What draws the weights; default that of `linear`. */
  readonly init?: Draw;
}

/** One layer of either half. */
export interface AutoencoderLayer {
  readonly linear: Linear<number, number>;
  readonly activation: AutoencoderActivation;
}

/** Encoder and decoder; made by `autoencoder` or `unroll`. */
export class Autoencoder extends Layer {
  /** [N, ...] to [N, code] */
  readonly encoder: Layer;
  /** [N, code] to the input of the last activation, [N, size] */
  readonly decoder: Layer;
  readonly output: AutoencoderActivation;

  /** @internal */
  constructor(encoder: readonly AutoencoderLayer[], decoder: readonly AutoencoderLayer[]) {
    super();
    const last = decoder.at(-1)!;
    this.encoder = sequential(flatten(), ...chained(encoder));
    this.decoder = sequential(
      ...chained([...decoder.slice(0, -1), { linear: last.linear, activation: 'linear' }]),
    );
    this.output = last.activation;
    this.nameParts();
  }

  /** The code of x: [N, ...] gives [N, code]. */
  encode(x: Tensor): Tensor {
    return this.encoder.forward(x);
  }

  /** What a code stands for: [N, code] gives [N, size]. */
  decode(code: Tensor): Tensor {
    return tidy(() => {
      const logits = this.decoder.forward(code);
      return this.output === 'sigmoid' ? logistic(logits) : logits;
    });
  }

  /** The reconstruction, of the shape of x. */
  override forward(x: Tensor): Tensor {
    return tidy(() => reshape(this.decode(this.encode(x)), x.shape));
  }

  /**
   * What training minimizes, a scalar: the mean over the examples of the cross-entropy
   * sum -(x log x^ + (1 - x) log(1 - x^)), in nats, or with a linear output of |x - x^|^2 / 2.
   *
   * @param x  [N, ...]
   */
  loss(x: Tensor): Tensor {
    return tidy(() => {
      const logits = this.decoder.forward(this.encoder.forward(x));
      const target = reshape(x, logits.shape);
      const size = logits.shape.at(-1)!;
      return this.output === 'sigmoid'
        ? mul(binaryCrossEntropyWithLogits(logits, target), size)
        : mul(mse(logits, target), size / 2);
    });
  }
}

function chained(layers: readonly AutoencoderLayer[]): Layer[] {
  return layers.flatMap((layer) =>
    layer.activation === 'sigmoid' ? [layer.linear, sigmoid()] : [layer.linear],
  );
}

/**
 * Deep autoencoder: fully connected layers down to a code, and the same sizes back up.
 *
 * `encode` gives the code, `forward` the reconstruction, `loss(x)` what to minimize; `reconstructionObjective` of
 * @evenkeel/train lets `fit` do so. From small random weights a deep one hardly learns: `unroll` begins with
 * pre-trained ones.
 *
 * @param options  sizes; code = 'linear'; output = 'sigmoid'; init. sizes [784, 1000, 500, 250, 30] give eight layers
 * @returns  a layer from [N, inputs] to [N, inputs], with `encoder` and `decoder`
 * @throws ArgumentError  fewer than two sizes
 * @see Hinton & Salakhutdinov 2006, "Reducing the dimensionality of data with neural networks"
 * @example
 * const model = autoencoder({ sizes: [784, 100, 30] });
 * model.encode(zeros([2, 28, 28, 1])).shape; // [2, 30]
 * model.forward(zeros([2, 28, 28, 1])).shape; // [2, 28, 28, 1]
 * model.loss(zeros([2, 28, 28, 1])).shape; // []
 */
export function autoencoder(options: AutoencoderOptions): Autoencoder {
  const { sizes, code = 'linear', output = 'sigmoid', init } = options;
  if (sizes.length < 2) {
    throw new ArgumentError({
      op: 'autoencoder',
      argument: 'sizes',
      expected: 'at least the numbers of inputs and of the code',
      received: `[${sizes.join(', ')}]`,
    });
  }
  const weights = init === undefined ? {} : { init };
  const half = (widths: readonly number[], end: AutoencoderActivation): AutoencoderLayer[] =>
    widths.slice(1).map((units, i) => ({
      linear: linear(widths[i]!, units, weights),
      activation: i + 2 === widths.length ? end : 'sigmoid',
    }));
  return new Autoencoder(half(sizes, code), half(sizes.toReversed(), output));
}
