import { nativeInstructionSets } from '@evenkeel/native';
import { expect, it } from 'vitest';
import { runChild } from './child.js';

interface Printed {
  readonly isa: string;
  readonly threads: number;
  readonly hashes: Readonly<Record<string, string>>;
}

async function train(env: Record<string, string>): Promise<Printed> {
  return JSON.parse(
    await runChild(new URL('bits-process.ts', import.meta.url), { env }),
  ) as Printed;
}

it('the same seed gives the same bits with one and two threads and every instruction set', async () => {
  const runs: Printed[] = [];
  for (const isa of nativeInstructionSets()) {
    for (const threads of ['1', '2']) {
      const run = await train({ EVENKEEL_ISA: isa, OMP_NUM_THREADS: threads });
      expect([run.isa, run.threads]).toEqual([isa, Number(threads)]);
      runs.push(run);
    }
  }
  expect(runs.length).toBeGreaterThanOrEqual(2);
  for (const run of runs) expect(run.hashes, `${run.isa}, ${run.threads}`).toEqual(runs[0]!.hashes);
  process.stdout.write(
    `same bits: ${runs.map(({ isa, threads }) => `${isa}/${threads}`).join(', ')}\n`,
  );
});
