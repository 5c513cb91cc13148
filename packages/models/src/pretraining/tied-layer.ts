// What restricted Boltzmann machines and one-layer autoencoders share: one weight matrix that is used in both
// directions, a bias on either side, and the kinds of units.
import { normal, zeros } from '@evenkeel/init';
import {
  Layer,
  parameter,
  RandomState,
  type CountsFlops,
  type Draw,
  type Parameter,
} from '@evenkeel/layers';
import {
  ArgumentError,
  reshape,
  ShapeError,
  sizeOf,
  tidy,
  transpose,
  type Generator,
  type Shape,
  type Tensor,
} from '@evenkeel/tensor';
import { checkKind, unitMean, type UnitKind } from './units.js';

export interface TiedLayerOptions {
  /** Units of the data; default 'binary', for data from 0 to 1. */
  readonly visible?: UnitKind;
  /** Units of the code; default 'binary', the logistic function. 'gaussian' units give a linear code. */
  readonly hidden?: UnitKind;
  /** What draws the weight; default normal with deviation 0.1. Biases start at 0. */
  readonly init?: Draw;
  /** Draws states and noise; default one of the layer's own, which its name in the model begins. */
  readonly generator?: Generator;
}

/** A layer that can be taught by its input alone: `Rbm` or `DenoisingAutoencoder`. */
export abstract class TiedLayer<Visible extends number = number, Hidden extends number = number>
  extends Layer<Visible, Hidden, false>
  implements CountsFlops
{
  readonly visible: UnitKind;
  readonly hidden: UnitKind;
  /** [visible, hidden] */
  readonly weight: Parameter;
  /** [visible] */
  readonly visibleBias: Parameter;
  /** [hidden] */
  readonly hiddenBias: Parameter;
  /** Where the draws stand; saved with the parameters. */
  readonly random: RandomState;
  readonly #op: string;

  constructor(op: string, sizes: readonly [Visible, Hidden], options: TiedLayerOptions) {
    super();
    const { visible = 'binary', hidden = 'binary', init = normal({ std: 0.1 }) } = options;
    checkCount(op, 'visible', sizes[0]);
    checkCount(op, 'hidden', sizes[1]);
    checkKind(op, 'options.visible', visible);
    checkKind(op, 'options.hidden', hidden);
    this.#op = op;
    this.visible = visible;
    this.hidden = hidden;
    this.weight = parameter(sizes, init);
    this.visibleBias = parameter([sizes[0]], zeros());
    this.hiddenBias = parameter([sizes[1]], zeros());
    this.random = new RandomState(options.generator);
    this.nameParts();
  }

  /**
   * Puts an estimate of the gradient in the place of the parameters' `grad`; an optimizer's step does the rest.
   *
   * @param x  [N, ...], flattened to [N, visible]
   * @returns  squared error of the reconstruction, summed over the units and averaged over the examples
   */
  abstract estimateGradient(x: Tensor): number;

  /** The mean of the hidden units: the code. x [N, ...] gives [N, hidden]. */
  override forward(x: Tensor): Tensor {
    return this.encode(this.rows(x));
  }

  /** The mean of the visible units: h [N, hidden] gives [N, visible]. */
  decode(h: Tensor): Tensor {
    return tidy(() => this.decodeBy(h, transpose(this.weight)));
  }

  /** What comes back from the code of x: [N, ...] gives [N, visible]. */
  reconstruct(x: Tensor): Tensor {
    return tidy(() => this.decode(this.forward(x)));
  }

  flops(output: Shape): number {
    return 2 * sizeOf(output) * this.weight.shape[0]!;
  }

  protected encode(v: Tensor): Tensor {
    return unitMean(v, { weight: this.weight, bias: this.hiddenBias, kind: this.hidden });
  }

  /** The same as `decode` with the weight transposed already, [hidden, visible]. */
  protected decodeBy(h: Tensor, weight: Tensor): Tensor {
    return unitMean(h, { weight, bias: this.visibleBias, kind: this.visible });
  }

  /** Examples as rows. */
  protected rows(x: Tensor): Tensor {
    const units = this.weight.shape[0]!;
    const count = x.shape[0] ?? 0;
    if (x.shape.length === 2 && x.shape[1] === units) return x;
    if (x.shape.length > 1 && x.size === count * units) return reshape(x, [count, units]);
    throw new ShapeError({
      op: this.#op,
      argument: 'x',
      expected: `[N, ...] of ${units} numbers an example`,
      received: `[${x.shape.join(', ')}]`,
    });
  }
}

function checkCount(op: string, argument: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 1) return;
  const rule = { argument, expected: 'a whole number from 1 on', received: String(count) };
  throw new ArgumentError({ op, ...rule });
}
