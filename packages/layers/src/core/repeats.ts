// What a recorded training step must know of a model: whether its passes repeat themselves, and what they depend on.
import type { Module } from './module.js';
import { Counter } from './parameter.js';
import { RandomState } from './random-state.js';

/**
 * The first module whose passes may differ from one time to the next by more than tensors and random numbers; null if all
 * repeat themselves.
 *
 * Classes say so of themselves, by a static `repeats = true`: for equal modes, settings and shapes, each forward pass runs the
 * same ops on the same parameters. What a pass changes besides tensors it tells to `inEachReplay`. A subclass, whose forward
 * pass may be another, says so for itself.
 *
 * @param model  any module
 * @returns  the module, or null
 * @example
 * firstUnrepeatable(sequential(linear(784, 100), batchNorm(100), relu())); // null
 */
export function firstUnrepeatable(model: Module): Module | null {
  return model.modules().find((module) => !repeats(module)) ?? null;
}

function repeats({ constructor }: Module): boolean {
  return Object.hasOwn(constructor, 'repeats') && Reflect.get(constructor, 'repeats') === true;
}

/**
 * A function that gives everything the passes of a model depend on besides numbers in tensors: modes, settings, which
 * parameters learn, which buffers and generators there are. Equal lists mean equal passes.
 *
 * The parts of the model are looked up once: a part that takes the place of another later is not seen.
 *
 * @param model  any module
 * @returns  a function that gives the list at the time of its call
 * @example
 * const model = sequential(linear(784, 100), batchNorm(100));
 * const key = passKey(model);
 * const before = key();
 * model.eval();
 * key().every((value, i) => value === before[i]); // false
 */
export function passKey(model: Module): () => readonly unknown[] {
  const modules = model.modules().map((module) => [module, settingsOf(module)] as const);
  const states = model.namedState().map(([, state]) => state);
  return () => {
    const key: unknown[] = [];
    for (const [module, settings] of modules) {
      key.push(module.training, module.frozen);
      for (let i = 0; i < settings.length; i++) key.push(Reflect.get(module, settings[i]!));
    }
    for (const state of states) {
      if (state instanceof Counter) continue;
      if (state instanceof RandomState) key.push(state.generator);
      else key.push(state.handle, state.requiresGrad);
    }
    return key;
  };
}

/** Properties that are numbers, flags or names, such as a momentum. */
function settingsOf(module: Module): string[] {
  return Object.entries(module)
    .filter(([, value]) => ['number', 'boolean', 'string'].includes(typeof value))
    .map(([name]) => name);
}
