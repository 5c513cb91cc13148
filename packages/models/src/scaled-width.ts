// Nets of other widths: all channels times a factor.
import { ArgumentError } from '@evenkeel/tensor';

/**
 * What a number of channels becomes in a net of another width: the nearest whole number, 1 at least.
 *
 * @throws ArgumentError  a width that is not above 0
 */
export function scaledBy(op: string, width: number): (channels: number) => number {
  if (!(width > 0 && width < Infinity)) {
    throw new ArgumentError({
      op,
      argument: 'width',
      expected: 'a number above 0',
      received: String(width),
    });
  }
  return (channels) => Math.max(1, Math.round(channels * width));
}
