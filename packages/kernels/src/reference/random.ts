// Random numbers from Philox blocks: block b fills elements 4b to 4b + 3.
import type { ReferenceArgs } from '../contract.js';
import { normalPair } from '../normal.js';
import { philoxBlock } from '../philox.js';

export function randomUniform(args: ReferenceArgs<'randomUniform'>): void {
  const { y, n, low, high } = args;
  const words = new Uint32Array(4);
  for (let at = 0; at < n; at++) {
    if (at % 4 === 0) philoxBlock(words, args, at / 4);
    y[at] = low + (high - low) * ((words[at % 4]! >>> 8) * 2 ** -24);
  }
}

export function randomNormal(args: ReferenceArgs<'randomNormal'>): void {
  const { y, n, mean, std } = args;
  const words = new Uint32Array(4);
  const pair = new Float64Array(2);
  for (let at = 0; at < n; at++) {
    if (at % 4 === 0) philoxBlock(words, args, at / 4);
    if (at % 2 === 0) normalPair(words[at % 4]!, words[(at % 4) + 1]!, pair);
    y[at] = mean + std * pair[at % 2]!;
  }
}

export function dropout(args: ReferenceArgs<'dropout'>): void {
  const { x, y, n, rate, scale } = args;
  const words = new Uint32Array(4);
  // Rounded as in a frame, so that every back end drops the same elements.
  const bound = Math.fround(rate) * 2 ** 24;
  for (let at = 0; at < n; at++) {
    if (at % 4 === 0) philoxBlock(words, args, at / 4);
    y[at] = words[at % 4]! >>> 8 < bound ? 0 : x[at]! * scale;
  }
}
