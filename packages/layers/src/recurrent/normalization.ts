// Normalization inside of recurrent layers: of what the input gives to the gates, of what the state gives to them, and of
// what an lstm remembers.
import type { RecurrentNormalizers, Tensor } from '@evenkeel/tensor';
import { ArgumentError } from '@evenkeel/tensor';
import { checkCounts } from '../core/counts.js';
import type { Module } from '../core/module.js';
import { layerNorm } from '../layers/layer-norm.js';
import { StepBatchNorm } from './step-batch-norm.js';

export interface RecurrentNormOptions {
  /**
   * What stands between the products of a step and their biases: 'layer' (Ba et al. 2016), 'batch' (Cooijmans et al.
   * 2017), or 'none', the default.
   */
  readonly norm?: 'none' | 'layer' | 'batch';
  /** With norm 'batch': how many steps have running statistics of their own; later ones take those of the last. */
  readonly steps?: number;
}

/** A normalization that may depend on the step. */
type StepNorm = Module & { forward(x: Tensor, t: number): Tensor };

/** The normalizations of a recurrent layer. */
export interface RecurrentNorms {
  readonly inputNorm: StepNorm;
  readonly stateNorm: StepNorm;
  /** Of lstm alone. */
  readonly memoryNorm: StepNorm | null;
}

interface Sizes {
  readonly op: string;
  readonly hidden: number;
  readonly gates: number;
  /** Whether the layer has a memory beside its state. */
  readonly memory: boolean;
}

/**
 * The normalizations that the options want, or null. Those before a bias learn no shift of their own: the bias is one.
 */
export function normsOf(options: RecurrentNormOptions, sizes: Sizes): RecurrentNorms | null {
  const { norm = 'none', steps } = options;
  const { op, hidden, gates, memory } = sizes;
  if (norm === 'none') return null;
  if (norm !== 'layer' && norm !== 'batch') {
    const rule = {
      argument: 'norm',
      expected: "'none', 'layer' or 'batch'",
      received: `'${String(norm)}'`,
    };
    throw new ArgumentError({ op, ...rule });
  }
  if (norm === 'batch') checkCounts(op, { steps: steps ?? NaN });
  const make = (channels: number, beta: boolean): StepNorm =>
    norm === 'layer'
      ? layerNorm(channels, { beta })
      : new StepBatchNorm(channels, { steps: steps!, beta });
  return {
    inputNorm: make(gates * hidden, false),
    stateNorm: make(gates * hidden, false),
    memoryNorm: memory ? make(hidden, true) : null,
  };
}

/** The same as the ops take them; `from` is the number of the first step. */
export function normalizersOf(norms: RecurrentNorms, from: number): RecurrentNormalizers {
  const { inputNorm, stateNorm, memoryNorm } = norms;
  const both = {
    input: (y: Tensor, t: number) => inputNorm.forward(y, from + t),
    state: (y: Tensor, t: number) => stateNorm.forward(y, from + t),
  };
  if (memoryNorm === null) return both;
  return { ...both, memory: (c, t) => memoryNorm.forward(c, from + t) };
}
