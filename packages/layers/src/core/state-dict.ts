// Saving and loading the state of a module: parameters, running statistics, counters and generators by dotted name.
import { ArgumentError, assign, ShapeError, type Shape, type TypedArray } from '@evenkeel/tensor';
import type { Module, ModuleState } from './module.js';
import { Counter } from './parameter.js';
import { RandomState } from './random-state.js';

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
    state[name] = { shape: shapeOf(member), data: dataOf(member) };
  }
  return state;
}

function shapeOf(member: ModuleState): Shape {
  if (member instanceof RandomState) return [RandomState.words];
  return member instanceof Counter ? [] : member.shape;
}

function dataOf(member: ModuleState): TypedArray {
  if (member instanceof RandomState) return member.save();
  return member instanceof Counter ? Int32Array.of(member.value) : member.dataSync();
}

/** See `Module.loadStateDict`. */
export function loadState(module: Module, state: StateDict, options: LoadOptions): void {
  const members = module.namedState();
  if (options.strict ?? true) {
    // Weights of elsewhere have no generators: those of the model stay as they are.
    const expected = members.filter(
      ([name, member]) => !(member instanceof RandomState) || Object.hasOwn(state, name),
    );
    checkNames(
      expected.map(([name]) => name),
      Object.keys(state),
    );
  }
  const present = members.filter(([name]) => Object.hasOwn(state, name));
  for (const [name, member] of present) {
    checkEntry(name, shapeOf(member), state[name]!);
  }
  for (const [name, member] of present) {
    const { data } = state[name]!;
    if (member instanceof RandomState) member.load(data);
    else if (member instanceof Counter) member.value = data[0]!;
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
