// `pnpm evenkeel …`: builds what changed, then runs the command line program with the same
// arguments, standard streams, working directory and exit code.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const program = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));

function runProgram() {
  const child = spawn(process.execPath, [program, ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to the whole group; the program decides how to end, we wait for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

const built = await build({ quiet: true });
process.exitCode = built === 0 ? await runProgram() : built;
