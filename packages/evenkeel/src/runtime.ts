// The choice of back end, instruction set and threads at run time: by functions, or by the environment variables that
// environment.ts lists.
import type { Backend } from '@evenkeel/kernels';
import { backend, debugBackend, setBackend, type DebugLevel } from '@evenkeel/tensor';
import { candidates } from '#candidates';
import type { BackendSettings } from './candidate.js';
import { attempt, chooseBackend, settingsOf } from './choose-backend.js';
import { readEnvironment, type BackendName } from './environment.js';

/** What a back end says about itself. */
export interface BackendInfo {
  readonly name: BackendName;
  readonly precision: 'float32' | 'float64';
  readonly isa: string;
  readonly threads: number;
  /** Why there is one thread only, in a back end that would use several elsewhere. */
  readonly alone?: string;
  readonly version: string;
}

/** What became of one back end when it was tried. */
export interface BackendReport {
  readonly name: BackendName;
  /** Null if it did not load. */
  readonly info: BackendInfo | null;
  /** Why it did not load and what mends it, in lines; null if it did. */
  readonly reason: string | null;
}

/** Picks the back end of a program that sets none; registered with the tensor package. */
export function provideBackend(): Backend {
  const environment = readEnvironment();
  return watched(chooseBackend(candidates, environment, writeLine), environment.debug ?? 0);
}

/**
 * Computes on a back end from now on. Tensors that exist stay where they are; EVENKEEL_BACKEND does the same.
 *
 * @param name  'native', 'wasm' or 'reference'
 * @param settings  isa (EVENKEEL_ISA), threads (EVENKEEL_THREADS): default what the environment says, else the best and
 *     all cores; precision = 'float32', or 'float64' of the reference
 * @returns  what the back end says about itself
 * @throws Error  it does not load: why, and what mends it
 * @throws ArgumentError  a precision that it does not have
 * @example
 * useBackend('reference', { precision: 'float64' });
 */
export function useBackend(name: BackendName, settings: BackendSettings = {}): BackendInfo {
  const candidate = candidates.find((known) => known.name === name);
  if (candidate === undefined) {
    const names = candidates.map((known) => known.name).join(' or ');
    throw new Error(`useBackend: name must be ${names}, got '${name}'.`);
  }
  const environment = readEnvironment();
  const made = candidate.create({ ...settingsOf(environment), ...settings });
  setBackend(watched(made, environment.debug ?? 0));
  return describe(made);
}

/**
 * The back end in use; picks one if there is none yet.
 *
 * @returns  name, instruction set, threads and precision
 * @throws Error  no back end loads, or not the one that the environment asks for
 * @example
 * activeBackend().isa; // 'v4'
 */
export function activeBackend(): BackendInfo {
  return describe(backend());
}

/**
 * Lets kernels of the back end in use run on `count` threads; EVENKEEL_THREADS does the same. Results do not depend on it.
 *
 * @param count  a whole number from 1 on
 * @throws KernelError  a count that is no whole number from 1 on, or more than the back end takes
 * @example
 * setThreads(2);
 */
export function setThreads(count: number): void {
  backend().setThreads(count);
}

/**
 * Tries every back end and tells what became of it, fastest first. The one in use stays.
 *
 * @returns  a row for each, with the reason why it does not load
 * @example
 * for (const { name, reason } of backends()) console.log(name, reason ?? 'works');
 */
export function backends(): BackendReport[] {
  const settings = settingsOf(readEnvironment());
  return candidates.map((candidate) => {
    const { backend: made, reason } = attempt(candidate, settings);
    return { name: candidate.name, info: made === null ? null : describe(made), reason };
  });
}

/**
 * Sets how closely computing is watched, from 0 to 4; EVENKEEL_DEBUG does the same. Call it before the first tensor is
 * made: levels 2 and 4 put another back end around the one in use, and tensors of the two do not mix.
 *
 * 1 prints back end, instruction set and threads, and tensors left to the garbage collector; 2 also each kernel with sizes
 * and time; 3 stops at the first NaN or infinity and names the op and the layer that made it; 4 also runs every kernel
 * beside the reference and reports the first difference.
 *
 * @param level  0 to 4
 * @example
 * setDebugLevel(3);
 */
export function setDebugLevel(level: DebugLevel): void {
  const current = backend();
  setBackend(watched(inner.get(current) ?? current, level));
}

/** The back end inside of one that watches. */
const inner = new WeakMap<Backend, Backend>();

function watched(made: Backend, level: DebugLevel): Backend {
  const outer = debugBackend(made, level, writeLine);
  if (outer !== made) inner.set(outer, made);
  return outer;
}

function describe(of: Backend): BackendInfo {
  return { name: of.name, precision: of.precision, threads: of.threads(), ...of.describe() };
}

function writeLine(line: string): void {
  if (typeof process === 'undefined') globalThis.console?.warn(line);
  else process.stderr.write(`${line}\n`);
}
