// evenkeel doctor: what this machine offers, and why something is missing.
import { availableParallelism } from 'node:os';
import { findMnist } from '@evenkeel/data/node';
import { activeBackend, backends, type BackendInfo, type BackendReport } from 'evenkeel';
import { version } from '../version.js';

export interface DoctorOptions {
  readonly json: boolean;
}

interface Diagnosis {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
  readonly active: BackendInfo;
  readonly backends: readonly BackendReport[];
  readonly data: { readonly mnist: string | null; readonly tried: readonly string[] };
}

/** Prints the diagnosis as text or as one JSON document. */
export function doctor({ json }: DoctorOptions): void {
  const found = findMnist();
  const diagnosis: Diagnosis = {
    version,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    active: activeBackend(),
    backends: backends(),
    data: { mnist: found.directory, tried: found.tried },
  };
  process.stdout.write(json ? `${JSON.stringify(diagnosis)}\n` : `${text(diagnosis)}\n`);
}

function text({ active, data, ...machine }: Diagnosis): string {
  const lines: [string, string][] = [
    ['evenkeel', machine.version],
    ['Node', `${machine.node} on ${machine.platform}, ${machine.cores} cores`],
    ['in use', `${active.name}, instruction set ${active.isa}, ${active.threads} threads`],
    ...machine.backends.map((report): [string, string] => [report.name, became(report)]),
    ['MNIST', data.mnist ?? `not found in ${data.tried.join(', ')}`],
  ];
  return lines.map(([name, value]) => `${name.padEnd(10)} ${indent(value)}`).join('\n');
}

function became({ info, reason }: BackendReport): string {
  return info === null
    ? `does not load: ${reason ?? 'no reason given'}`
    : `loads (version ${info.version}, instruction set ${info.isa}, ${info.threads} threads, ${info.precision})`;
}

const indent = (value: string): string => value.replaceAll('\n', `\n${' '.repeat(11)}`);
