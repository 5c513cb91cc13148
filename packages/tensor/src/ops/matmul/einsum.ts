import { floatOf, sameBackend } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { sum } from '../reduce/sum.js';
import { reshape } from '../shape/reshape.js';
import { transpose } from '../shape/transpose.js';
import { matmul } from './matmul.js';

/** A tensor whose axes have names. */
interface Labeled {
  readonly x: Tensor;
  readonly labels: string;
}

/**
 * Sums of products in Einstein's notation: letters name axes, and those missing in the result are summed over.
 *
 * 'nqc,nkc->nqk': y[n,q,k] = sum over c of a[n,q,c] * b[n,k,c]
 *
 * Each pair of tensors becomes one matrix product, from the left to the right. A letter may not stand twice in one
 * tensor, and there is no '...'.
 *
 * @param equation  letters for the axes of each tensor, '->', letters of the result
 * @param tensors   float tensors, as many as the equation names
 * @returns  a tensor with the axes after '->'
 * @throws ArgumentError  if the equation cannot be read
 * @throws ShapeError  if a tensor has another number of axes, or a letter stands for different lengths
 * @example
 * einsum('ij,jk->ik', tensor([[1, 2]]), tensor([[3], [4]])).dataSync(); // [11]
 * einsum('ij->j', tensor([[1, 2], [3, 4]])).dataSync(); // [4, 6]
 */
export function einsum(equation: string, ...tensors: readonly Tensor[]): Tensor {
  const { inputs, output } = parse(equation, tensors.length);
  checkLengths(inputs, tensors);
  return tidy(() => {
    const operands = tensors.map((x, i): Labeled => ({ x, labels: inputs[i]! }));
    let current = operands[0]!;
    for (let i = 1; i < operands.length; i++) {
      const later = operands.slice(i + 1).map(({ labels }) => labels);
      current = contract(current, operands[i]!, later.join('') + output);
    }
    return arranged(summedTo(current, output), output);
  });
}

function parse(equation: string, count: number): { inputs: string[]; output: string } {
  const compact = equation.replaceAll(' ', '');
  const found = /^([a-zA-Z]*(?:,[a-zA-Z]*)*)->([a-zA-Z]*)$/.exec(compact);
  const inputs = found?.[1]?.split(',') ?? [];
  const output = found?.[2] ?? '';
  const all = inputs.join('');
  const twice = [...inputs, output].some((labels) => new Set(labels).size !== labels.length);
  const unknown = Array.from(output).some((label) => !all.includes(label));
  if (found === null || inputs.length !== count || twice || unknown) {
    throw new ArgumentError({
      op: 'einsum',
      argument: 'equation',
      expected: `letters of ${count} tensors, '->' and letters of the result, none twice`,
      received: `'${equation}'`,
    });
  }
  return { inputs, output };
}

function checkLengths(inputs: readonly string[], tensors: readonly Tensor[]): void {
  const lengths = new Map<string, number>();
  const first = floatOf(tensors[0]!, 'einsum', 'tensors[0]');
  tensors.forEach((x, i) => {
    const argument = `tensors[${i}]`;
    sameBackend(first, floatOf(x, 'einsum', argument), { op: 'einsum', argument });
    const labels = inputs[i]!;
    const pattern = Array.from(labels, (label) => lengths.get(label) ?? label);
    const fits =
      x.shape.length === labels.length &&
      pattern.every((length, axis) => typeof length === 'string' || length === x.shape[axis]);
    if (!fits) {
      const rule = { argument, expected: formatShape(pattern), received: formatShape(x.shape) };
      throw new ShapeError({ op: 'einsum', ...rule });
    }
    Array.from(labels).forEach((label, axis) => lengths.set(label, x.shape[axis]!));
  });
}

/** Sums over the axes that are not among `kept`. */
function summedTo({ x, labels }: Labeled, kept: string): Labeled {
  const all = Array.from(labels);
  const axes = all.flatMap((label, axis) => (kept.includes(label) ? [] : [axis]));
  if (axes.length === 0) return { x, labels };
  return { x: sum(x, axes), labels: all.filter((label) => kept.includes(label)).join('') };
}

/** The axes in the order of `labels`; nothing is copied if they lie so. */
function arranged(of: Labeled, labels: string): Tensor {
  if (of.labels === labels) return reshape(of.x, of.x.shape);
  return transpose(
    of.x,
    Array.from(labels, (label) => of.labels.indexOf(label)),
  );
}

/** One product: what both have and no one needs later is summed over. */
function contract(left: Labeled, right: Labeled, needed: string): Labeled {
  const a = summedTo(left, right.labels + needed);
  const b = summedTo(right, left.labels + needed);
  const own = Array.from(a.labels);
  const shared = own.filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => needed.includes(label)).join('');
  const inner = shared.filter((label) => !needed.includes(label)).join('');
  const rows = own.filter((label) => !b.labels.includes(label)).join('');
  const columns = Array.from(b.labels)
    .filter((label) => !a.labels.includes(label))
    .join('');
  const lengthOf = (label: string): number => {
    const at = a.labels.indexOf(label);
    return at >= 0 ? a.x.shape[at]! : b.x.shape[b.labels.indexOf(label)]!;
  };
  const lengths = (labels: string): number[] => Array.from(labels, lengthOf);
  const size = (labels: string): number => lengths(labels).reduce((p, n) => p * n, 1);
  const matrixA = reshape(arranged(a, batch + rows + inner), [
    size(batch),
    size(rows),
    size(inner),
  ]);
  const matrixB = reshape(arranged(b, batch + inner + columns), [
    size(batch),
    size(inner),
    size(columns),
  ]);
  const labels = batch + rows + columns;
  return { x: reshape(matmul(matrixA, matrixB), lengths(labels)), labels };
}
