// Softmax cross-entropy with integer classes: class weights, label smoothing, an index to ignore.
import type { FloatArray, ReferenceArgs } from '../contract.js';
import { KernelError } from '../errors.js';

type LossArgs = Pick<
  ReferenceArgs<'crossEntropy'>,
  | ('logits' | 'target' | 'classWeights' | 'n' | 'c' | 'reduction')
  | ('hasIgnoreIndex' | 'ignoreIndex' | 'labelSmoothing')
>;

const isIgnored = (args: LossArgs, row: number): boolean =>
  args.hasIgnoreIndex && args.target[row] === args.ignoreIndex;

function checkTargets(name: string, args: LossArgs): void {
  for (let row = 0; row < args.n; row++) {
    const t = args.target[row]!;
    if ((t < 0 || t >= args.c) && !isIgnored(args, row)) {
      throw new KernelError(`${name}: target[${row}] must be from 0 to ${args.c - 1}, got ${t}.`);
    }
  }
}

/** What the sum of the rows is divided by: for the mean the weight of the classes of all rows that count. */
function divisorOf(args: LossArgs): number {
  if (args.reduction !== 'mean') return 1;
  let sum = 0;
  for (let row = 0; row < args.n; row++) {
    if (!isIgnored(args, row)) sum += args.classWeights?.[args.target[row]!] ?? 1;
  }
  return sum;
}

/** Logarithm of softmax of one row, in double. */
function logSoftmaxRow(logits: FloatArray, base: number, out: Float64Array): void {
  let max = -Infinity;
  for (let k = 0; k < out.length; k++) max = Math.max(max, logits[base + k]!);
  let sum = 0;
  for (let k = 0; k < out.length; k++) sum += Math.exp(logits[base + k]! - max);
  const logSum = Math.log(sum);
  for (let k = 0; k < out.length; k++) out[k] = logits[base + k]! - max - logSum;
}

export function crossEntropy(args: ReferenceArgs<'crossEntropy'>): void {
  const { logits, target, classWeights, loss, n, c, reduction, labelSmoothing } = args;
  checkTargets('crossEntropy', args);
  const logp = new Float64Array(c);
  let total = 0;
  for (let row = 0; row < n; row++) {
    let value = 0;
    if (!isIgnored(args, row)) {
      logSoftmaxRow(logits, row * c, logp);
      const t = target[row]!;
      let smooth = 0;
      for (let k = 0; k < c; k++) smooth += (classWeights?.[k] ?? 1) * logp[k]!;
      value =
        -(1 - labelSmoothing) * (classWeights?.[t] ?? 1) * logp[t]! - (labelSmoothing / c) * smooth;
    }
    total += value;
    if (reduction === 'none') loss[row] = value;
  }
  if (reduction !== 'none') loss[0] = total / divisorOf(args);
}

export function crossEntropyGrad(args: ReferenceArgs<'crossEntropyGrad'>): void {
  const { logits, target, classWeights, dloss, dlogits, n, c, reduction, labelSmoothing } = args;
  checkTargets('crossEntropyGrad', args);
  const divisor = divisorOf(args);
  const logp = new Float64Array(c);
  const smooth = labelSmoothing / c;
  let weightSum = 0;
  for (let k = 0; k < c; k++) weightSum += classWeights?.[k] ?? 1;
  for (let row = 0; row < n; row++) {
    const base = row * c;
    if (isIgnored(args, row)) {
      dlogits.fill(0, base, base + c);
      continue;
    }
    const t = target[row]!;
    const upstream = dloss[reduction === 'none' ? row : 0]! / divisor;
    const hard = (1 - labelSmoothing) * (classWeights?.[t] ?? 1);
    logSoftmaxRow(logits, base, logp);
    for (let k = 0; k < c; k++) {
      const wanted = (k === t ? hard : 0) + smooth * (classWeights?.[k] ?? 1);
      dlogits[base + k] = upstream * (Math.exp(logp[k]!) * (hard + smooth * weightSum) - wanted);
    }
  }
}
