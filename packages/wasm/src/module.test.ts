// The built module: what every page that trains has to load.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const file = fileURLToPath(new URL('../dist/evenkeel.wasm', import.meta.url));
const verify = fileURLToPath(new URL('../scripts/verify.mjs', import.meta.url));

it('is smaller than 300 kB', () => {
  expect(statSync(file).size).toBeLessThan(300_000);
});

it('is the same bytes when it is built again', () => {
  const said = execFileSync(process.execPath, [verify, '2'], { encoding: 'utf8', stdio: 'pipe' });
  expect(said.trim().split('\n').at(-1)).toMatch(
    /^\d+ of \d+ units compiled again: the same bytes$/,
  );
});
