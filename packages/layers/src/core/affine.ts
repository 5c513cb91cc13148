// What normalization layers have in common: scale and shift that can be learned, and the checks of their settings.
import { ones, zeros } from '@evenkeel/init';
import { ArgumentError, type Shape } from '@evenkeel/tensor';
import type { Module } from './module.js';
import { parameter, type Draw, type Parameter } from './parameter.js';

export interface AffineOptions {
  /** Whether to learn gamma and beta; default true. Each can be switched by itself. */
  readonly affine?: boolean;
  /** Whether to learn the scale; default `affine`. */
  readonly gamma?: boolean;
  /** Whether to learn the shift; default `affine`. */
  readonly beta?: boolean;
  /** What draws gamma; default ones. */
  readonly gammaInit?: Draw;
  /** What draws beta; default zeros. */
  readonly betaInit?: Draw;
}

export interface Affine {
  readonly gamma: Parameter | null;
  readonly beta: Parameter | null;
}

/** Scale and shift as the options want them. */
export function affineOf(shape: Shape, options: AffineOptions): Affine {
  const { affine = true, gamma = affine, beta = affine } = options;
  const { gammaInit = ones(), betaInit = zeros() } = options;
  return {
    gamma: gamma ? parameter(shape, gammaInit) : null,
    beta: beta ? parameter(shape, betaInit) : null,
  };
}

/** Whether a layer is frozen: as a module, or by `requiresGrad = false` of all its parameters. */
export function cannotLearn(layer: Module & Affine): boolean {
  const { gamma, beta } = layer;
  if (layer.frozen) return true;
  if (gamma === null && beta === null) return false;
  return gamma?.requiresGrad !== true && beta?.requiresGrad !== true;
}

export function checkEps(op: string, eps: number): void {
  if (eps >= 0 && eps < Infinity) return;
  throw new ArgumentError({
    op,
    argument: 'eps',
    expected: 'a finite number from 0 on',
    received: String(eps),
  });
}
