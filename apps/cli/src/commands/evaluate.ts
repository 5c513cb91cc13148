// evenkeel eval: tests a saved model.
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readSafetensors, writeFileWhole } from '@evenkeel/train/node';
import {
  ArgumentError,
  confusionMatrix,
  evaluate,
  loadWeights,
  precisionRecallF1,
  topKAccuracy,
  type Dataset,
  type Layer,
  type SafeFile,
} from 'evenkeel';
import { startBackend } from '../backend.js';
import { classNamesOf, classOutcome } from '../classes/outcome.js';
import { loadData, testLoader } from '../data.js';
import { UsageError } from '../errors.js';
import { buildModel } from '../models/build.js';
import { shapeText, specOf, type ModelSpec } from '../models/spec.js';
import { classTable } from '../terminal/class-table.js';

export interface EvaluateOptions {
  readonly data: string;
  readonly json: boolean;
  readonly perClass: boolean;
  /** File of the HTML page. */
  readonly report?: string;
}

/** Loads the model of `file` and prints its accuracy on the test images. */
export async function evaluateFile(file: string, options: EvaluateOptions): Promise<void> {
  startBackend();
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(
      `FILE must be a file that evenkeel train saved, got ${file}, which is none.`,
    );
  }
  const content = await readSafetensors(file);
  const spec = specOf(content.metadata, file);
  const model = buildModel(spec);
  fill(model, content, file);
  const { test, name } = await loadData(options.data);
  checkFits(test, spec, file);
  const matrix = confusionMatrix(spec.classes);
  const top5 = topKAccuracy(Math.min(5, spec.classes));
  const metrics = [matrix, top5];
  const { accuracy, loss, count } = await evaluate(model, testLoader(test), { metrics });
  // Before the report, which may fail or be interrupted.
  if (options.json) {
    const figures = { count, testAccuracy: accuracy, top5Accuracy: top5.value, loss };
    const classes = { ...precisionRecallF1(matrix.counts), confusion: matrix.counts };
    process.stdout.write(
      `${JSON.stringify({ file, model: spec, data: name, ...figures, ...classes })}\n`,
    );
  } else {
    process.stdout.write(
      `${spec.model}${spec.batchNorm ? ' with batch norm' : ''} on ${name}: test accuracy ${(accuracy * 100).toFixed(2)} %, loss ${loss.toFixed(4)} (${count.toLocaleString('en-US')} images)\n`,
    );
    if (options.perClass) {
      process.stdout.write(`\n${classTable(matrix.counts, classNamesOf(test))}\n`);
      if (spec.classes > 5) process.stdout.write(`\n${topLine(top5.value)}\n`);
    }
  }
  if (options.report === undefined) return;
  await writeReport(options.report, { file, name, spec, model, test, accuracy, loss });
  if (!options.json) process.stdout.write(`Report: ${options.report}\n`);
}

interface Tested {
  readonly file: string;
  /** Of the data. */
  readonly name: string;
  readonly spec: ModelSpec;
  readonly model: Layer;
  readonly test: Dataset;
  readonly accuracy: number;
  readonly loss: number;
}

/** Writes the page. */
async function writeReport(path: string, tested: Tested): Promise<void> {
  const { file, name, spec, model, test, accuracy, loss } = tested;
  const outcome = await classOutcome(model, test);
  const settings = Object.entries({
    file,
    model: `${spec.model}${spec.batchNorm ? ' with batch norm' : ''}${spec.model === 'mlp' ? `, ${spec.activation}` : ''}`,
    data: `${name}: ${test.count.toLocaleString('en-US')} test images`,
  }).map(([title, value]) => ({ name: title, value }));
  // Loaded only now: drawing charts takes a third of a second to import.
  const { evaluationPage } = await import('../report/evaluation-page.js');
  const page = evaluationPage({ accuracy, loss, outcome, settings });
  mkdirSync(dirname(resolve(path)), { recursive: true });
  await writeFileWhole(path, new TextEncoder().encode(page));
}

const topLine = (value: number): string =>
  `The right class is among the 5 first answers of ${(value * 100).toFixed(2)} %.`;

/** Refuses images that the model was not made for. */
function checkFits(test: Dataset, { shape, classes }: ModelSpec, file: string): void {
  const kind = (of: Pick<ModelSpec, 'shape' | 'classes'>): string =>
    `${shapeText(of.shape)} of ${of.classes} classes`;
  if (kind(test) === kind({ shape, classes })) return;
  throw new UsageError(
    `--data: images must be ${kind({ shape, classes })}, as the model in ${file} takes, got ${kind(test)}. ` +
      'Give the data set that it was trained on.',
  );
}

/** Loads weights that must be those of the model that the file itself names. */
function fill(model: Layer, content: SafeFile, file: string): void {
  try {
    loadWeights(content, model);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    throw new UsageError(
      `${file} does not hold the weights of the model that it names: ${error.message}`,
    );
  }
}
