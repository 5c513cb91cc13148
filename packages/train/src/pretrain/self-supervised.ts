// A model that is its own teacher, in the shape that the training loop takes.
import { Module } from '@evenkeel/layers';
import type { Tensor } from '@evenkeel/tensor';

/** A model that has a loss of its own, such as `autoencoder` of @evenkeel/models. */
export interface OwnLoss extends Module {
  /** What training minimizes, a scalar. */
  loss(x: Tensor): Tensor;
}

/** Made by `selfSupervised`. */
class SelfSupervised extends Module {
  readonly model: OwnLoss;

  constructor(model: OwnLoss) {
    super();
    this.model = model;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    return this.model.loss(x);
  }
}

/**
 * A module whose forward pass is the loss of a model on its input: `fit` trains it with a loss that passes it on.
 *
 * forward(x) = model.loss(x)
 *
 * @param model  anything with `loss(x)`, x [N, ...], a scalar; its parameters are named "model.NAME" in checkpoints
 * @returns  a module from x to its loss
 * @example
 * const model = autoencoder({ sizes: [784, 20, 5] });
 * const data = loader(drawDigits({ count: 40 }), { batch: 20 });
 * const optimizer = adam(model.parameters(), { lr: 0.001 });
 * const loss = (value) => value;
 * const { step } = await fit(selfSupervised(model), { data, optimizer, loss, epochs: 1 });
 * step; // 2
 */
export function selfSupervised(model: OwnLoss): Module & { forward(x: Tensor): Tensor } {
  return new SelfSupervised(model);
}
