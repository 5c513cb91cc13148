// evenkeel eval: tests a saved model.
import { statSync } from 'node:fs';
import { readSafetensors } from '@evenkeel/train/node';
import { evaluate, loader, loadWeights } from 'evenkeel';
import { loadData } from '../data.js';
import { UsageError } from '../errors.js';
import { buildModel, specOf } from '../models/spec.js';

export interface EvaluateOptions {
  readonly data: string;
  readonly json: boolean;
}

/** Loads the model of `file` and prints its accuracy on the test images. */
export async function evaluateFile(file: string, options: EvaluateOptions): Promise<void> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(
      `FILE must be a file that evenkeel train saved, got ${file}, which is none.`,
    );
  }
  const content = await readSafetensors(file);
  const spec = specOf(content.metadata, file);
  const model = buildModel(spec);
  loadWeights(content, model);
  const { test, name } = await loadData(options.data);
  const { accuracy, loss, count } = await evaluate(
    model,
    loader(test, { batch: 500, shuffle: false }),
  );
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ file, model: spec, data: name, count, testAccuracy: accuracy, loss })}\n`
      : `${spec.model}${spec.batchNorm ? ' with batch norm' : ''} on ${name}: test accuracy ${(accuracy * 100).toFixed(2)} %, loss ${loss.toFixed(4)} (${count.toLocaleString('en-US')} images)\n`,
  );
}
