// Cases of softmax cross-entropy.
import type { KernelCase, Scalars } from './case.js';
import { cycle, integers, normal, uniform } from './draw.js';
import type { Draw } from './draw.js';
import { roundoff } from './tolerance.js';
import type { Tolerance } from './tolerance.js';

type LossScalars = Scalars<'crossEntropy'>;

interface LossCase {
  readonly name: string;
  readonly scalars: LossScalars;
  readonly target: Draw;
  readonly classWeights: Draw | null;
  readonly logits?: Draw;
}

interface Options {
  readonly n: number;
  readonly c: number;
  readonly reduction?: LossScalars['reduction'];
  readonly ignore?: boolean;
  readonly weighted?: boolean;
  readonly labelSmoothing?: number;
}

function lossCase(options: Options): LossCase {
  const {
    n,
    c,
    reduction = 'mean',
    ignore = false,
    weighted = false,
    labelSmoothing = 0,
  } = options;
  const parts = [`${n} x ${c}`, reduction as string];
  if (ignore) parts.push('some ignored');
  if (weighted) parts.push('class weights');
  if (labelSmoothing > 0) parts.push(`smoothing ${labelSmoothing}`);
  return {
    name: parts.join(', '),
    scalars: {
      n,
      c,
      lossLength: reduction === 'none' ? n : 1,
      reduction,
      hasIgnoreIndex: ignore,
      ignoreIndex: ignore ? -1 : 0,
      labelSmoothing,
    },
    target: integers(ignore ? -1 : 0, c - 1),
    classWeights: weighted ? uniform(0.2, 3) : null,
  };
}

const reductions = ['none', 'mean', 'sum'] as const;

const lossCases: readonly LossCase[] = [
  ...reductions.flatMap((reduction) => [
    lossCase({ n: 60, c: 10, reduction }),
    lossCase({ n: 7, c: 33, reduction, weighted: true, labelSmoothing: 0.1, ignore: true }),
    lossCase({
      n: 0,
      c: 4,
      reduction: reduction === 'mean' ? 'sum' : reduction,
      weighted: reduction === 'mean',
    }),
  ]),
  ...Array.from({ length: 40 }, (_, i) => lossCase({ n: 5, c: i + 1 })),
  lossCase({ n: 1, c: 1, labelSmoothing: 0.5 }),
  lossCase({ n: 13, c: 5, weighted: true }),
  lossCase({ n: 13, c: 6, ignore: true }),
  lossCase({ n: 14, c: 5, labelSmoothing: 0.2 }),
  lossCase({ n: 1, c: 1000 }),
  lossCase({ n: 3001, c: 101 }),
  { ...lossCase({ n: 9, c: 7 }), name: 'logits near 1e4', logits: normal(1e4, 3) },
  {
    ...lossCase({ n: 9, c: 7, reduction: 'none' }),
    name: 'sure and wrong',
    logits: cycle(0, 90, -90, 5),
  },
];

/** Each row has the errors of exp and log, and x - max those of its size; a sum over the rows adds theirs. */
function tolerance({ n, reduction }: LossScalars): Tolerance {
  const rows = reduction === 'sum' ? n : 1;
  return {
    relative: 4e-6 + Math.sqrt(n) * roundoff,
    absolute: 2e-6 * Math.max(1, Math.sqrt(rows)),
  };
}

export const crossEntropyCases = {
  crossEntropy: lossCases.map(
    ({ name, scalars, target, classWeights, logits }): KernelCase<'crossEntropy'> => ({
      name,
      scalars,
      buffers: { target, classWeights, logits: logits ?? normal(0, 2) },
      tolerance: tolerance(scalars),
    }),
  ),
  crossEntropyGrad: lossCases.map(
    ({ name, scalars, target, classWeights, logits }): KernelCase<'crossEntropyGrad'> => ({
      name,
      scalars,
      buffers: { target, classWeights, logits: logits ?? normal(0, 2) },
      // softmax - target cancels where the row is nearly right; |dloss| reaches 4, weights 3.
      tolerance: { relative: 6e-6, scaled: 2e-6, absolute: 1e-7 },
    }),
  ),
};
