// The built modules: every page that trains has to load one of them.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const modules = ['evenkeel.wasm', 'evenkeel-threads.wasm'];
const verify = fileURLToPath(new URL('../scripts/verify.mjs', import.meta.url));

it.each(modules)('%s is smaller than 300 kB', (name) => {
  expect(statSync(new URL(`../dist/${name}`, import.meta.url)).size).toBeLessThan(300_000);
});

it('they are the same bytes when they are built again', () => {
  const said = execFileSync(process.execPath, [verify, '2'], { encoding: 'utf8', stdio: 'pipe' });
  expect(said.trim().split('\n').slice(-2)).toEqual(
    modules.map(
      (name) =>
        expect.stringMatching(
          RegExp(`^${name}: \\d+ of \\d+ units compiled again: the same bytes$`),
        ) as string,
    ),
  );
}, 600_000);
