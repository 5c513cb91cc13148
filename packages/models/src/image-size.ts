// What nets that end in fully connected layers ask of the size of images.
import { ArgumentError } from '@evenkeel/tensor';

/**
 * Refuses images that the poolings of a net leave nothing of.
 *
 * @throws ArgumentError
 */
export function checkImageSize(op: string, size: readonly number[], least: number): void {
  if (size.length === 2 && size.every((length) => Number.isInteger(length) && length >= least))
    return;
  throw new ArgumentError({
    op,
    argument: 'size',
    expected: `two whole numbers from ${least} on`,
    received: `[${size.join(', ')}]`,
    hint: 'Pad smaller images.',
  });
}
