// evenkeel compare: the main job. Figures, a chart and a report, or one JSON document.
import { join, resolve } from 'node:path';
import { activeBackend } from 'evenkeel';
import type { ComparisonResult, Setting } from '../compare/result.js';
import { runComparison, type RunSettings } from '../compare/run.js';
import { loadData } from '../data.js';
import { exitCode } from '../errors.js';
import { writeWhole } from '../files.js';
import { listenForInterrupt } from '../interrupt.js';
import { gaussianDeviation, type ActivationName, type InitializerName } from '../models/spec.js';
import { reportPage } from '../report/page.js';
import { accuracyChart } from '../terminal/chart.js';
import { duration, progressOn } from '../terminal/progress.js';
import { figuresTable } from '../terminal/table.js';
import { version } from '../version.js';

export interface CompareOptions {
  readonly data: string;
  readonly steps: number;
  readonly batch: number;
  readonly lr: number;
  readonly seed: number;
  readonly activation: ActivationName;
  readonly init: InitializerName;
  readonly every: number;
  /** Directory of the report; with --json none is written unless it is given. */
  readonly out?: string;
  readonly json: boolean;
}

export const defaultDirectory = 'evenkeel-report';

/** Runs the comparison and shows what came of it. */
export async function compare(options: CompareOptions): Promise<void> {
  const data = await loadData(options.data);
  const settings: RunSettings = { ...options, data };
  const started = performance.now();
  const { variants, interrupted } = await train(settings);
  const result: ComparisonResult = {
    data: data.name,
    seed: options.seed,
    backend: activeBackend().name,
    seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
    variants,
  };
  if (!options.json || options.out !== undefined) {
    const report = join(resolve(options.out ?? defaultDirectory), 'compare.html');
    writeWhole(report, reportPage(result, describe(settings, result)));
    if (!options.json) show(result, report);
  }
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  if (interrupted) process.exitCode = exitCode.interrupted;
}

async function train(
  settings: RunSettings,
): Promise<{ variants: ComparisonResult['variants']; interrupted: boolean }> {
  const progress = progressOn(process.stderr);
  const done = new Map<string, number>();
  const accuracy = new Map<string, number>();
  const say = (line: string): void => {
    progress.clear();
    process.stderr.write(`${line}\n`);
  };
  const interrupt = listenForInterrupt(() =>
    say('Stopping after this step; once more to end at once.'),
  );
  try {
    const variants = await runComparison(settings, {
      signal: interrupt.signal,
      onEvent(name, event) {
        if (event.kind === 'step') done.set(name, event.step);
        else if (event.kind === 'evaluation') accuracy.set(name, event.accuracy);
        else return;
        const steps = [...done.values()].reduce((sum, count) => sum + count, 0);
        progress.update({ done: steps, total: 2 * settings.steps, note: accuracies(accuracy) });
      },
      onStopped: (name, reason) => say(`${name}: stopped. ${reason}`),
    });
    return { variants, interrupted: interrupt.signal.aborted };
  } finally {
    progress.clear();
    interrupt.release();
  }
}

function accuracies(latest: ReadonlyMap<string, number>): string {
  const parts = [...latest]
    .toSorted()
    .map(([name, value]) => `${name} ${(value * 100).toFixed(1)} %`);
  return parts.length === 0 ? 'not tested yet' : parts.join(', ');
}

function show(result: ComparisonResult, report: string): void {
  const { stdout } = process;
  const color = stdout.isTTY && !process.env['NO_COLOR'];
  const parts = [
    accuracyChart(result.variants, { columns: stdout.columns ?? 80, color }),
    figuresTable(result.variants),
    `Trained both nets in ${duration(result.seconds)} on the ${result.backend} back end.`,
    `Report: ${report}`,
  ];
  stdout.write(`${parts.join('\n\n')}\n`);
}

function describe(settings: RunSettings, result: ComparisonResult): Setting[] {
  const { data, activation, init, batch, lr, steps, seed } = settings;
  const weights = init === 'normal' ? `Gaussian, deviation ${gaussianDeviation}` : init;
  const { isa, threads } = activeBackend();
  return Object.entries({
    network: `784-100-100-100-10, ${activation}, with and without batch norm before each ${activation}`,
    weights: `${weights}, the same in both nets; biases 0`,
    data: `${data.name}: ${data.train.count.toLocaleString('en-US')} training, ${data.test.count.toLocaleString('en-US')} test images`,
    optimizer: `SGD, learning rate ${lr}, batch ${batch}, ${steps.toLocaleString('en-US')} steps`,
    seed: String(seed),
    'back end': `${result.backend} (${isa}), ${threads} threads`,
    time: duration(result.seconds),
    versions: `evenkeel ${version}, Node ${process.versions.node}`,
    command: `evenkeel compare --data ${data.name} --steps ${steps} --batch ${batch} --lr ${lr} --seed ${seed} --activation ${activation} --init ${init}`,
  }).map(([name, value]) => ({ name, value }));
}
