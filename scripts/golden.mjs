// `pnpm golden DIR …`: runs golden vectors on a back end. The command runs from sources; a back end that must be
// compiled is built first.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const program = fileURLToPath(new URL('../test/golden/command.ts', import.meta.url));
const sources = ['--conditions', 'evenkeel-source', '--import', 'tsx'];
const args = process.argv.slice(2);

function runProgram() {
  const child = spawn(process.execPath, [...sources, program, ...args], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const compiled = args.some((arg) => /^(--backend=)?(native|wasm)$/.test(arg));
const built = compiled ? await build({ quiet: true }) : 0;
process.exitCode = built === 0 ? await runProgram() : built;
