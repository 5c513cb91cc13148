// Colours of the two nets on a terminal, chosen to be readable on dark and on light backgrounds.
import type { Variant } from '../compare/result.js';

/** Puts text into the colour of a net. */
export type Paint = (name: Variant['name'], text: string) => string;

/** The part of a terminal stream that knows of colours; pipes lack it. */
export interface ColorStream {
  hasColors?(count: number): boolean;
}

const many: Readonly<Record<Variant['name'], string>> = {
  'batch norm': '38;5;32',
  plain: '38;5;166',
};
const few: Readonly<Record<Variant['name'], string>> = { 'batch norm': '36', plain: '33' };

/** What paints on `stream`: nothing on a pipe, a dumb terminal or with NO_COLOR. */
export function paintOn(stream: ColorStream): Paint {
  const codes = [256, 16].map((count) => stream.hasColors?.(count) ?? false);
  if (!codes[1]) return (_, text) => text;
  const palette = codes[0] ? many : few;
  return (name, text) => `\u001b[${palette[name]}m${text}\u001b[39m`;
}
