// Tries a model on data that it does not learn from.
import type { Batch } from '@evenkeel/data';
import { preservingMode, type Module } from '@evenkeel/layers';
import { crossEntropy, noGrad, type Tensor } from '@evenkeel/tensor';
import { eachBatch, type Batches } from './evaluation/each-batch.js';
import type { EvaluationResult } from './fit/events.js';
import { rightAnswers } from './metrics/right-answers.js';
import { holdsClasses, requireClasses, type StreamingMetric } from './metrics/streaming-metric.js';

/** A model that takes one tensor. */
export interface Model extends Module {
  forward(x: Tensor): Tensor;
}

/** Mean loss of a batch as a scalar. */
export type Loss = (output: Tensor, y: Tensor) => Tensor;

export interface EvaluateOptions {
  /** `crossEntropy` unless given. */
  readonly loss?: Loss;
  /** Metrics that are filled too, such as `topKAccuracy(5)` or `confusionMatrix(10)`; each is reset first. Default none. */
  readonly metrics?: readonly StreamingMetric[];
  readonly signal?: AbortSignal;
}

/**
 * Accuracy and mean loss of a model.
 *
 * The model is put into evaluation mode (batch norm takes its running statistics) and afterwards into the mode, part
 * by part, that it was in. No gradients are recorded. The event loop gets its turn between batches.
 *
 * accuracy = (rows whose largest output is that of their class) / rows; loss = sum(N * batch loss) / sum(N). Rows are those of
 * outputs [..., classes]: examples, or the steps of sequences and the pixels of images if each has a class.
 *
 * A loss of your own may take y of any kind, such as numbers to come close to or probabilities; where y is no class for each
 * row of the outputs, accuracy is NaN. Metrics check y themselves.
 *
 * @param model  gives [N, classes] for x, or [..., classes]
 * @param data  batches in any order, such as `loader(set, { batch: 500, shuffle: false })`
 * @param options  loss = crossEntropy; metrics = none; signal
 * @returns  count of examples, accuracy from 0 to 1 or NaN, mean loss
 * @throws ShapeError  y that is not [...] classes, without a loss of your own, such as the [N, classes] of `mixup`
 * @throws ArgumentError  y of classes that is neither int32 nor uint8, likewise
 * @throws Error  no batches; the reason of the signal, if it was aborted
 * @example
 * const model = sequential(flatten(), linear(784, 10));
 * const test = loader(drawDigits({ count: 70, split: 'test' }), { batch: 50, shuffle: false });
 * const { count, accuracy } = await evaluate(model, test);
 * count; // 70
 * accuracy < 0.5; // true
 *
 * const matrix = confusionMatrix(10);
 * await evaluate(model, test, { metrics: [matrix] });
 * precisionRecallF1(matrix.counts).perClass.length; // 10
 */
export async function evaluate(
  model: Model,
  data: Batches,
  options: EvaluateOptions = {},
): Promise<EvaluationResult> {
  const loss = options.loss ?? ((output, y) => crossEntropy(output, y));
  const metrics = options.metrics ?? [];
  for (const metric of metrics) metric.reset();
  const total = { right: 0, rows: 0, loss: 0, count: 0 };
  const add = ({ x, y }: Batch): void => {
    const output = noGrad(() => model.forward(x));
    const count = x.shape[0] ?? 0;
    const rows = output.shape.slice(0, -1);
    if (options.loss === undefined) requireClasses('evaluate', rows, y);
    total.right += holdsClasses(rows, y) ? rightAnswers(output, y) : Number.NaN;
    total.rows += y.size;
    total.loss += count * noGrad(() => loss(output, y)).item();
    total.count += count;
    for (const metric of metrics) metric.add(output, y);
  };
  await preservingMode(model, async () => {
    model.eval();
    await eachBatch(data, add, options.signal);
  });
  const { right, rows, count } = total;
  if (count === 0) throw new Error('evaluate: data must have at least one batch, got none.');
  return { accuracy: right / rows, loss: total.loss / count, count };
}
