// `pnpm bench …`: builds what changed, then times the built packages. See docs/guides/benchmarks.md.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const program = fileURLToPath(new URL('../test/bench/main.ts', import.meta.url));

function run() {
  const args = ['--import', 'tsx', program, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

process.exitCode = (await build({ quiet: true })) || (await run());
