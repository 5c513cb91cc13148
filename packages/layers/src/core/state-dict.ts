// Saving and loading the state of a module: parameters, running statistics and counters by dotted name.
import { ArgumentError, assign, ShapeError, type Shape, type TypedArray } from '@evenkeel/tensor';
import type { Module } from './module.js';
import { Counter } from './parameter.js';

/** One saved tensor: plain data that no back end holds. */
export interface SavedTensor {
  readonly shape: Shape;
  readonly data: TypedArray;
}

/** Saved tensors by dotted name. */
export type StateDict = Readonly<Record<string, SavedTensor>>;

export interface LoadOptions {
  /** Whether names that are missing or unexpected are an error; default true. */
  readonly strict?: boolean;
}

const op = 'loadStateDict';

/** See `Module.stateDict`. */
export function saveState(module: Module): StateDict {
  const state: Record<string, SavedTensor> = {};
  for (const [name, member] of module.namedState()) {
    state[name] =
      member instanceof Counter
        ? { shape: [], data: Int32Array.of(member.value) }
        : { shape: member.shape, data: member.dataSync() };
  }
  return state;
}

/** See `Module.loadStateDict`. */
export function loadState(module: Module, state: StateDict, options: LoadOptions): void {
  const members = module.namedState();
  if (options.strict ?? true) {
    checkNames(
      members.map(([name]) => name),
      Object.keys(state),
    );
  }
  const present = members.filter(([name]) => Object.hasOwn(state, name));
  for (const [name, member] of present) {
    checkEntry(name, member instanceof Counter ? [] : member.shape, state[name]!);
  }
  for (const [name, member] of present) {
    const { data } = state[name]!;
    if (member instanceof Counter) member.value = data[0]!;
    else assign(member, data);
  }
}

function checkNames(expected: readonly string[], received: readonly string[]): void {
  const missing = without(expected, received);
  const unexpected = without(received, expected);
  if (missing.length + unexpected.length === 0) return;
  const problems: string[] = [];
  if (missing.length > 0) problems.push(`no ${listed(missing)}`);
  if (unexpected.length > 0) problems.push(`unexpected ${listed(unexpected)}`);
  throw new ArgumentError({
    op,
    argument: 'state',
    expected: `the ${expected.length} entries of the model`,
    received: problems.join(', and '),
    hint: 'Build the same model, or pass { strict: false } to load what fits by name.',
  });
}

function checkEntry(name: string, shape: Shape, entry: SavedTensor): void {
  const same =
    entry.shape.length === shape.length && entry.shape.every((size, i) => size === shape[i]);
  const size = shape.reduce((product, length) => product * length, 1);
  if (same && entry.data.length === size) return;
  throw new ShapeError({
    op,
    argument: name,
    expected: `[${shape.join(', ')}]`,
    received: same ? `${entry.data.length} numbers` : `[${entry.shape.join(', ')}]`,
  });
}

function without(names: readonly string[], taken: readonly string[]): string[] {
  const set = new Set(taken);
  return names.filter((name) => !set.has(name));
}

/** At most five names, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
