// Writes all files that are derived from the contract. With --check nothing is written, and the exit code is 1
// if a file differs from what the contract says.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '../src/header/generate.js';

const root = new URL('../../../', import.meta.url);

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

const checkOnly = process.argv.includes('--check');
for (const [name, text] of generate()) {
  const path = fileURLToPath(new URL(name, root));
  if (read(path) === text) continue;
  if (checkOnly) {
    console.error(`${name} is out of date. Run: pnpm generate`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${name}`);
  }
}
