// Cases of the optimizer updates.
import type { KernelCase, Scalars } from './case.js';
import { magnitudes, normal, uniform } from './draw.js';
import type { Draw } from './draw.js';
import { roundoff } from './tolerance.js';
import type { Tolerance } from './tolerance.js';

const lengths = [0, 1, 3, 7, 8, 15, 16, 17, 33, 65, 1000, 100_003];

/** A dozen roundings of numbers no larger than the largest of the buffer. */
const tolerance: Tolerance = { relative: 12 * roundoff, scaled: 4 * roundoff };

type SgdScalars = Scalars<'sgd'>;
const sgdDefaults: Omit<SgdScalars, 'n'> = {
  lr: 0.1,
  momentum: 0,
  dampening: 0,
  weightDecay: 0,
  nesterov: false,
  first: false,
};

const sgdCase = (
  name: string,
  scalars: Partial<SgdScalars>,
  velocity?: null,
): KernelCase<'sgd'> => ({
  name,
  scalars: { n: 257, ...sgdDefaults, ...scalars },
  buffers: velocity === null ? { velocity } : {},
  tolerance,
});

type AdamScalars = Scalars<'adam'>;

function adamCase(
  name: string,
  scalars: Partial<AdamScalars>,
  options: { max?: boolean; grad?: Draw } = {},
): KernelCase<'adam'> {
  const { beta1 = 0.9, beta2 = 0.999 } = scalars;
  const t = 3;
  return {
    name,
    scalars: {
      n: 257,
      lr: 1e-3,
      beta1,
      beta2,
      eps: 1e-8,
      weightDecay: 0,
      decay: 'coupled',
      correction1: 1 - Math.fround(beta1) ** t,
      correction2: 1 - Math.fround(beta2) ** t,
      ...scalars,
    },
    buffers: {
      grad: options.grad ?? normal(),
      v: uniform(0, 0.01),
      vMax: options.max === true ? uniform(0, 0.01) : null,
    },
    tolerance,
  };
}

export const optimizerCases = {
  sgd: [
    ...lengths.map((n) => sgdCase(`plain, ${n} elements`, { n }, null)),
    ...lengths.map((n) => sgdCase(`momentum, ${n} elements`, { n, momentum: 0.9 })),
    sgdCase('first step of momentum', { momentum: 0.9, first: true }),
    sgdCase('dampening', { momentum: 0.9, dampening: 0.3 }),
    sgdCase('nesterov', { momentum: 0.9, nesterov: true }),
    sgdCase('nesterov, first step', { momentum: 0.9, nesterov: true, first: true }),
    sgdCase('weight decay', { weightDecay: 0.01 }, null),
    sgdCase('nesterov with weight decay', { momentum: 0.8, nesterov: true, weightDecay: 0.01 }),
    sgdCase('rate 0', { lr: 0 }, null),
  ],
  adam: [
    ...lengths.map((n) => adamCase(`${n} elements`, { n })),
    adamCase('AMSGrad', {}, { max: true }),
    adamCase('coupled decay', { weightDecay: 0.1 }),
    adamCase('decoupled decay', { weightDecay: 0.1, decay: 'decoupled' }),
    adamCase('decoupled decay, AMSGrad', { weightDecay: 0.1, decay: 'decoupled' }, { max: true }),
    adamCase('other betas', { beta1: 0.5, beta2: 0.9, eps: 1e-3 }),
    adamCase('gradients from 1e-12 to 100', {}, { grad: magnitudes(-12, 2) }),
  ],
};
