// The environment variables of evenkeel, read and checked in one place. Each has a function that does the same.
import type { DebugLevel } from '@evenkeel/tensor';

export type BackendName = 'native' | 'wasm' | 'reference';

/** What the environment asks for; null where it says nothing. */
export interface EnvironmentSettings {
  /** EVENKEEL_BACKEND: the back end to use, and no other. */
  readonly backend: BackendName | null;
  /** EVENKEEL_ISA: the instruction set that the native back end is to use. */
  readonly isa: string | null;
  /** EVENKEEL_THREADS, else OMP_NUM_THREADS: how many threads kernels may use. */
  readonly threads: number | null;
  /** EVENKEEL_DEBUG: how closely computing is watched. */
  readonly debug: DebugLevel | null;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads EVENKEEL_BACKEND, EVENKEEL_ISA, EVENKEEL_THREADS (else OMP_NUM_THREADS) and EVENKEEL_DEBUG.
 *
 * @param variables  default: those of the process; none in a browser
 * @returns  what each says, or null
 * @throws Error  a value that is not allowed
 * @example
 * readEnvironment({ EVENKEEL_BACKEND: 'reference' }).backend; // 'reference'
 */
export function readEnvironment(variables: Variables = processVariables()): EnvironmentSettings {
  return {
    backend: choice(variables, 'EVENKEEL_BACKEND', ['native', 'wasm', 'reference']),
    isa: choice(variables, 'EVENKEEL_ISA', ['base', 'v3', 'v4', 'neon']),
    threads:
      whole(variables, 'EVENKEEL_THREADS', { min: 1, max: 1024 }) ?? openMpThreads(variables),
    debug: whole(variables, 'EVENKEEL_DEBUG', { min: 0, max: 4 }) as DebugLevel | null,
  };
}

function processVariables(): Variables {
  return typeof process === 'undefined' ? {} : process.env;
}

function choice<C extends string>(
  variables: Variables,
  name: string,
  choices: readonly C[],
): C | null {
  const value = variables[name];
  if (value === undefined || value === '') return null;
  const found = choices.find((allowed) => allowed === value);
  if (found !== undefined) return found;
  throw new Error(
    `environment: ${name} must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, got '${value}'.`,
  );
}

function whole(
  variables: Variables,
  name: string,
  { min, max }: { min: number; max: number },
): number | null {
  const value = variables[name];
  if (value === undefined || value === '') return null;
  const number = Number(value);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw new Error(
    `environment: ${name} must be a whole number from ${min} to ${max}, got '${value}'.`,
  );
}

/** OpenMP allows a list, one number for each level of nesting; it is not ours, so nonsense is left to OpenMP. */
function openMpThreads(variables: Variables): number | null {
  const first = Number.parseInt(variables['OMP_NUM_THREADS'] ?? '', 10);
  return Number.isInteger(first) && first >= 1 ? first : null;
}
