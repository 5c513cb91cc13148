// What a model is made of, as plain data: enough to see that a checkpoint belongs to another one.
import type { Module } from '@evenkeel/layers';

/** A module of a model. */
export interface ModuleRecord {
  /** Dotted name; '' is the model itself. */
  readonly name: string;
  /** Such as 'Linear' or 'relu'. */
  readonly kind: string;
  /** Of layers that declare `repeats`, as those of evenkeel do: numbers, flags and names, such as a stride. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Settings that a run may change on its way, and those that say how a layer is computed, not what. */
const leftOut: ReadonlySet<string> = new Set(['momentum', 'fusion', 'fuses', 'fusedAs', 'name']);

/** The modules of a model, outermost first. Shapes of parameters are not among it: the state itself has them. */
export function structureOf(model: Module): ModuleRecord[] {
  return model
    .namedModules()
    .map(([name, module]) => ({ name, kind: module.kind, settings: settingsOf(module) }));
}

/**
 * The first module that differs, in words.
 *
 * @returns  what the model given has and what the saved one had, or null if all are equal
 */
export function firstDifference(
  saved: readonly ModuleRecord[],
  given: readonly ModuleRecord[],
): { readonly expected: string; readonly received: string } | null {
  for (let i = 0; i < Math.max(saved.length, given.length); i++) {
    const [before, now] = [saved[i], given[i]];
    const [received, expected] = [described(before, now), described(now, before)];
    if (expected !== received) return { expected, received };
  }
  return null;
}

/** In words; a module that is not there by the name of the one that the other model has. */
function described(module: ModuleRecord | undefined, other: ModuleRecord | undefined): string {
  if (module === undefined) return `no module ${other?.name}`;
  const { name, kind, settings } = module;
  const text = JSON.stringify(settings);
  const place = name === '' ? 'the whole' : `module ${name}`;
  return `${kind}${text === '{}' ? '' : ` ${text}`} as ${place}`;
}

function settingsOf(module: Module): Record<string, unknown> {
  if (Reflect.get(module.constructor, 'repeats') !== true) return {};
  const own = Object.entries(module).filter(([name, value]) => !leftOut.has(name) && plain(value));
  return sorted(Object.fromEntries(own));
}

/** Numbers, flags, text, and lists and objects of them. */
function plain(value: unknown): boolean {
  if (value === undefined || ['number', 'boolean', 'string'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(plain);
  if (typeof value !== 'object' || value === null) return false;
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(plain);
}

/** With the names in one order, whatever order they were given in. */
function sorted(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      name,
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? sorted(inner as Record<string, unknown>)
        : inner,
    ]),
  );
}
