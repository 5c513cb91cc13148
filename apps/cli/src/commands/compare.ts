// evenkeel compare: the main job. Figures, a chart and a report, or one JSON document.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeFileWhole, writeSafetensors } from '@evenkeel/train/node';
import { captureWeights } from 'evenkeel';
import { startBackend } from '../backend.js';
import { stepsOf, type ComparisonResult } from '../compare/result.js';
import { runComparison, type RunSettings, type TrainedNet } from '../compare/run.js';
import { ComparisonWatch } from '../compare/watch.js';
import { checkBatch, loadData } from '../data.js';
import { exitCode } from '../errors.js';
import { listenForInterrupt, type Interrupt } from '../interrupt.js';
import { specMetadata, type ActivationName, type InitializerName } from '../models/spec.js';
import { accuracyChart } from '../terminal/chart.js';
import { paintOn } from '../terminal/color.js';
import { timeTaken, progressOn, type Progress } from '../terminal/progress.js';
import { figuresTable } from '../terminal/table.js';

export interface CompareOptions {
  readonly data: string;
  readonly steps: number;
  readonly batch: number;
  readonly lr: number;
  readonly seed: number;
  readonly activation: ActivationName;
  readonly init: InitializerName;
  readonly every: number;
  /** Directory of report and weights; with --json nothing is written unless it is given. */
  readonly out?: string;
  readonly json: boolean;
}

const defaultDirectory = 'evenkeel-report';

/** Runs the comparison and shows what came of it. */
export async function compare(options: CompareOptions): Promise<void> {
  const progress = progressOn(process.stderr);
  const interrupt = listenForInterrupt(() =>
    progress.say('Stopping after this step; once more to end at once.'),
  );
  try {
    await compareUntil(interrupt, progress, options);
  } finally {
    progress.end();
    interrupt.release();
  }
}

async function compareUntil(
  interrupt: Interrupt,
  progress: Progress,
  options: CompareOptions,
): Promise<void> {
  const { signal } = interrupt;
  const backend = startBackend();
  const data = await loadData(options.data);
  checkBatch(options.batch, data, { batchNorm: true });
  const directory = outputDirectory(options);
  const settings: RunSettings = { ...options, data };
  const watch = new ComparisonWatch(progress, options.steps);
  const started = performance.now();
  const nets = await runComparison(settings, {
    signal,
    onEvent: (name, event) => watch.show(name, event),
  });
  const result: ComparisonResult = {
    data: data.name,
    seed: options.seed,
    backend: backend.name,
    seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
    variants: nets.map(({ name, curve }) => ({ name, curve })),
  };
  progress.end();
  for (const { name, failure } of nets) if (failure !== null) progress.say(`${name}: ${failure}`);
  const tell = (saved: readonly string[]): void => {
    if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    else show(result, saved);
  };
  const saving = async (): Promise<string[]> =>
    directory === null ? [] : save(directory, { settings, nets, result });
  tell(await interrupt.withLastWords(() => tell([]), saving));
  if (signal.aborted) {
    const steps = Math.max(...nets.map((net) => net.steps));
    progress.say(`Stopped after step ${steps} of ${options.steps}.`);
    process.exitCode = exitCode.interrupted;
  }
}

/** Makes the directory of the report before the nets are trained; null if none is wanted. */
function outputDirectory({ out, json }: CompareOptions): string | null {
  if (json && out === undefined) return null;
  const directory = resolve(out ?? defaultDirectory);
  mkdirSync(directory, { recursive: true });
  return directory;
}

interface Outcome {
  readonly settings: RunSettings;
  readonly nets: readonly TrainedNet[];
  readonly result: ComparisonResult;
}

/** Writes the report and the weights of both nets; gives a line about each. */
async function save(directory: string, { settings, nets, result }: Outcome): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, model, spec, steps, failure } of nets) {
    // Nothing was learned, or its weights may hold NaN, which no reader takes.
    if (steps === 0 || failure !== null) continue;
    const file = join(directory, `${name.replace(' ', '-')}.safetensors`);
    await writeSafetensors(file, captureWeights(model, specMetadata(spec)));
    lines.push(`Weights: ${file}`);
  }
  if (stepsOf(result.variants).length > 0) {
    // Loaded only now: drawing charts takes a third of a second to import.
    const { comparePage } = await import('../report/compare-page.js');
    const { describeRun } = await import('../report/compare-settings.js');
    const report = join(directory, 'compare.html');
    const page = comparePage({ result, settings: describeRun(settings, result), looks: nets });
    await writeFileWhole(report, new TextEncoder().encode(page));
    lines.push(`Report:  ${report}`);
  }
  return lines;
}

function show(result: ComparisonResult, saved: readonly string[]): void {
  const { stdout } = process;
  const { variants, seconds, backend } = result;
  const parts = [
    accuracyChart(variants, { columns: stdout.columns ?? 80, paint: paintOn(stdout) }),
    ...(stepsOf(variants).length === 0 ? [] : [figuresTable(variants)]),
    `Trained both nets in ${timeTaken(seconds)} on the ${backend} back end.`,
    saved.join('\n'),
  ];
  stdout.write(`\n${parts.join('\n\n')}\n`);
}
