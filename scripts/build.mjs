// Builds every package (TypeScript and the native addon) through turbo, which skips what is up to
// date. Standard output stays free for the program that is run next.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds what is out of date and gives turbo's exit code.
 *
 * @param quiet  hold the output back and show it on standard error if the build fails
 */
export function build({ quiet }) {
  const args = ['run', 'build', '--ui=stream', '--output-logs=new-only'];
  const child = spawn(join(root, 'node_modules/.bin/turbo'), args, {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const held = [];
  const take = (chunk) => (quiet ? held.push(chunk) : process.stderr.write(chunk));
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  // Only a build that has something to do lasts longer than this.
  const notice = quiet && setTimeout(() => console.error('Building evenkeel …'), 3000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (notice) clearTimeout(notice);
      if (code !== 0) process.stderr.write(Buffer.concat(held));
      resolve(code ?? 1);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await build({ quiet: false });
}
