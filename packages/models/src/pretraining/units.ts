// The two kinds of units of layers that are pre-trained: what they are on average, and how they are drawn.
import { add, ArgumentError, less, linear, type Generator, type Tensor } from '@evenkeel/tensor';

/**
 * 'binary': 0 or 1, with probability sigmoid(input) of 1; 'gaussian': real numbers, input plus noise of variance 1.
 */
export type UnitKind = 'binary' | 'gaussian';

/** Refuses anything else, such as what came from a command line. */
export function checkKind(op: string, argument: string, kind: UnitKind): void {
  if (kind === 'binary' || kind === 'gaussian') return;
  const rule = { argument, expected: `'binary' or 'gaussian'`, received: `'${String(kind)}'` };
  throw new ArgumentError({ op, ...rule });
}

/** The mean of units whose input is x weight + bias. */
export function unitMean(
  x: Tensor,
  { weight, bias, kind }: { weight: Tensor; bias: Tensor; kind: UnitKind },
): Tensor {
  return linear(x, weight, { bias, activation: kind === 'binary' ? 'sigmoid' : 'none' });
}

/** Units drawn around their mean. */
export function drawUnits(mean: Tensor, kind: UnitKind, generator: Generator): Tensor {
  return kind === 'binary'
    ? less(generator.uniform(mean.shape), mean)
    : add(mean, generator.normal(mean.shape));
}
