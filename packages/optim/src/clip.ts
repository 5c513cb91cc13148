// Clipping of gradients, between backward() and the step of the optimizer.
import {
  abs,
  ArgumentError,
  clip,
  max,
  mul,
  noGrad,
  pow,
  square,
  sum,
  tidy,
} from '@evenkeel/tensor';
import type { Tensor } from '@evenkeel/tensor';
import { checkNumbers } from './settings.js';

/**
 * Scales all gradients down together if their common norm is above `maxNorm`.
 *
 * norm = (sum over all elements of all gradients of |g|^p)^(1/p); g *= min(1, maxNorm / (norm + 1e-6)).
 *
 * @param parameters  those without a gradient are left out
 * @param maxNorm  largest norm allowed, from 0 on
 * @param options  normType p = 2; 1, 3, ... or Infinity for the largest element
 * @returns  the norm before clipping; 0 without gradients
 * @throws ArgumentError  a negative maxNorm, or a normType that is not above 0
 * @see Pascanu et al. 2013, "On the difficulty of training recurrent neural networks"
 * @example
 * const p = tensor([3, -4], { requiresGrad: true });
 * mul(sum(square(p)), 0.5).backward();
 * clipGradNorm([p], 1); // 5
 * p.grad.dataSync(); // [0.6, -0.8]
 */
export function clipGradNorm(
  parameters: readonly Tensor[],
  maxNorm: number,
  options: { readonly normType?: number } = {},
): number {
  const { normType = 2 } = options;
  checkNumbers('clipGradNorm', { maxNorm }, { min: 0 });
  if (!(normType > 0)) {
    throw new ArgumentError({
      op: 'clipGradNorm',
      argument: 'normType',
      expected: 'a number above 0, or Infinity',
      received: String(normType),
    });
  }
  return noGrad(() =>
    tidy(() => {
      const norm = totalNorm(parameters, normType);
      const factor = maxNorm / (norm + 1e-6);
      if (factor < 1) {
        for (const parameter of parameters) {
          if (parameter.grad !== null) parameter.grad = mul(parameter.grad, factor);
        }
      }
      return norm;
    }),
  );
}

/**
 * Puts every element of every gradient into [-clipValue, clipValue].
 *
 * @param parameters  those without a gradient are left out
 * @param clipValue  the largest magnitude left, above 0
 * @throws ArgumentError  a negative clipValue
 * @example
 * const p = tensor([3, -0.1], { requiresGrad: true });
 * sum(square(p)).backward();
 * clipGradValue([p], 0.5);
 * p.grad.dataSync(); // [0.5, -0.2]
 */
export function clipGradValue(parameters: readonly Tensor[], clipValue: number): void {
  checkNumbers('clipGradValue', { clipValue }, { min: 0 });
  noGrad(() =>
    tidy(() => {
      for (const parameter of parameters) {
        if (parameter.grad === null) continue;
        parameter.grad = clip(parameter.grad, { min: -clipValue, max: clipValue });
      }
    }),
  );
}

/** The parts are added up in double arithmetic, whatever the back end computes in. */
function totalNorm(parameters: readonly Tensor[], p: number): number {
  let total = 0;
  for (const { grad } of parameters) {
    if (grad === null || grad.size === 0) continue;
    if (p === Infinity) {
      const largest = max(abs(grad)).item();
      total = largest > total || Number.isNaN(largest) ? largest : total;
    } else if (p === 2) total += sum(square(grad)).item();
    else total += sum(p === 1 ? abs(grad) : pow(abs(grad), p)).item();
  }
  return p === Infinity ? total : total ** (1 / p);
}
