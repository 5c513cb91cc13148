// How good probabilities are: accuracy, loss and calibration of a predictor.
import { ArgumentError } from '@evenkeel/tensor';
import { requireClasses, type StreamingMetric } from '../metrics/streaming-metric.js';
import { ReliabilityBins, type Calibration } from './calibration.js';
import { eachBatch, type Batches } from './each-batch.js';
import type { Predictor } from './predictor.js';

export interface PredictionOptions {
  /** Bins of confidence for calibration; default 15. */
  readonly bins?: number;
  /** Metrics that are filled too, such as `confusionMatrix(10)`; each is reset first. Default none. */
  readonly metrics?: readonly StreamingMetric[];
  readonly signal?: AbortSignal;
}

/** What `evaluatePredictions` gives. */
export interface PredictionResult {
  /** Share of right answers, from 0 to 1. */
  readonly accuracy: number;
  /** Mean of -log p of the right class, in nats. */
  readonly loss: number;
  /** Examples. */
  readonly count: number;
  readonly calibration: Calibration;
}

/** The smallest probability that counts, so that one sure mistake does not make the mean infinite. */
const least = 1e-38;

/**
 * Accuracy, mean loss and calibration of class probabilities: of one model, an ensemble, or many crops.
 *
 * accuracy = (rows whose largest probability is that of their class) / N; loss = sum of -log p[n, y_n] / N, p being 1e-38
 * at least. Calibration: see `Calibration`.
 *
 * @param predict  such as `predictor(model)`, `ensemble([...])`, `augmented(predictor(model), cropViews({ ... }))`
 * @param data     batches in any order, such as `loader(set, { batch: 500, shuffle: false })`
 * @param options  bins = 15; metrics = none; signal
 * @returns  count of rows, accuracy, loss, calibration errors and reliability bins
 * @throws ArgumentError  bins that are no whole number from 1 on; a label without a probability, or neither int32 nor uint8
 * @throws ShapeError  y that is not [N] classes
 * @throws Error  no examples; the reason of the signal, if it was aborted
 * @see Guo et al. 2017, "On calibration of modern neural networks"
 * @example
 * const test = loader(drawDigits({ count: 40, split: 'test' }), { batch: 20, shuffle: false });
 * const guess = (x) => full([x.shape[0], 10], 0.1);
 * const { loss, calibration } = await evaluatePredictions(guess, test);
 * loss; // 2.302585
 * calibration.bins.length; // 15
 */
export async function evaluatePredictions(
  predict: Predictor,
  data: Batches,
  options: PredictionOptions = {},
): Promise<PredictionResult> {
  const bins = new ReliabilityBins(options.bins ?? 15);
  const metrics = options.metrics ?? [];
  for (const metric of metrics) metric.reset();
  let loss = 0;
  const visit = ({ x, y }: { x: Parameters<Predictor>[0]; y: Parameters<Predictor>[0] }): void => {
    const probabilities = predict(x);
    const classes = probabilities.shape.at(-1)!;
    const values = probabilities.dataSync();
    requireClasses('evaluatePredictions', probabilities.shape.slice(0, -1), y);
    y.dataSync().forEach((label: number, row: number) => {
      const own = values[row * classes + label];
      if (own === undefined || label < 0 || label >= classes) refuseLabel(label, classes);
      const answer = largest(values, row * classes, classes);
      bins.add(values[row * classes + answer]!, answer === label);
      loss -= Math.log(Math.max(least, own));
    });
    for (const metric of metrics) metric.add(probabilities, y);
  };
  await eachBatch(data, visit, options.signal);
  const { count } = bins;
  if (count === 0) throw new Error('evaluatePredictions: data must have examples, got none.');
  return { accuracy: bins.right / count, loss: loss / count, count, calibration: bins.result() };
}

/** Index of the largest value of a row; the first of equal ones. */
function largest(values: ArrayLike<number>, start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i += 1) if (values[start + i]! > values[start + best]!) best = i;
  return best;
}

function refuseLabel(label: number, classes: number): never {
  const rule = { argument: 'y', expected: `from 0 to ${classes - 1}`, received: String(label) };
  throw new ArgumentError({ op: 'evaluatePredictions', ...rule });
}
