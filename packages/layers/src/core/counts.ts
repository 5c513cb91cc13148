// The check of sizes that layers are made with.
import { ArgumentError } from '@evenkeel/tensor';

/** Refuses sizes, given by name, that are no whole numbers from 1 on. */
export function checkCounts(op: string, sizes: Readonly<Record<string, number>>): void {
  for (const [argument, size] of Object.entries(sizes)) {
    if (Number.isSafeInteger(size) && size >= 1) continue;
    throw new ArgumentError({
      op,
      argument,
      expected: 'a whole number from 1 on',
      received: String(size),
    });
  }
}

/** Refuses groups of channels that do not come out even. */
export function checkGroups(
  op: string,
  groups: number,
  channels: Readonly<Record<'in' | 'out', number>>,
): void {
  checkCounts(op, { groups });
  for (const [argument, count] of Object.entries(channels)) {
    if (count % groups === 0) continue;
    const expected = `a multiple of groups (${groups})`;
    throw new ArgumentError({ op, argument, expected, received: String(count) });
  }
}
