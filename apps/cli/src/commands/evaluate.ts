// evenkeel eval: tests a saved model.
import { statSync } from 'node:fs';
import { readSafetensors } from '@evenkeel/train/node';
import {
  ArgumentError,
  evaluate,
  loadWeights,
  type Dataset,
  type Layer,
  type SafeFile,
} from 'evenkeel';
import { startBackend } from '../backend.js';
import { loadData, testLoader } from '../data.js';
import { UsageError } from '../errors.js';
import { buildModel } from '../models/build.js';
import { shapeText, specOf, type ModelSpec } from '../models/spec.js';

export interface EvaluateOptions {
  readonly data: string;
  readonly json: boolean;
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
  const { accuracy, loss, count } = await evaluate(model, testLoader(test));
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ file, model: spec, data: name, count, testAccuracy: accuracy, loss })}\n`
      : `${spec.model}${spec.batchNorm ? ' with batch norm' : ''} on ${name}: test accuracy ${(accuracy * 100).toFixed(2)} %, loss ${loss.toFixed(4)} (${count.toLocaleString('en-US')} images)\n`,
  );
}

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
