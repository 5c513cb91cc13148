// evenkeel eval: tests a saved model.
import { statSync } from 'node:fs';
import { readSafetensors } from '@evenkeel/train/node';
import { ArgumentError, evaluate, loadWeights, type Layer, type SafeFile } from 'evenkeel';
import { startBackend } from '../backend.js';
import { loadData, testLoader } from '../data.js';
import { UsageError } from '../errors.js';
import { buildModel } from '../models/build.js';
import { specOf } from '../models/spec.js';

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
  const { accuracy, loss, count } = await evaluate(model, testLoader(test));
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ file, model: spec, data: name, count, testAccuracy: accuracy, loss })}\n`
      : `${spec.model}${spec.batchNorm ? ' with batch norm' : ''} on ${name}: test accuracy ${(accuracy * 100).toFixed(2)} %, loss ${loss.toFixed(4)} (${count.toLocaleString('en-US')} images)\n`,
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
