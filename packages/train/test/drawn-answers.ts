// Outputs with many ties, and labels, for tests of metrics.
import { generator, tensor, type Tensor } from '@evenkeel/tensor';

export const classes = (...labels: number[]): Tensor => tensor(Int32Array.from(labels));

/** Outputs with many ties, and labels. */
export function drawn(seed: number, rows: number, count: number) {
  const values = generator(seed).uniform([rows, count], 0, 4).dataSync();
  const output = Array.from({ length: rows }, (_, n) =>
    Array.from(values.subarray(n * count, (n + 1) * count), Math.floor),
  );
  const draws = generator(seed + 1000)
    .uniform([rows], 0, count)
    .dataSync();
  return { output, labels: Array.from(draws, Math.floor) };
}
