// Optimizers that are one formula over tensor ops. Each is a file with its settings and its rule.
import { add, assign, mul, noGrad, sub, tidy, type Tensor } from '@evenkeel/tensor';
import { Optimizer, type BaseSettings, type Definition } from './optimizer.js';
import type { Group, Parameters, Slot } from './slot.js';

/** Settings of a rule optimizer: all have an L2 penalty. */
export interface RuleSettings extends BaseSettings {
  /** L2 penalty: weightDecay * p is added to the gradient; default 0. */
  weightDecay: number;
}

/** One step of one parameter. */
export interface RuleStep<Settings> {
  /** The gradient, weight decay included. */
  readonly gradient: Tensor;
  readonly slot: Slot;
  readonly settings: Settings;
  /** Number of this step, from 1. */
  readonly t: number;
}

/** What defines such an optimizer. */
export interface Rule<Settings> extends Definition<Settings> {
  /** Updates the state of the slot and gives u of the step p -= lr * u. */
  update(step: RuleStep<Settings>): Tensor;
}

/** Runs a rule over all parameters that have a gradient. */
export class RuleOptimizer<Settings extends RuleSettings> extends Optimizer<Settings> {
  readonly #rule: Rule<Settings>;

  constructor(name: string, parameters: Parameters<Settings>, rule: Rule<Settings>) {
    super(name, parameters, rule);
    this.#rule = rule;
  }

  protected override update({ settings, slots }: Group<Settings>): void {
    noGrad(() => {
      for (const slot of slots) tidy(() => this.#updateSlot(slot, settings));
    });
  }

  #updateSlot(slot: Slot, settings: Settings): void {
    const { parameter } = slot;
    const bare = parameter.grad;
    if (bare === null || !parameter.requiresGrad) return;
    const { lr, weightDecay } = settings;
    const gradient = weightDecay === 0 ? bare : add(bare, mul(parameter, weightDecay));
    const t = ++slot.steps;
    const update = this.#rule.update({ gradient, slot, settings, t });
    assign(parameter, sub(parameter, mul(update, lr)));
  }
}

/** share * old + (1 - share) * next: what most of these algorithms keep as state. */
export function average(slot: Slot, name: string, of: { share: number; next: Tensor }): Tensor {
  const { share, next } = of;
  return slot.replace(name, add(mul(slot.tensor(name), share), mul(next, 1 - share)));
}
