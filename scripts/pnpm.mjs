// Runs the pnpm that package.json pins, after an install, on machines that have npm only:
// `node scripts/pnpm.mjs run test:all`. Not needed by whoever has that pnpm; `pnpm …` does the same.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const pinned = manifest.packageManager.split('@')[1];
const windows = process.platform === 'win32';

/** The path of a pnpm of the pinned version, looked for in PATH, or undefined. */
function findPinned() {
  const name = windows ? 'pnpm.cmd' : 'pnpm';
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  return candidates.find((path) => {
    if (!existsSync(path)) return false;
    const answer = spawnSync(path, ['--version'], { encoding: 'utf8', env: ownEnvironment() });
    return answer.stdout?.trim() === pinned;
  });
}

/** The environment less what npm tells its children: pnpm would take those settings for its own. */
function ownEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(config|package)_|EVENKEEL_BOOTSTRAP$)/i.test(name),
  );
  return { ...Object.fromEntries(kept), TURBO_TELEMETRY_DISABLED: '1' };
}

/** Runs a program in the repository and gives its exit code. Ctrl-C reaches it too: wait for its end. */
function run(program, args, env) {
  const child = spawn(program, args, { cwd: root, env, stdio: 'inherit', shell: windows });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

async function main(args) {
  const pnpm = findPinned();
  if (pnpm) {
    const installed = await run(
      pnpm,
      ['install', '--frozen-lockfile', '--prefer-offline'],
      ownEnvironment(),
    );
    return installed || run(pnpm, args, ownEnvironment());
  }
  if (process.env.EVENKEEL_BOOTSTRAP) {
    console.error(
      `npm did not provide pnpm ${pinned}. Install it: npm install --global pnpm@${pinned}`,
    );
    return 1;
  }
  // npm puts the pinned pnpm on PATH and runs this very script again, which then finds it there.
  const self = [process.execPath, fileURLToPath(import.meta.url), ...args];
  const options = ['exec', '--yes', '--loglevel=error', `--package=pnpm@${pinned}`, '--', ...self];
  return run('npm', options, { ...process.env, EVENKEEL_BOOTSTRAP: '1' });
}

process.on('SIGINT', () => {});
process.exitCode = await main(process.argv.slice(2));
