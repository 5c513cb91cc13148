// Charts as files of their own: SVG that needs no page around it, and the same as PNG where sharp has a binary for the machine.
import { writeFileWhole } from '@evenkeel/train/node';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFigure } from './figure.js';
import { lightColors } from './style.js';

/** Pixels of the PNG for each of the chart. */
const density = 2;

/** A chart with the light page's colors in the place of its variables, on white. */
export function standaloneSvg(svg: string): string {
  return svg
    .replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => lightColors[name] ?? 'black')
    .replaceAll('currentColor', lightColors['--ink']!)
    .replace(/<svg /, '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace(/(<svg [^>]*>)/, '$1<rect width="100%" height="100%" fill="white"/>');
}

/** Writes NAME.svg and NAME.png for each figure; without sharp no PNG. */
export async function writeFigures(
  directory: string,
  figures: readonly RunFigure[],
): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const sharp = await import('sharp').then(
    (module) => module.default,
    () => null,
  );
  for (const { name, svg } of figures) {
    const source = new TextEncoder().encode(standaloneSvg(svg));
    await writeFileWhole(join(directory, `${name}.svg`), source);
    if (sharp === null) continue;
    const png = await sharp(source, { density: 72 * density })
      .png()
      .toBuffer();
    await writeFileWhole(join(directory, `${name}.png`), png);
  }
}
