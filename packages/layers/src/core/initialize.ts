// Drawing all parameters of a model from a seed.
import { generator } from '@evenkeel/tensor';
import type { Module } from './module.js';

/**
 * Draws all parameters of a model at once and resets its running statistics.
 *
 * Each parameter is drawn from `generator(seed).fork(name)`, name being its dotted name in `model`: what one layer
 * draws depends neither on the order of layers nor on how much others draw. Parameters that existed are overwritten
 * in place; optimizers go on with them but keep their state.
 *
 * @param model  the outermost module
 * @param options  seed, a whole number; 0 is what a model draws from by itself
 * @returns  the model
 * @example
 * const model = initialize(sequential(linear(784, 100), relu(), linear(100, 10)), { seed: 7 });
 */
export function initialize<M extends Module>(model: M, options: { readonly seed: number }): M {
  model.draw(generator(options.seed));
  return model;
}
