// The settings of greedy pre-training, and the optimizer of one layer that they come to.
import type { Module } from '@evenkeel/layers';
import { sgd, decayGroups, type Optimizer, type SgdSettings } from '@evenkeel/optim';
import { ArgumentError, type Tensor } from '@evenkeel/tensor';

/** A layer that learns from its input alone, such as `rbm` and `denoisingAutoencoder` of @evenkeel/models. */
export interface SelfTaughtLayer extends Module {
  readonly visible: 'binary' | 'gaussian';
  readonly hidden: 'binary' | 'gaussian';
  /** The code of x. */
  forward(x: Tensor): Tensor;
  /** Puts gradients in the place of the parameters' `grad`; gives the squared error per example of the reconstruction. */
  estimateGradient(x: Tensor): number;
}

export interface PretrainRecipe {
  /** Learning rate, or one for each layer; 0.1, and 0.001 for a layer with gaussian units, unless given. */
  readonly lr?: number | readonly number[];
  /** Share of the velocity that stays; 0.9 unless given. */
  readonly momentum?: number;
  /** The same in the first epochs, while gradients are large; 0.5 unless given. */
  readonly initialMomentum?: number;
  /** Epochs that `initialMomentum` holds for; 5 unless given. */
  readonly initialEpochs?: number;
  /** L2 penalty of the weights, not of the biases; 0.0002 unless given. */
  readonly weightDecay?: number;
}

/** The optimizer of one layer. */
export function optimizerOf(
  layer: SelfTaughtLayer,
  { index, recipe }: { index: number; recipe: PretrainRecipe },
): Optimizer<SgdSettings> {
  const { weightDecay = 2e-4, initialMomentum = 0.5 } = recipe;
  const gaussian = layer.visible === 'gaussian' || layer.hidden === 'gaussian';
  const rate = gaussian ? 0.001 : 0.1;
  const lr = typeof recipe.lr === 'number' ? recipe.lr : (recipe.lr?.[index] ?? rate);
  const groups = decayGroups(layer.parameters(), weightDecay);
  return sgd(groups, { lr, momentum: initialMomentum });
}

/** Sets the momentum that the recipe has for an epoch, counted from 0. */
export function setMomentum(
  optimizer: Optimizer<SgdSettings>,
  { epoch, recipe }: { epoch: number; recipe: PretrainRecipe },
): void {
  const { momentum = 0.9, initialMomentum = 0.5, initialEpochs = 5 } = recipe;
  const now = epoch < initialEpochs ? initialMomentum : momentum;
  for (const { settings } of optimizer.groups) settings.momentum = now;
}

/** Refuses numbers that no training can take. */
export function checkRecipe(recipe: PretrainRecipe, layers: number): void {
  const { lr, momentum, initialMomentum, initialEpochs, weightDecay } = recipe;
  if (typeof lr === 'object' && lr.length !== layers) {
    refuse('lr', `one number, or ${layers}, one for each layer`, `${lr.length}`);
  }
  const rates = typeof lr === 'object' ? lr : [lr];
  for (const rate of rates) atLeastZero('lr', rate);
  for (const [name, value] of Object.entries({ momentum, initialMomentum })) {
    if (value !== undefined && !(value >= 0 && value < 1)) {
      refuse(name, 'from 0 to below 1', String(value));
    }
  }
  atLeastZero('initialEpochs', initialEpochs);
  atLeastZero('weightDecay', weightDecay);
}

function atLeastZero(name: string, value: number | undefined): void {
  if (value === undefined || (value >= 0 && value < Infinity)) return;
  refuse(name, 'a finite number from 0 on', String(value));
}

export function refuse(argument: string, expected: string, received: string): never {
  throw new ArgumentError({ op: 'pretrain', argument, expected, received });
}
