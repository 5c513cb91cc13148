// The restricted Boltzmann machine, taught by contrastive divergence.
import {
  add,
  ArgumentError,
  matmul,
  mean,
  mul,
  neg,
  noGrad,
  Scope,
  softplus,
  square,
  sub,
  sum,
  tidy,
  transpose,
  type Tensor,
} from '@evenkeel/tensor';
import { checkProbabilities } from './binary-range.js';
import { TiedLayer, type TiedLayerOptions } from './tied-layer.js';
import { drawUnits } from './units.js';

export interface RbmOptions extends TiedLayerOptions {
  /** Steps of Gibbs sampling between the data and what they are contrasted with, the k of CD-k; default 1. */
  readonly steps?: number;
  /** Whether reconstructions are drawn; default false: their means are used, which disturbs less. */
  readonly sampleVisible?: boolean;
}

/** One end of the Markov chain. */
interface Phase {
  readonly v: Tensor;
  readonly h: Tensor;
}

/** A restricted Boltzmann machine; made by `rbm`. */
export class Rbm<Visible extends number = number, Hidden extends number = number> extends TiedLayer<
  Visible,
  Hidden
> {
  /** The k of CD-k. It may be raised during training. */
  steps: number;
  readonly sampleVisible: boolean;

  constructor(visible: Visible, hidden: Hidden, options: RbmOptions) {
    super('rbm', [visible, hidden], options);
    const { steps = 1, sampleVisible = false } = options;
    if (!Number.isSafeInteger(steps) || steps < 1) {
      const rule = { argument: 'steps', expected: 'a whole number from 1 on' };
      throw new ArgumentError({ op: 'rbm', ...rule, received: String(steps) });
    }
    this.steps = steps;
    this.sampleVisible = sampleVisible;
  }

  /** Contrastive divergence; see `rbm`. */
  override estimateGradient(x: Tensor): number {
    using _scope = new Scope();
    return noGrad(() => {
      const v = this.rows(x);
      if (this.visible === 'binary') checkProbabilities('rbm', v);
      const data: Phase = { v, h: this.encode(v) };
      const { model, first } = this.#chain(data);
      const count = v.shape[0]!;
      this.weight.grad = mul(
        sub(matmul(transpose(model.v), model.h), matmul(transpose(data.v), data.h)),
        1 / count,
      );
      this.visibleBias.grad = mean(sub(model.v, data.v), 0);
      this.hiddenBias.grad = mean(sub(model.h, data.h), 0);
      return sum(square(sub(v, first))).item() / count;
    });
  }

  /**
   * Free energy: p(v) is proportional to exp(-F(v)). The gap between its means over training and over held-out data
   * grows when the machine overfits.
   *
   * With a = v weight + hiddenBias: F(v) = -visibleBias . v - sum softplus(a) for binary units; gaussian visible units
   * have |v - visibleBias|^2 / 2 for the first term, gaussian hidden ones sum (a^2 - hiddenBias^2) / 2 for the sum.
   *
   * @param x  [N, ...], flattened to [N, visible]
   * @returns  [N]
   */
  freeEnergy(x: Tensor): Tensor {
    return tidy(() => {
      const v = this.rows(x);
      const own =
        this.visible === 'binary'
          ? neg(sum(mul(v, this.visibleBias), -1))
          : mul(sum(square(sub(v, this.visibleBias)), -1), 0.5);
      const input = add(matmul(v, this.weight), this.hiddenBias);
      const hidden =
        this.hidden === 'binary'
          ? softplus(input)
          : mul(sub(square(input), square(this.hiddenBias)), 0.5);
      return sub(own, sum(hidden, -1));
    });
  }

  /** Hidden states drawn given x [N, ...]: [N, hidden]. */
  drawHidden(x: Tensor): Tensor {
    return tidy(() => drawUnits(this.forward(x), this.hidden, this.random.generator));
  }

  /** Visible states drawn given h [N, hidden]: [N, visible]. */
  drawVisible(h: Tensor): Tensor {
    return tidy(() => drawUnits(this.decode(h), this.visible, this.random.generator));
  }

  /** k steps of Gibbs sampling from the data; `first` is the mean of the first reconstruction. */
  #chain(data: Phase): { model: Phase; first: Tensor } {
    const { generator } = this.random;
    const back = transpose(this.weight);
    let { h } = data;
    let v = data.v;
    let first: Tensor | null = null;
    for (let step = 0; step < this.steps; step += 1) {
      const visible = this.decodeBy(drawUnits(h, this.hidden, generator), back);
      first ??= visible;
      v = this.sampleVisible ? drawUnits(visible, this.visible, generator) : visible;
      h = this.encode(v);
    }
    return { model: { v, h }, first: first! };
  }
}

/**
 * Restricted Boltzmann machine: visible and hidden units with one weight between each pair across, none within a side.
 *
 * Energy of binary units: E(v, h) = -v weight h - visibleBias . v - hiddenBias . h; gaussian units (variance 1) have
 * |v - visibleBias|^2 / 2 or |h - hiddenBias|^2 / 2 in the place of their bias term. As a layer it gives the mean of its
 * hidden units, [N, visible] to [N, hidden]: sigmoid(v weight + hiddenBias) if they are binary, without the sigmoid if they
 * are gaussian.
 *
 * `estimateGradient` is contrastive divergence, CD-k: grad weight = (v_k^T h_k - v_0^T h_0) / N, grad visibleBias =
 * mean(v_k - v_0), grad hiddenBias = mean(h_k - h_0), whose negative an optimizer follows. The hidden states that
 * drive a reconstruction are drawn; the h of both products are means; reconstructions are means unless `sampleVisible`.
 * With both sides gaussian p exists only while the largest singular value of the weight stays below 1.
 *
 * @param visible  numbers of an example
 * @param hidden   numbers of its code
 * @param options  visible = 'binary', hidden = 'binary'; steps = 1, the k of CD-k; sampleVisible = false; init = normal
 *   of deviation 0.1; generator
 * @returns  the machine, which learns by `learn`
 * @throws ArgumentError  counts that are no whole numbers from 1 on, unknown kinds of units; from `estimateGradient`,
 *   data outside 0 ... 1 for binary visible units
 * @throws ShapeError  x of another size than `visible` an example
 * @see Hinton 2002, "Training products of experts by minimizing contrastive divergence"
 * @see Hinton & Salakhutdinov 2006, "Reducing the dimensionality of data with neural networks"
 * @example
 * const machine = rbm(4, 2);
 * machine.estimateGradient(tensor([[1, 1, 0, 0]])) > 0; // true
 * machine.weight.grad.shape; // [4, 2]
 * machine.forward(tensor([[1, 1, 0, 0]])).shape; // [1, 2]
 */
export function rbm<Visible extends number, Hidden extends number>(
  visible: Visible,
  hidden: Hidden,
  options: RbmOptions = {},
): Rbm<Visible, Hidden> {
  return new Rbm(visible, hidden, options);
}
