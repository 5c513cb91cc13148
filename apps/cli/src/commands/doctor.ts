// evenkeel doctor: what this machine offers, and why something is missing.
import { availableParallelism } from 'node:os';
import { findMnist } from '@evenkeel/data/node';
import { backends, readEnvironment, type BackendInfo, type BackendReport } from 'evenkeel';
import { startBackend } from '../backend.js';
import { oneLine, UsageError } from '../errors.js';
import { version } from '../version.js';

export interface DoctorOptions {
  readonly json: boolean;
}

/** The variables that evenkeel reads, and what holds where one is not set. */
const variables: Readonly<Record<string, string>> = {
  EVENKEEL_BACKEND: 'the fastest that loads',
  EVENKEEL_ISA: 'the best of this machine',
  EVENKEEL_THREADS: 'OMP_NUM_THREADS, else all cores',
  EVENKEEL_DATA: './data and ../shared/data',
  EVENKEEL_DEBUG: '0',
};

interface Diagnosis {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
  /** The back end that a run would use; null if the environment asks for one that does not load. */
  readonly active: BackendInfo | null;
  /** Why there is none; null if there is. */
  readonly problem: string | null;
  readonly backends: readonly BackendReport[];
  /** Set variables by name; null where one is not set. */
  readonly environment: Readonly<Record<string, string | null>>;
  readonly data: { readonly mnist: string | null; readonly tried: readonly string[] };
}

/** Prints the diagnosis as text or as one JSON document. */
export function doctor({ json }: DoctorOptions): void {
  checkEnvironment();
  const found = findMnist();
  const diagnosis: Diagnosis = {
    version,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    ...inUse(),
    backends: backends(),
    environment: Object.fromEntries(
      Object.keys(variables).map((name) => [name, process.env[name] || null]),
    ),
    data: { mnist: found.directory, tried: found.tried },
  };
  process.stdout.write(json ? `${JSON.stringify(diagnosis)}\n` : `${text(diagnosis)}\n`);
}

function checkEnvironment(): void {
  try {
    readEnvironment();
  } catch (error) {
    throw new UsageError(oneLine((error as Error).message));
  }
}

function inUse(): Pick<Diagnosis, 'active' | 'problem'> {
  try {
    return { active: startBackend(), problem: null };
  } catch (error) {
    if (error instanceof UsageError) return { active: null, problem: error.message };
    throw error;
  }
}

function text({ backends: reports, environment, data, ...machine }: Diagnosis): string {
  const lines: [string, string][] = [
    ['evenkeel', machine.version],
    ['Node', `${machine.node} on ${machine.platform}, ${machine.cores} cores`],
    ['in use', chosen(machine)],
    ['', ''],
    ...reports.map((report): [string, string] => [report.name, became(report)]),
    ['', ''],
    ...Object.entries(variables).map(([name, fallback]): [string, string] => [
      name,
      environment[name] ?? `not set: ${fallback}`,
    ]),
    ['', ''],
    ['MNIST', data.mnist ?? `not found in ${data.tried.join(', ')}`],
  ];
  const width = Math.max(...lines.map(([name]) => name.length)) + 2;
  const indent = (value: string): string => value.replaceAll('\n', `\n${' '.repeat(width)}`);
  return lines.map(([name, value]) => `${name.padEnd(width)}${indent(value)}`.trimEnd()).join('\n');
}

function chosen({ active, problem }: Pick<Diagnosis, 'active' | 'problem'>): string {
  if (active === null) return `none. ${problem}`;
  return `${active.name}, instruction set ${active.isa}, ${counted(active)}`;
}

/** What became of a back end that was tried. */
export function became({ info, reason }: BackendReport): string {
  return info === null
    ? `does not load: ${reason ?? 'no reason given'}`
    : `loads: instruction set ${info.isa}, ${counted(info)}, ${info.precision}`;
}

/** Also why there is one thread only, where there would be several elsewhere. */
function counted({ threads, alone }: BackendInfo): string {
  const count = threads === 1 ? '1 thread' : `${threads} threads`;
  return alone === undefined ? count : `${count} (${oneLine(alone)})`;
}
