// Which neighbours in a chain one kernel can compute: batch norm, linear or convolution with the activation behind it.
// The result is the same, but for the rounding of one store; what is saved is a pass over the tensor.
import type { Tensor } from '@evenkeel/tensor';
import type { Layer } from '../core/layer.js';
import type { Module } from '../core/module.js';

/** Activations that a kernel can apply to its own result. */
export type FusedActivation = 'relu' | 'sigmoid' | 'tanh';

/** A layer whose kernel can apply an activation. */
export interface Fusing extends Layer {
  readonly fuses: readonly FusedActivation[];
  /** activation(forward(x)) in one pass. */
  forwardFused(x: Tensor, activation: FusedActivation): Tensor;
}

/** A layer whose kernel can add a tensor to its own result, and apply an activation to the sum. */
export interface FusingSum extends Layer {
  /** Whether it can as things stand: someone may wait for a result in between. */
  readonly canSum: boolean;
  /** activation(forward(x) + term) in one pass. */
  forwardSum(x: Tensor, term: Tensor, activation: 'none' | 'relu'): Tensor;
}

/** Whether a layer can add a tensor as things stand. */
export function canSum(layer: Layer): layer is FusingSum {
  return 'canSum' in layer && layer.canSum === true;
}

/** A layer with the activation behind it, which one kernel computes. */
export interface FusedPair {
  readonly layer: Fusing;
  readonly next: Layer;
  readonly activation: FusedActivation;
}

/** One step of a chain: a layer alone, or a pair. */
export type ChainStep = FusedPair | { readonly layer: Layer; readonly next: null };

/** Looks through a chain once, when it is built. */
export function fusionPlan(layers: readonly Layer[]): ChainStep[] {
  const plan: ChainStep[] = [];
  for (let i = 0; i < layers.length; i++) {
    const layer = layers[i]!;
    const next = layers[i + 1];
    const activation = next === undefined ? null : activationOf(next);
    if (next !== undefined && activation !== null && isFusing(layer, activation)) {
      plan.push({ layer, next, activation });
      i++;
    } else plan.push({ layer, next: null });
  }
  return plan;
}

/**
 * Switches fusion on or off in every chain of a model. It is on by default and changes no result beyond rounding.
 *
 * @param model  any module; the parts inside it are meant too
 * @param enabled  true, as layers are made, or false
 * @example
 * const model = sequential(linear(784, 100), relu());
 * setFusion(model, false);
 * model.fusion; // false
 */
export function setFusion(model: Module, enabled: boolean): void {
  for (const module of model.modules()) if ('fusion' in module) module.fusion = enabled;
}

function activationOf(layer: Layer): FusedActivation | null {
  return 'fusedAs' in layer ? (layer.fusedAs as FusedActivation | null) : null;
}

function isFusing(layer: Layer, activation: FusedActivation): layer is Fusing {
  return 'fuses' in layer && (layer as Fusing).fuses.includes(activation);
}
