// The autoencoder of one layer with tied weights, which may have to undo noise.
import {
  ArgumentError,
  binaryCrossEntropyWithLogits,
  greaterEqual,
  linear,
  mse,
  mul,
  noGrad,
  Scope,
  sigmoid,
  square,
  sub,
  sum,
  transpose,
  type Tensor,
} from '@evenkeel/tensor';
import { checkProbabilities } from './binary-range.js';
import { TiedLayer, type TiedLayerOptions } from './tied-layer.js';

export interface DenoisingAutoencoderOptions extends TiedLayerOptions {
  /** Share of an example's numbers that are set to 0 before it is encoded, from 0 to 1; default 0: nothing is hidden. */
  readonly corruption?: number;
}

/** One layer that learns to give its input back; made by `denoisingAutoencoder`. */
export class DenoisingAutoencoder<
  Visible extends number = number,
  Hidden extends number = number,
> extends TiedLayer<Visible, Hidden> {
  readonly corruption: number;

  constructor(visible: Visible, hidden: Hidden, options: DenoisingAutoencoderOptions) {
    super('denoisingAutoencoder', [visible, hidden], options);
    const { corruption = 0 } = options;
    if (!(corruption >= 0 && corruption <= 1)) {
      const rule = { argument: 'corruption', expected: 'from 0 to 1' };
      throw new ArgumentError({
        op: 'denoisingAutoencoder',
        ...rule,
        received: String(corruption),
      });
    }
    this.corruption = corruption;
  }

  /** The gradient of the loss; see `denoisingAutoencoder`. */
  override estimateGradient(x: Tensor): number {
    using _scope = new Scope();
    const v = this.rows(x);
    const binary = this.visible === 'binary';
    if (binary) noGrad(() => checkProbabilities('denoisingAutoencoder', v));
    for (const parameter of [this.weight, this.visibleBias, this.hiddenBias]) parameter.grad = null;
    const code = this.encode(this.#corrupted(v));
    const output = linear(code, transpose(this.weight), this.visibleBias);
    const units = v.shape[1]!;
    const loss = binary
      ? mul(binaryCrossEntropyWithLogits(output, v), units)
      : mul(mse(output, v), units / 2);
    loss.backward();
    return noGrad(() => {
      const means = binary ? sigmoid(output) : output;
      return sum(square(sub(means, v))).item() / v.shape[0]!;
    });
  }

  #corrupted(v: Tensor): Tensor {
    if (this.corruption === 0) return v;
    const drawn = this.random.generator.uniform(v.shape);
    return mul(v, greaterEqual(drawn, this.corruption));
  }
}

/**
 * Autoencoder of one layer with one weight for both directions, taught to give back what was partly hidden from it.
 *
 * code = f(x~ weight + hiddenBias), x^ = g(code weight^T + visibleBias), f and g being the logistic function for binary
 * units and the identity for gaussian ones; x~ is x with a share `corruption` of its numbers set to 0 at random. The loss
 * is the mean over the examples of sum -(x log x^ + (1 - x) log(1 - x^)) for binary visible units, of
 * |x - x^|^2 / 2 for gaussian ones. As a layer it gives the code, without noise.
 *
 * @param visible  numbers of an example
 * @param hidden   numbers of its code
 * @param options  visible = 'binary', hidden = 'binary'; corruption = 0; init = normal of deviation 0.1; generator
 * @returns  a layer from [N, visible] to [N, visible]
 * @throws ArgumentError  counts that are no whole numbers from 1 on, unknown kinds of units, a corruption outside 0 ... 1;
 *   from `estimateGradient`, data outside 0 ... 1 for binary visible units
 * @throws ShapeError  x of another size than `visible` an example
 * @see Bengio et al. 2007, "Greedy layer-wise training of deep networks"
 * @see Vincent et al. 2008, "Extracting and composing robust features with denoising autoencoders"
 * @example
 * const layer = denoisingAutoencoder(4, 2, { corruption: 0.25 });
 * layer.estimateGradient(tensor([[1, 1, 0, 0]])) > 0; // true
 * layer.reconstruct(tensor([[1, 1, 0, 0]])).shape; // [1, 4]
 */
export function denoisingAutoencoder<Visible extends number, Hidden extends number>(
  visible: Visible,
  hidden: Hidden,
  options: DenoisingAutoencoderOptions = {},
): DenoisingAutoencoder<Visible, Hidden> {
  return new DenoisingAutoencoder(visible, hidden, options);
}
