// Writes native/src/generated from the contract. With --check nothing is written, and the exit code is 1
// if a file differs from what the contract says.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generate } from '../src/header/generate.js';

const folder = fileURLToPath(new URL('../../../native/src/generated/', import.meta.url));

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

const checkOnly = process.argv.includes('--check');
mkdirSync(folder, { recursive: true });
for (const [name, text] of generate()) {
  if (read(folder + name) === text) continue;
  if (checkOnly) {
    console.error(`native/src/generated/${name} is out of date. Run: pnpm generate`);
    process.exitCode = 1;
  } else {
    writeFileSync(folder + name, text);
    console.log(`wrote native/src/generated/${name}`);
  }
}
