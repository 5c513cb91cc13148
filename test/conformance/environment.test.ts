// EVENKEEL_ISA, EVENKEEL_THREADS and OMP_NUM_THREADS choose what runs, and the choice does not change a bit.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nativeInstructionSets } from '@evenkeel/native';
import { beforeAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('print-hash.ts', import.meta.url));
const flags = ['--import', 'tsx', '--conditions=evenkeel-source', script];

interface Report {
  readonly isa: string;
  readonly threads: number;
  readonly hash: string;
}

async function report(variables: Readonly<Record<string, string>>): Promise<Report> {
  const {
    EVENKEEL_ISA: _isa,
    EVENKEEL_THREADS: _threads,
    OMP_NUM_THREADS: _omp,
    ...rest
  } = process.env;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, flags, { env: { ...rest, ...variables } });
  return JSON.parse(stdout) as Report;
}

describe('the environment', () => {
  let first: Report;
  beforeAll(async () => {
    first = await report({ OMP_NUM_THREADS: '1' });
  });

  it('gives the best instruction set, and the threads that OpenMP is given', () => {
    expect(first).toMatchObject({ isa: nativeInstructionSets().at(-1), threads: 1 });
  });

  it('may give more threads', async () => {
    expect(await report({ OMP_NUM_THREADS: '2' })).toEqual({ ...first, threads: 2 });
    expect(await report({ EVENKEEL_THREADS: '2', OMP_NUM_THREADS: '1' })).toEqual({
      ...first,
      threads: 2,
    });
  });

  it.each(nativeInstructionSets())('may ask for %s', async (isa) => {
    const threads = { OMP_NUM_THREADS: '2' };
    expect(await report({ ...threads, EVENKEEL_ISA: isa })).toEqual({ ...first, threads: 2, isa });
  });
});
