// Debug levels, as EVENKEEL_DEBUG names them; who reads the environment calls this.
import type { Backend } from '@evenkeel/kernels';
import { setObserver } from '../core/observer.js';
import { watchLeaks } from '../core/ownership.js';
import { formatShape } from '../core/shape.js';
import { comparingBackend } from './compare.js';
import { setNotePrinter } from './note.js';
import { NonFiniteError, nonFiniteObserver } from './non-finite.js';
import { tracingBackend } from './trace.js';

/**
 * What is watched: 0 nothing; 1 back end, forgotten tensors, steps that cannot be recorded; 2 also each kernel with sizes and time; 3 instead stops
 * at the first NaN or infinity and names the op; 4 also runs each kernel beside the reference.
 */
export type DebugLevel = 0 | 1 | 2 | 3 | 4;

/**
 * Sets the debug level and gives the back end to use with it.
 *
 * Level 0 costs nothing: the back end comes back as it is.
 *
 * @param inner    the back end
 * @param level    see `DebugLevel`
 * @param print    takes the lines
 * @returns  a back end for `setBackend`
 * @example
 * setBackend(debugBackend(backend(), 2, (line) => console.error(line)));
 */
export function debugBackend(
  inner: Backend,
  level: DebugLevel,
  print: (line: string) => void,
): Backend {
  setObserver(level < 3 ? null : nonFiniteObserver(stop));
  watchLeaks(level < 1 ? null : ({ op, shape }) => print(leakLine(op, formatShape(shape))));
  setNotePrinter(level < 1 ? null : print);
  if (level === 0) return inner;
  const { isa, version } = inner.describe();
  print(`evenkeel: ${inner.name} back end ${version}, ${isa}, ${inner.threads()} threads`);
  if (level === 2) return tracingBackend(inner, print);
  return level === 4 ? comparingBackend(inner) : inner;
}

function stop(report: ConstructorParameters<typeof NonFiniteError>[0]): never {
  throw new NonFiniteError(report);
}

function leakLine(op: string, shape: string): string {
  return `evenkeel: a tensor ${shape} made by ${op} was left to the garbage collector`;
}
