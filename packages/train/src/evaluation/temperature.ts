// Temperature scaling: one number that makes a net as sure as it is right.
import { inEvaluationMode } from '@evenkeel/layers';
import { ArgumentError, noGrad, type Tensor } from '@evenkeel/tensor';
import type { Model } from '../evaluate.js';
import { requireClasses } from '../metrics/streaming-metric.js';
import { eachBatch, type Batches } from './each-batch.js';

export interface TemperatureOptions {
  readonly signal?: AbortSignal;
}

/** Newton steps; the loss is convex in 1 / T, so few are needed. */
const mostSteps = 100;
/** Temperatures outside are not looked for: such a net is right always, or by chance alone. */
const range = { least: 1e-2, most: 1e2 };

/**
 * The temperature that makes the probabilities softmax(logits / T) fit held-out data best.
 *
 * T minimizes the mean of -log softmax(logits / T)[y], found by Newton steps on 1 / T, in which the loss is convex. Answers and
 * accuracy stay as they are; a net that is too sure gets T > 1. Fit it on data that was not trained on, such as a part held
 * out of the training set, and pass it to `predictor(model, { temperature })`.
 *
 * @param model  gives logits [N, classes]; in evaluation mode while it runs
 * @param data   held-out batches, in any order; the logits of all are kept in memory
 * @param options  signal
 * @returns  T, from 0.01 to 100; 1 if the logits of each example are equal
 * @throws ArgumentError  a label that has no logit, or is neither int32 nor uint8
 * @throws ShapeError  y that is not [N] classes
 * @throws Error  no examples
 * @see Guo et al. 2017, "On calibration of modern neural networks", section 4.2
 * @example
 * // Logits of +-4 that are right three times in four, where +-log(3) / 2 would be honest.
 * const model = sequential(linear(1, 2, { init: (shape) => tensor([[-4, 4]], { shape }) }));
 * const x = tensor([[1], [1], [1], [1]]);
 * const temperature = await fitTemperature(model, [{ x, y: tensor(Int32Array.of(1, 1, 1, 0)) }]);
 * temperature; // 7.281914
 */
export async function fitTemperature(
  model: Model,
  data: Batches,
  options: TemperatureOptions = {},
): Promise<number> {
  const rows: Row[] = [];
  const visit = ({ x, y }: { x: Tensor; y: Tensor }): void => {
    const logits = inEvaluationMode(model, () => noGrad(() => model.forward(x)));
    const classes = logits.shape.at(-1)!;
    const values = logits.dataSync();
    requireClasses('fitTemperature', logits.shape.slice(0, -1), y);
    y.dataSync().forEach((label: number, row: number) => {
      if (label < 0 || label >= classes) refuseLabel(label, classes);
      const own = Float64Array.from(values.subarray(row * classes, (row + 1) * classes));
      rows.push({ logits: own, label });
    });
  };
  await eachBatch(data, visit, options.signal);
  if (rows.length === 0) throw new Error('fitTemperature: data must have examples, got none.');
  return 1 / bestInverse(rows);
}

interface Row {
  readonly logits: Float64Array;
  readonly label: number;
}

/** Newton's method, kept between bounds that close in: the slope says on which side the minimum lies. */
function bestInverse(rows: readonly Row[]): number {
  let low = 1 / range.most;
  let high = 1 / range.least;
  let at = 1;
  for (let step = 0; step < mostSteps; step += 1) {
    const { slope, curvature } = derivatives(rows, at);
    // Logits that are all equal say nothing of a temperature.
    if (slope === 0) return at;
    if (slope > 0) high = at;
    else low = at;
    const newton = at - slope / curvature;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - at) <= 1e-9 * at) return next;
    at = next;
  }
  return at;
}

/** Of the mean loss in b = 1 / T: mean of E[z] - z_y, and mean of Var[z], both under softmax(b z). */
function derivatives(rows: readonly Row[], b: number): { slope: number; curvature: number } {
  let slope = 0;
  let curvature = 0;
  for (const { logits, label } of rows) {
    const top = Math.max(...logits);
    let weights = 0;
    let first = 0;
    let second = 0;
    for (const z of logits) {
      const weight = Math.exp(b * (z - top));
      weights += weight;
      first += weight * (z - top);
      second += weight * (z - top) ** 2;
    }
    const mean = first / weights;
    slope += mean - (logits[label]! - top);
    curvature += second / weights - mean * mean;
  }
  return { slope: slope / rows.length, curvature: curvature / rows.length };
}

function refuseLabel(label: number, classes: number): never {
  const rule = { argument: 'y', expected: `from 0 to ${classes - 1}`, received: String(label) };
  throw new ArgumentError({ op: 'fitTemperature', ...rule });
}
