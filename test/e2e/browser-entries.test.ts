// The packages that browsers import must reach no module of Node, however deep.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const packages = [
  'kernels',
  'tensor',
  'init',
  'layers',
  'optim',
  'data',
  'train',
  'models',
  'wasm',
  'monitor',
];

/** Any import or re-export, also the last line of one over several lines. */
const importLine = /^(?:(?:import|export|\}).* from|import) '([^']+)';$/gm;

/** What the file at `url` and all files that it reaches by relative paths import from elsewhere. */
function importsOf(url: URL, seen: Set<string>): string[] {
  if (seen.has(url.href)) return [];
  seen.add(url.href);
  const source = readFileSync(fileURLToPath(url), 'utf8');
  const names = Array.from(source.matchAll(importLine), ([, name = '']) => name);
  return names.flatMap((name) =>
    name.startsWith('.') ? importsOf(new URL(name.replace(/\.js$/, '.ts'), url), seen) : [name],
  );
}

it.each(packages)('%s reaches no module of Node', (name) => {
  const seen = new Set<string>();
  const imports = importsOf(new URL(`../../packages/${name}/src/index.ts`, import.meta.url), seen);
  expect(seen.size).toBeGreaterThan(2);
  const foreign = imports.filter(
    (module) => !module.startsWith('@evenkeel/') || module.endsWith('/node'),
  );
  expect(foreign).toEqual([]);
});
