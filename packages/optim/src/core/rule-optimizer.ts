// Optimizers that are one formula over tensor ops. Each is a file with its settings and its rule.
import { add, assign, mul, noGrad, sub, tidy, type Tensor } from '@evenkeel/tensor';
import { Optimizer, type BaseSettings, type Definition } from './optimizer.js';
import type { Group, Parameters, Slot } from './slot.js';

/** Settings of a rule optimizer: all have weight decay. */
export interface RuleSettings extends BaseSettings {
  /** weightDecay * p is added to the gradient, unless the rule says otherwise; default 0. */
  weightDecay: number;
}

/** One step of one parameter. */
export interface RuleStep<Settings> {
  /** The gradient; weight decay is included if it is coupled. */
  readonly gradient: Tensor;
  readonly slot: Slot;
  readonly settings: Settings;
  /** Number of this step, from 1. */
  readonly t: number;
}

/** What defines such an optimizer. */
export interface Rule<Settings> extends Definition<Settings> {
  /**
   * coupled (default): weightDecay * p is added to the gradient; decoupled: p *= 1 - lr * weightDecay first;
   * own: the rule sees to it.
   */
  readonly decay?: 'coupled' | 'decoupled' | 'own';
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
    const { decay = 'coupled' } = this.#rule;
    const coupled = decay === 'coupled' && weightDecay !== 0;
    const gradient = coupled ? add(bare, mul(parameter, weightDecay)) : bare;
    const t = ++slot.steps;
    const update = this.#rule.update({ gradient, slot, settings, t });
    const kept = decay === 'decoupled' ? mul(parameter, 1 - lr * weightDecay) : parameter;
    assign(parameter, sub(kept, mul(update, lr)));
  }
}

/** share * old + (1 - share) * next: what most of these algorithms keep as state. */
export function average(slot: Slot, name: string, of: { share: number; next: Tensor }): Tensor {
  const { share, next } = of;
  return slot.replace(name, add(mul(slot.tensor(name), share), mul(next, 1 - share)));
}
