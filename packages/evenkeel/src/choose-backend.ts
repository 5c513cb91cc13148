// Which back end a program gets that did not set one: what the environment asks for, else the fastest that loads.
import type { Backend } from '@evenkeel/kernels';
import type { BackendSettings, Candidate } from './candidate.js';
import type { EnvironmentSettings } from './environment.js';

/** One attempt to make a back end. */
export interface Attempt {
  readonly name: string;
  readonly backend: Backend | null;
  /** Why it could not be made, with what mends it; null if it was. */
  readonly reason: string | null;
}

/** What settings make of the environment. */
export function settingsOf(environment: EnvironmentSettings): BackendSettings {
  const { isa, threads } = environment;
  return { ...(isa === null ? {} : { isa }), ...(threads === null ? {} : { threads }) };
}

/** Makes a back end, or finds out why it cannot be made. */
export function attempt(candidate: Candidate, settings: BackendSettings): Attempt {
  const { name } = candidate;
  try {
    return { name, backend: candidate.create(settings), reason: null };
  } catch (error) {
    return { name, backend: null, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Picks a back end.
 *
 * @param candidates  fastest first
 * @param environment  a back end or an instruction set that it names is used, or an error; nothing takes its place
 * @param warn  gets one line if a slower one had to be taken
 * @throws Error  the back end asked for does not load, or there is none of that name
 */
export function chooseBackend(
  candidates: readonly Candidate[],
  environment: EnvironmentSettings,
  warn: (line: string) => void,
): Backend {
  // Who asks for an instruction set asks for the back end that has it.
  const wanted = environment.backend ?? (environment.isa === null ? null : 'native');
  const allowed = candidates.filter(({ name }) => wanted === null || name === wanted);
  const settings = settingsOf(environment);
  const failures: Attempt[] = [];
  for (const candidate of allowed) {
    const tried = attempt(candidate, settings);
    if (tried.backend === null) failures.push(tried);
    else {
      if (failures.length > 0) warn(warning(tried.name, failures[0]!));
      return tried.backend;
    }
  }
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join('\n'));
  const names = candidates.map(({ name }) => name).join(' or ');
  throw new Error(
    `environment: EVENKEEL_BACKEND must be ${names} in this version, got '${wanted}'.`,
  );
}

/** How back ends that take the place of a faster one compare with it, for the warning. */
const speeds: Readonly<Record<string, string>> = { wasm: 'slower', reference: 'very slow' };

/** Reasons are lines: first what is wrong, last what mends it. */
function warning(taken: string, { name, reason }: Attempt): string {
  const lines = (reason ?? '').split('\n');
  const remedy = lines.length > 1 ? ` ${lines.at(-1)}.` : '';
  return (
    `evenkeel: computing on the ${taken} back end, which is ${speeds[taken]}, because ${name} did not load: ` +
    `${lines[0]!.replace(/ Tried:$/, '')}${remedy} 'evenkeel doctor' shows more.`
  );
}
