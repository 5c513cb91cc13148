// The residual connection.
import { add, relu, type Tensor } from '@evenkeel/tensor';
import type {
  Counted,
  Fits,
  InputOf,
  KeepsChannels,
  Miswired,
  OutputOf,
  Taken,
} from '../core/channels.js';
import { Layer } from '../core/layer.js';
import { canSum, type FusedActivation, type Fusing } from './fusion.js';
import { runFusedSum } from './run-fused.js';

/** body(x) + shortcut(x); made by `residual`. */
export class Residual<In extends number, Out extends number>
  extends Layer<In, Out>
  implements Fusing
{
  static readonly repeats: boolean = true;
  readonly body: Layer;
  /** null is the identity. */
  readonly shortcut: Layer | null;
  /** Whether a body that ends in batch norm adds the shortcut in the same pass; see `setFusion`. */
  fusion = true;
  readonly fuses: readonly FusedActivation[] = ['relu'];

  constructor(body: Layer, shortcut: Layer | null) {
    super();
    this.body = body;
    this.shortcut = shortcut;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    return this.#sum(x, 'none');
  }

  forwardFused(x: Tensor): Tensor {
    return this.#sum(x, 'relu');
  }

  #sum(x: Tensor, activation: 'none' | 'relu'): Tensor {
    const { body, shortcut } = this;
    if (this.fusion && canSum(body)) {
      const term = shortcut === null ? x : shortcut.forward(x);
      return runFusedSum(body, x, { term, activation });
    }
    const y = body.forward(x);
    const sum = add(y, shortcut === null ? x : shortcut.forward(x));
    return activation === 'none' ? sum : relu(sum);
  }
}

/** What a layer takes; a layer that keeps its channels takes any number. */
type Takes<L extends Layer> = KeepsChannels<L> extends true ? number : InputOf<L>;
/** What a layer gives to one that takes `In`. */
type Gives<L extends Layer, In extends number> = KeepsChannels<L> extends true ? In : OutputOf<L>;

type SameChannels<Body extends Layer> =
  Fits<Gives<Body, Takes<Body>>, Takes<Body>> extends true
    ? unknown
    : Miswired<`residual body takes ${Counted<Takes<Body>>} but gives ${OutputOf<Body>}: it needs a shortcut`>;

type Parallel<Body extends Layer, Shortcut extends Layer> =
  Fits<Takes<Body>, Takes<Shortcut>> extends true
    ? Fits<Gives<Body, Takes<Body>>, Gives<Shortcut, Takes<Body>>> extends true
      ? unknown
      : Miswired<`shortcut gives ${Gives<Shortcut, Takes<Body>>} channels but the body gives ${OutputOf<Body>}`>
    : Miswired<`shortcut expects ${Counted<Takes<Shortcut>>} but the body takes ${Taken<Takes<Body>>}`>;

/**
 * y = body(x) + x, or with a shortcut y = body(x) + shortcut(x).
 *
 * A body that gives another number of channels than it takes does not compile without a shortcut that does the same.
 *
 * @param body  any layer that keeps the shape
 * @returns  a layer of the body's channels
 * @throws ShapeError  forward: a body that changes the shape
 * @see He et al. 2016, "Deep residual learning for image recognition"
 * @example
 * const double = linear(2, 2, { init: init.identity({ gain: 2 }) });
 * residual(double).forward(tensor([[1, 2]])).dataSync(); // [3, 6]
 */
export function residual<Body extends Layer>(
  body: Body & SameChannels<Body>,
): Residual<Takes<Body>, Gives<Body, Takes<Body>>>;
/**
 * y = body(x) + shortcut(x).
 *
 * @param body  any layer
 * @param shortcut  a layer from the body's input channels to its output channels
 * @returns  a layer from the body's input channels to its output channels
 * @throws ShapeError  forward: shapes of the body's and the shortcut's output that differ
 */
export function residual<Body extends Layer, Shortcut extends Layer>(
  body: Body,
  shortcut: Shortcut & Parallel<Body, Shortcut>,
): Residual<Takes<Body>, Gives<Body, Takes<Body>>>;
export function residual(body: Layer, shortcut: Layer | null = null): Layer {
  return new Residual(body, shortcut);
}
