// Saving and restoring optimizers: settings and counters as numbers, state tensors as plain data.
import { ArgumentError, assign, ShapeError, type Shape, type TypedArray } from '@evenkeel/tensor';
import type { BaseSettings, Optimizer } from './optimizer.js';
import type { Slot } from './slot.js';

/** One saved tensor: plain data that no back end holds. */
export interface SavedTensor {
  readonly shape: Shape;
  readonly data: TypedArray;
}

/** Everything that the next step depends on. All but `tensors` can be written as JSON. */
export interface OptimizerState {
  /** Name of the optimizer, such as 'adam'. */
  readonly optimizer: string;
  readonly lr: number;
  /** Settings of each group, and the steps that each of its parameters has taken part in. */
  readonly groups: readonly {
    readonly settings: Readonly<Record<string, number | boolean>>;
    readonly steps: readonly number[];
  }[];
  /** State of the optimizer as a whole. */
  readonly extra: Readonly<Record<string, number>>;
  /** State of the parameters by "index.name", such as "0.velocity"; the index counts over all groups. */
  readonly tensors: Readonly<Record<string, SavedTensor>>;
}

const op = 'loadStateDict';

/** See `Optimizer.stateDict`. */
export function saveOptimizer<S extends BaseSettings>(optimizer: Optimizer<S>): OptimizerState {
  const tensors: Record<string, SavedTensor> = {};
  slotsOf(optimizer).forEach((slot, index) => {
    for (const [name, tensor] of slot.state) {
      tensors[`${index}.${name}`] = { shape: tensor.shape, data: tensor.dataSync() };
    }
  });
  return {
    optimizer: optimizer.name,
    lr: optimizer.lr,
    groups: optimizer.groups.map(({ settings, slots }) => ({
      settings: Object.fromEntries(Object.entries(settings)),
      steps: slots.map((slot) => slot.steps),
    })),
    extra: { ...optimizer.extraState() },
    tensors,
  };
}

/** See `Optimizer.loadStateDict`. */
export function loadOptimizer<S extends BaseSettings>(
  optimizer: Optimizer<S>,
  state: OptimizerState,
): void {
  checkGroups(optimizer, state);
  const slots = slotsOf(optimizer);
  const entries = Object.entries(state.tensors).map(([key, saved]) => ({
    ...place(key, slots),
    saved,
  }));
  for (const { key, slot, saved } of entries) checkTensor(key, slot, saved);
  optimizer.groups.forEach((group, g) => {
    const from = state.groups[g]!;
    Object.assign(group.settings, from.settings);
    group.slots.forEach((slot, i) => {
      slot.steps = from.steps[i]!;
      for (const tensor of slot.state.values()) tensor.dispose();
      slot.state.clear();
    });
  });
  for (const { slot, name, saved } of entries) assign(slot.tensor(name), saved.data);
  optimizer.restoreExtraState(state.extra);
}

function slotsOf<S extends BaseSettings>(optimizer: Optimizer<S>): Slot[] {
  return optimizer.groups.flatMap((group) => group.slots);
}

function checkGroups<S extends BaseSettings>(optimizer: Optimizer<S>, state: OptimizerState): void {
  if (state.optimizer !== optimizer.name) {
    throw new ArgumentError({
      op,
      argument: 'state',
      expected: `one of ${optimizer.name}`,
      received: `one of ${state.optimizer}`,
    });
  }
  const sizes = optimizer.groups.map((group) => group.slots.length);
  const saved = state.groups.map((group) => group.steps.length);
  if (sizes.join() !== saved.join()) {
    throw new ArgumentError({
      op,
      argument: 'state',
      expected: `of groups of ${sizes.join(', ')} parameters`,
      received: `groups of ${saved.join(', ')}`,
      hint: 'Make the optimizer with the same parameters in the same groups.',
    });
  }
}

function place(key: string, slots: readonly Slot[]): { key: string; slot: Slot; name: string } {
  const dot = key.indexOf('.');
  const slot = slots[Number(key.slice(0, dot))];
  if (dot > 0 && slot !== undefined) return { key, slot, name: key.slice(dot + 1) };
  throw new ArgumentError({
    op,
    argument: 'state',
    expected: `of tensors named 0.name to ${slots.length - 1}.name`,
    received: `'${key}'`,
  });
}

function checkTensor(key: string, slot: Slot, saved: SavedTensor): void {
  const { shape, size } = slot.parameter;
  if (saved.shape.join() === shape.join() && saved.data.length === size) return;
  throw new ShapeError({
    op,
    argument: key,
    expected: `[${shape.join(', ')}] like its parameter`,
    received: `[${saved.shape.join(', ')}] with ${saved.data.length} numbers`,
  });
}
