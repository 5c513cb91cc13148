// The layer: a module of one tensor to one tensor whose channel counts the compiler knows.
import type { Tensor } from '@evenkeel/tensor';
import { Module } from './module.js';

/** Key under which the type checker finds the channels of a layer. It exists in types only. */
export declare const wiring: unique symbol;

/**
 * A module that turns a tensor whose last axis has `In` channels into one whose last axis has `Out`.
 *
 * `number` as a count fits everywhere: use it for sizes that are known only at run time. `Keeps` says
 * that the layer gives as many channels as it gets.
 *
 * @example
 * class Classifier extends Layer<784, 10> {
 *   readonly hidden = linear(784, 100);
 *   readonly output = linear(100, 10);
 *   override forward(x: Tensor): Tensor {
 *     return this.output.forward(sigmoid(this.hidden.forward(x)));
 *   }
 * }
 */
export abstract class Layer<
  In extends number = number,
  Out extends number = number,
  Keeps extends boolean = boolean,
> extends Module {
  /** @internal */
  declare readonly [wiring]: { readonly input: In; readonly output: Out; readonly keeps: Keeps };

  /** @param x  [..., In]; gives [..., Out] */
  abstract override forward(x: Tensor): Tensor;
}
