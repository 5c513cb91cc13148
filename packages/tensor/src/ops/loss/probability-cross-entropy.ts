// Cross-entropy against probabilities, composed of other ops: called by crossEntropy, which checks the options.
import { floatOf, sameBackend } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { formatShape, sameShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { div } from '../binary/div.js';
import { mul } from '../binary/mul.js';
import { logSoftmax } from '../reduce/softmax.js';
import { sum } from '../reduce/sum.js';
import { neg } from '../unary/neg.js';
import type { CrossEntropyOptions } from './cross-entropy.js';

export function probabilityCrossEntropy(
  logits: Tensor,
  target: Tensor,
  options: CrossEntropyOptions,
): Tensor {
  const { reduction = 'mean', labelSmoothing = 0, classWeights = null } = options;
  const probabilities = floatOf(target, 'crossEntropy', 'target');
  sameBackend(logits.use('crossEntropy', 'logits'), probabilities, {
    op: 'crossEntropy',
    argument: 'target',
  });
  const classes = logits.shape.at(-1) ?? 0;
  if (!sameShape(target.shape, logits.shape) || logits.size === 0) {
    const expected = `${formatShape(logits.shape)}, probabilities, like logits`;
    const rule = { argument: 'target', expected, received: formatShape(target.shape) };
    throw new ShapeError({ op: 'crossEntropy', ...rule, hint: 'Classes must be int32.' });
  }
  return tidy(() => {
    const logs = logSoftmax(logits);
    const weighted = classWeights === null ? logs : mul(logs, classWeights);
    const smooth =
      labelSmoothing === 0
        ? target
        : add(mul(target, 1 - labelSmoothing), labelSmoothing / classes);
    const rows = neg(sum(mul(weighted, smooth), -1));
    if (reduction === 'none') return rows;
    return reduction === 'sum' ? sum(rows) : div(sum(rows), rows.size);
  });
}
