// Numbers as the page prints them.
import type { NetName } from '../race/net-names.js';
import { deviationOf, type Initialization } from '../settings.js';

/** Those that the monitor takes of a unit, as in the batch-norm paper's figure. */
export const percentiles = ['15th', 'median', '85th'] as const;

/** What stands for a number that is not there. */
const none = '–';

export const wholeText = (value: number): string => value.toLocaleString('en-US');

export const percentText = (share: number | null | undefined): string =>
  share === null || share === undefined ? none : `${(100 * share).toFixed(1)} %`;

/** Three digits behind the point unless another number is given, or an exponent for the very large and the very small. */
export function numberText(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 0.0005 || size >= 10_000)
      ? value.toExponential(1)
      : value.toFixed(digits);
  return text.replace('+', '').replaceAll('-', '\u2212');
}

/** The same, but what is small beside 1 is 0. */
export const fixedText = (value: number): string =>
  numberText(Math.abs(value) < 0.0005 ? 0 : value);

export const netText: Readonly<Record<NetName, string>> = {
  'batch norm': 'with batch norm',
  plain: 'without',
};

export function initializationText(init: Initialization): string {
  const deviation = deviationOf(init);
  if (deviation !== null) return `Gaussian, σ ${deviation}`;
  return init === 'he' ? 'He, for ReLU' : 'Xavier, for sigmoid and tanh';
}
