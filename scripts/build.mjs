// Builds every package (TypeScript and the native addon) through turbo, which skips what is up to
// date. Standard output stays free for the program that is run next.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * turbo asks pnpm for the packages. Whoever came here without it (`npm run evenkeel`) gets it, and an install, from
 * pnpm.mjs, which runs this script again.
 */
function command(filter) {
  return process.env.npm_config_user_agent?.startsWith('pnpm/')
    ? [
        join(root, 'node_modules/.bin/turbo'),
        'run',
        'build',
        '--ui=stream',
        '--output-logs=new-only',
        ...(filter === undefined ? [] : [`--filter=${filter}`]),
      ]
    : [process.execPath, join(root, 'scripts/pnpm.mjs'), 'run', 'build'];
}

/**
 * Builds what is out of date and gives the exit code.
 *
 * @param quiet  hold the output back and show it on standard error if the build fails
 * @param filter  the one package to build, with those it depends on; all unless given
 */
export function build({ quiet, filter }) {
  const [program, ...args] = command(filter);
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const held = [];
  const take = (chunk) => (quiet ? held.push(chunk) : process.stderr.write(chunk));
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const stopNotice = quiet ? noticeLongBuild(filter ?? 'evenkeel') : () => {};
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      stopNotice();
      if (code !== 0) process.stderr.write(Buffer.concat(held));
      resolve(code ?? 1);
    });
  });
}

/** Says that a build is going on, once it lasts: one that has nothing to do is over before that. */
function noticeLongBuild(what) {
  const text = `Building ${what} (minutes the first time) …`;
  const start = performance.now();
  const terminal = process.stderr.isTTY && process.env.TERM !== 'dumb';
  let shown = false;
  const show = () => {
    const seconds = Math.round((performance.now() - start) / 1000);
    if (seconds < 3) return;
    if (terminal) process.stderr.write(`\r${text} ${seconds} s`);
    else if (!shown) process.stderr.write(`${text}\n`);
    shown = true;
  };
  const timer = setInterval(show, 1000);
  return () => {
    clearInterval(timer);
    if (terminal && shown) process.stderr.write('\n');
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await build({ quiet: false });
}
