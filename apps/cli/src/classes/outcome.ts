// What a trained model makes of each class of the test images: what reports draw, kept as JSON beside the log of a run.
import { readFile } from 'node:fs/promises';
import {
  confusionMatrix,
  evaluatePredictions,
  predictor,
  type Calibration,
  type Dataset,
  type Layer,
} from 'evenkeel';
import { testLoader } from '../data.js';
import { UsageError } from '../errors.js';

export interface ClassOutcome {
  /** [classes] */
  readonly names: readonly string[];
  /** [classes][classes]: right class, then answer. */
  readonly confusion: readonly (readonly number[])[];
  readonly calibration: Calibration;
}

/** Tests a model once more, for its probabilities. */
export async function classOutcome(model: Layer, test: Dataset): Promise<ClassOutcome> {
  const matrix = confusionMatrix(test.classes);
  const options = { metrics: [matrix] };
  const { calibration } = await evaluatePredictions(predictor(model), testLoader(test), options);
  return { names: classNamesOf(test), confusion: matrix.counts, calibration };
}

/** What a run has left of its end; null if there is none. */
export async function readOutcome(path: string): Promise<ClassOutcome | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : parsed(text, path);
}

function parsed(text: string, path: string): ClassOutcome {
  const found = jsonOf(text);
  if (
    Array.isArray(found?.names) &&
    Array.isArray(found.confusion) &&
    found.confusion.length === found.names.length &&
    Array.isArray(found.calibration?.bins)
  ) {
    return found as ClassOutcome;
  }
  throw new UsageError(
    `${path} must be what evenkeel train --log wrote, got ${JSON.stringify(text.slice(0, 40))}. Remove it.`,
  );
}

/** null for what is no JSON. */
function jsonOf(text: string): Partial<ClassOutcome> | null {
  try {
    return JSON.parse(text) as Partial<ClassOutcome> | null;
  } catch {
    return null;
  }
}

/** Numbers where the data set has no names. */
export function classNamesOf({ classes, classNames }: Dataset): readonly string[] {
  return classNames ?? Array.from({ length: classes }, (_, c) => String(c));
}
