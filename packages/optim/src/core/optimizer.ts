// What all optimizers share: groups of parameters, the learning rate, and a state that is saved and restored exactly.
import { ArgumentError, shownKind, Tensor } from '@evenkeel/tensor';
import { loadOptimizer, saveOptimizer, type OptimizerState } from './optimizer-state.js';
import { Slot, type Group, type Parameters } from './slot.js';

/** Settings that every optimizer has. */
export interface BaseSettings {
  /** Learning rate. */
  lr: number;
}

/** What an algorithm adds to the optimizer. */
export interface Definition<Settings> {
  readonly settings: Settings;
  /** Refuses settings that make no sense. */
  check(settings: Settings): void;
}

/**
 * Updates parameters from their gradients.
 *
 * `step` leaves out parameters that have no gradient or whose `requiresGrad` is false.
 */
export abstract class Optimizer<Settings extends BaseSettings = BaseSettings> {
  /** Name of the algorithm, such as 'sgd'. */
  readonly name: string;
  readonly groups: readonly Group<Settings>[];
  #lr: number;

  constructor(name: string, parameters: Parameters<Settings>, definition: Definition<Settings>) {
    this.name = name;
    this.#lr = definition.settings.lr;
    this.groups = groupsOf(name, parameters, definition.settings);
    for (const group of this.groups) definition.check(group.settings);
  }

  /** Learning rate. Setting it scales all groups alike. */
  get lr(): number {
    return this.#lr;
  }

  set lr(lr: number) {
    this.#lr = lr;
    for (const group of this.groups) group.settings.lr = lr * group.lrRatio;
  }

  /** All parameters, in the order in which they were given. */
  get parameters(): Tensor[] {
    return this.groups.flatMap((group) => group.slots.map((slot) => slot.parameter));
  }

  /**
   * Updates every parameter that has a gradient.
   *
   * @param loss  the loss before the step; only `eve` needs it
   */
  step(loss?: number): void {
    for (const group of this.groups) this.update(group, loss);
  }

  /** Frees all gradients. */
  zeroGrad(): void {
    for (const group of this.groups) {
      for (const slot of group.slots) slot.parameter.grad = null;
    }
  }

  /** A copy of everything that the next step depends on, but for the parameters themselves. */
  stateDict(): OptimizerState {
    return saveOptimizer(this);
  }

  /**
   * Goes on from a saved state: the steps that follow are the same, bit for bit.
   *
   * @throws ArgumentError  a state of another optimizer, or of other numbers of groups or parameters
   * @throws ShapeError  a saved tensor that does not fit its parameter
   */
  loadStateDict(state: OptimizerState): void {
    loadOptimizer(this, state);
    this.#lr = state.lr;
  }

  /** One step of one group. */
  protected abstract update(group: Group<Settings>, loss?: number): void;

  /** State beyond the slots, as plain numbers; none by default. */
  extraState(): Readonly<Record<string, number>> {
    return {};
  }

  /** Takes back what `extraState` gave. */
  restoreExtraState(_state: Readonly<Record<string, number>>): void {}
}

function groupsOf<Settings extends BaseSettings>(
  name: string,
  parameters: Parameters<Settings>,
  settings: Settings,
): Group<Settings>[] {
  const given: unknown = parameters;
  if (!Array.isArray(given)) refuseOther(name, given);
  const seen = new Set<Tensor>();
  const groups = parameters.every((entry) => entry instanceof Tensor)
    ? [{ parameters }]
    : parameters;
  const made = groups.map((group) => {
    if (group instanceof Tensor) return refuseMixture(name);
    const { parameters: members, ...own } = group;
    for (const member of members) {
      if (seen.has(member)) refuseDuplicate(name);
      seen.add(member);
    }
    const merged: Settings = { ...settings, ...own };
    return {
      settings: merged,
      slots: members.map((member) => new Slot(member)),
      lrRatio: settings.lr === 0 ? 1 : merged.lr / settings.lr,
    };
  });
  if (seen.size === 0) refuseEmpty(name);
  return made;
}

function refuseOther(op: string, parameters: unknown): never {
  throw new ArgumentError({
    op,
    argument: 'parameters',
    expected: 'a list of tensors or of groups',
    received: shownKind(parameters),
    hint: 'Pass model.parameters().',
  });
}

function refuseMixture(op: string): never {
  throw new ArgumentError({
    op,
    argument: 'parameters',
    expected: 'all tensors or all groups',
    received: 'a mixture',
    hint: 'A group is { parameters: [...], ...settings }.',
  });
}

function refuseDuplicate(op: string): never {
  throw new ArgumentError({
    op,
    argument: 'parameters',
    expected: 'each listed once',
    received: 'one of them twice',
    hint: 'It would be updated twice a step.',
  });
}

function refuseEmpty(op: string): never {
  throw new ArgumentError({
    op,
    argument: 'parameters',
    expected: 'at least one tensor',
    received: 'none',
    hint: 'Pass model.parameters().',
  });
}
