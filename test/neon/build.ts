// Builds the kernels for AArch64 and says how they are run here.
import { execFile, execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const source = fileURLToPath(new URL('.', import.meta.url));
const binaries = fileURLToPath(new URL('../../native/build/neon', import.meta.url));
const toolchain = fileURLToPath(
  new URL('../../native/cmake/aarch64-linux-gnu.cmake', import.meta.url),
);

/** Where Debian has the libraries of the other processor. */
const libraries = '/usr/aarch64-linux-gnu';

const needed = [
  { program: 'cmake', debian: 'cmake' },
  { program: 'aarch64-linux-gnu-g++', debian: 'g++-aarch64-linux-gnu' },
  { program: 'qemu-aarch64', debian: 'qemu-user' },
];

/** What this machine lacks to run AArch64 kernels, or null. */
export function lacking(): string | null {
  const missing = needed.filter(({ program }) => !runs(program));
  if (missing.length === 0) return null;
  const names = missing.map(({ program }) => program).join(', ');
  return `${names} not installed (Debian: ${missing.map(({ debian }) => debian).join(' ')})`;
}

function runs(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Builds; gives the command that runs the server. */
export async function buildServer(): Promise<readonly string[]> {
  const run = promisify(execFile);
  await run('cmake', ['-S', source, '-B', binaries, `-DCMAKE_TOOLCHAIN_FILE=${toolchain}`]);
  await run('cmake', ['--build', binaries, '--parallel', String(availableParallelism())]);
  return ['qemu-aarch64', '-L', libraries, `${binaries}/evenkeel_server`];
}
