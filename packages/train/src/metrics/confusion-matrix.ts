import {
  ArgumentError,
  argMax,
  formatShape,
  ShapeError,
  tidy,
  type Tensor,
  type TypedArray,
} from '@evenkeel/tensor';
import {
  labeledRows,
  requireCount,
  requireRows,
  type IgnoringOptions,
  type StreamingMetric,
} from './streaming-metric.js';

/** How often each class was taken for which. */
export interface ConfusionMatrix extends StreamingMetric {
  readonly classes: number;
  /** Rows counted so far. */
  readonly count: number;
  /** [classes][classes]: right class, then answer. A copy. */
  readonly counts: number[][];
}

/**
 * The confusion matrix over any number of batches.
 *
 * counts[t][p] = number of rows of class t that were answered p, the answer being the first largest output. Rows sum to
 * how often a class is there, columns to how often it was answered; the diagonal is what was right. `precisionRecallF1`
 * makes scores of it.
 *
 * `add` takes output [..., classes], logits or probabilities, or answers themselves, int32 or uint8 [...]; and y [...], int32
 * or uint8.
 *
 * @param classes  from 1 on
 * @param options  ignoreIndex = none
 * @returns  a metric; `evaluate(model, data, { metrics: [it] })` fills it, or its own `add`
 * @throws ArgumentError  classes that are no whole number from 1 on; from `add`, a label or answer that is no class
 * @throws ShapeError  from `add`: output that is not [..., classes], or y that is not [...]
 * @example
 * const matrix = confusionMatrix(2);
 * matrix.add(tensor([[0.9, 0.1], [0.2, 0.8], [0.7, 0.3]]), tensor(Int32Array.of(0, 1, 1)));
 * matrix.counts; // [[1, 0], [1, 1]]
 */
export function confusionMatrix(classes: number, options: IgnoringOptions = {}): ConfusionMatrix {
  requireCount('confusionMatrix', 'classes', classes);
  return new ConfusionCounter(classes, options.ignoreIndex ?? null);
}

class ConfusionCounter implements ConfusionMatrix {
  readonly classes: number;
  readonly #ignoreIndex: number | null;
  readonly #counts: Float64Array;

  constructor(classes: number, ignoreIndex: number | null) {
    this.classes = classes;
    this.#ignoreIndex = ignoreIndex;
    this.#counts = new Float64Array(classes * classes);
  }

  get count(): number {
    return this.#counts.reduce((sum, n) => sum + n, 0);
  }

  get counts(): number[][] {
    const { classes } = this;
    return Array.from({ length: classes }, (_, t) =>
      Array.from(this.#counts.subarray(t * classes, (t + 1) * classes)),
    );
  }

  add(output: Tensor, y: Tensor): void {
    const op = 'confusionMatrix';
    const { classes } = this;
    const answers = answersOf(output, y, classes);
    const rows = labeledRows(y, { op, classes, ignoreIndex: this.#ignoreIndex });
    for (const { row } of rows) requireClass(answers[row]!, classes);
    for (const { row, label } of rows) this.#counts[label * classes + answers[row]!]! += 1;
  }

  reset(): void {
    this.#counts.fill(0);
  }
}

/** [...] classes: the first largest output of each row, or the answers that were given. */
function answersOf(output: Tensor, y: Tensor, classes: number): TypedArray {
  const op = 'confusionMatrix';
  if (output.dtype === 'int32' || output.dtype === 'uint8') {
    requireRows(op, output.shape, y);
    return output.dataSync();
  }
  if (output.shape.at(-1) !== classes) {
    const rule = { expected: `[..., ${classes}]`, received: formatShape(output.shape) };
    throw new ShapeError({ op, argument: 'output', ...rule });
  }
  requireRows(op, output.shape.slice(0, -1), y);
  return tidy(() => argMax(output, -1).dataSync());
}

function requireClass(answer: number, classes: number): void {
  if (answer >= 0 && answer < classes) return;
  const rule = { argument: 'output', expected: `from 0 to ${classes - 1}` };
  throw new ArgumentError({ op: 'confusionMatrix', ...rule, received: String(answer) });
}
