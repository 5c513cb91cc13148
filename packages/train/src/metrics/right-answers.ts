// How good answers are.
import { argMax, type Tensor } from '@evenkeel/tensor';
import { requireClasses } from './streaming-metric.js';

/**
 * Rows whose largest output is that of their class; of equal outputs the first counts.
 *
 * @param output  [..., classes]
 * @param y  [...] classes, int32 or uint8
 * @returns  a whole number from 0 to the number of rows
 * @throws ShapeError  y that is not [...], such as probabilities [N, classes]
 * @throws ArgumentError  y of another dtype; an output or y that is no live tensor
 * @example
 * rightAnswers(tensor([[0.1, 0.9], [0.8, 0.2]]), tensor(Int32Array.of(1, 1))); // 1
 */
export function rightAnswers(output: Tensor, y: Tensor): number {
  requireClasses('rightAnswers', output.shape.slice(0, -1), y);
  const answers = argMax(output, -1).dataSync();
  const classes = y.dataSync();
  let right = 0;
  for (let row = 0; row < classes.length; row += 1) if (answers[row] === classes[row]) right += 1;
  return right;
}
