import { ShapeError, formatShape, type Tensor } from '@evenkeel/tensor';
import {
  labeledRows,
  requireCount,
  requireRows,
  type IgnoringOptions,
  type StreamingMetric,
} from './streaming-metric.js';

/** Share of rows whose class is among the k largest outputs. */
export interface TopKAccuracy extends StreamingMetric {
  readonly k: number;
  /** Rows counted so far. */
  readonly count: number;
  /** From 0 to 1; NaN before the first row. */
  readonly value: number;
}

/**
 * Top-k accuracy over any number of batches: how often the right class is among the k largest outputs.
 *
 * accuracy = (rows n with rank(n) < k) / rows; rank(n) = number of classes c with output[n, c] > output[n, y_n], or equal to
 * it and c < y_n. So exactly k classes of a row count, and k = 1 is `rightAnswers`. A class whose output is NaN is never
 * among them. With k of all classes it is 1.
 *
 * `add` takes output [..., classes], logits or probabilities, and y [...], int32 or uint8.
 *
 * @param k        how many answers a row may give, from 1 on; ImageNet's "top-5" is 5
 * @param options  ignoreIndex = none
 * @returns  a metric; `evaluate(model, data, { metrics: [it] })` fills it, or its own `add`
 * @throws ArgumentError  k that is no whole number from 1 on; from `add`, a label without an output
 * @throws ShapeError  from `add`: y that is not [...], or fewer than k classes
 * @see Russakovsky et al. 2015, "ImageNet large scale visual recognition challenge"
 * @example
 * const top2 = topKAccuracy(2);
 * top2.add(tensor([[0.5, 0.3, 0.2], [0.5, 0.3, 0.2]]), tensor(Int32Array.of(1, 2)));
 * top2.value; // 0.5
 */
export function topKAccuracy(k: number, options: IgnoringOptions = {}): TopKAccuracy {
  requireCount('topKAccuracy', 'k', k);
  return new TopKCounter(k, options.ignoreIndex ?? null);
}

class TopKCounter implements TopKAccuracy {
  readonly k: number;
  readonly #ignoreIndex: number | null;
  #count = 0;
  #right = 0;

  constructor(k: number, ignoreIndex: number | null) {
    this.k = k;
    this.#ignoreIndex = ignoreIndex;
  }

  get count(): number {
    return this.#count;
  }

  get value(): number {
    return this.#right / this.#count;
  }

  add(output: Tensor, y: Tensor): void {
    const op = 'topKAccuracy';
    const classes = output.shape.at(-1) ?? 0;
    if (classes < this.k) {
      const expected = `[..., classes] with ${this.k} classes or more`;
      const rule = { argument: 'output', expected, received: formatShape(output.shape) };
      throw new ShapeError({ op, ...rule });
    }
    requireRows(op, output.shape.slice(0, -1), y);
    const rows = labeledRows(y, { op, classes, ignoreIndex: this.#ignoreIndex });
    const values = output.dataSync();
    for (const { row, label } of rows) {
      const own = values.subarray(row * classes, (row + 1) * classes);
      if (rankOf(own, label) < this.k) this.#right += 1;
    }
    this.#count += rows.length;
  }

  reset(): void {
    this.#count = 0;
    this.#right = 0;
  }
}

/** How many outputs stand before that of `label`. */
function rankOf(values: ArrayLike<number>, label: number): number {
  const own = values[label]!;
  if (Number.isNaN(own)) return values.length;
  let rank = 0;
  for (let c = 0; c < values.length; c += 1) {
    if (values[c]! > own || (values[c] === own && c < label)) rank += 1;
  }
  return rank;
}
