// `pnpm playground …`: builds the page and what it imports, serves it on this machine and prints the address.
// Arguments go to `vite preview`, such as `--port 5000` or `--open`.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const folder = fileURLToPath(new URL('../apps/playground/', import.meta.url));
const vite = fileURLToPath(
  new URL('../apps/playground/node_modules/vite/bin/vite.js', import.meta.url),
);

function serve() {
  const child = spawn(process.execPath, [vite, 'preview', ...process.argv.slice(2)], {
    cwd: folder,
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to the whole group; the server ends by itself.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

const built = await build({ quiet: true, filter: '@evenkeel/playground' });
process.exitCode = built === 0 ? await serve() : built;
