// What a parallel region costs, and what that does to a training step of a small net, for several spin counts of GNU
// OpenMP. The addon sets one (native/src/addon/wait_policy.cpp) unless the environment has another.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { measureRegions } from './machine.js';
import type { Report } from './report.js';
import { figure, formatTable } from './format.js';

const spinCounts = [0, 100, 300, 1000, 3000, 10_000, 30_000, 100_000];
const run = promisify(execFile);

/** Steps per second of the perceptron in a process of its own. */
async function stepsPerSecond(spinCount: number, threads: number): Promise<number> {
  const args = ['--only', 'training step mlp', '--json', '--threads', String(threads)];
  const env = { ...process.env, GOMP_SPINCOUNT: String(spinCount), EVENKEEL_PYTHON: '' };
  const self = [...process.execArgv, process.argv[1]!];
  const { stdout } = await run(process.execPath, [...self, ...args, '--rounds', '1'], { env });
  return (JSON.parse(stdout) as Report).results[0]!.median;
}

/** The table; on standard error the progress. */
export async function formatRegions(threads: number, seconds: number): Promise<string> {
  const rows: string[][] = [];
  let gaps: readonly number[] = [];
  for (const spinCount of spinCounts) {
    process.stderr.write(`spin count ${spinCount} …\n`);
    const costs = await measureRegions({ spinCount, threads, seconds });
    gaps = costs.map(({ gap }) => gap);
    const microseconds = costs.map((cost) => figure(cost.microseconds));
    rows.push([
      String(spinCount),
      ...microseconds,
      figure(await stepsPerSecond(spinCount, threads)),
    ]);
  }
  const head = ['spin count:', ...gaps.map((gap) => `${gap} µs:`), 'MLP steps/s:'];
  return (
    `Microseconds of an empty parallel region on ${threads} threads, by the pause before it (median), and training\n` +
    `steps of the paper's perceptron\n\n${formatTable(head, rows)}`
  );
}
