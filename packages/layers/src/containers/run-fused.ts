// Fused passes, which go around a layer's `forward`: they say here which layer runs, as `core/forward.ts` does for the others.
import { inLayer, observing, type Tensor } from '@evenkeel/tensor';
import { located } from '../core/locate-error.js';
import type { FusedPair, FusingSum } from './fusion.js';

/** activation(layer.forward(x)) by one kernel. */
export function runFused({ layer, activation }: FusedPair, x: Tensor): Tensor {
  try {
    if (!observing()) return layer.forwardFused(x, activation);
    return inLayer(layer.localName, () => layer.forwardFused(x, activation));
  } catch (error) {
    throw located(error, layer);
  }
}

/** What `runFusedSum` adds, and what it makes of the sum. */
export interface FusedTerm {
  readonly term: Tensor;
  readonly activation: 'none' | 'relu';
}

/** activation(layer.forward(x) + term) by one kernel. */
export function runFusedSum(layer: FusingSum, x: Tensor, { term, activation }: FusedTerm): Tensor {
  try {
    if (!observing()) return layer.forwardSum(x, term, activation);
    return inLayer(layer.localName, () => layer.forwardSum(x, term, activation));
  } catch (error) {
    throw located(error, layer);
  }
}
