// The C++ programs of native/bench, which are built when they are first needed.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const run = promisify(execFile);

const source = fileURLToPath(new URL('../../native/bench', import.meta.url));
const binaries = fileURLToPath(new URL('../../native/build/bench', import.meta.url));

/**
 * Builds a program; gives its path.
 *
 * @throws Error  CMake or a compiler is missing, or what the program needs
 */
export async function buildProgram(name: string): Promise<string> {
  await run('cmake', ['-S', source, '-B', binaries]);
  await run('cmake', ['--build', binaries, '--target', name]);
  return `${binaries}/${name}`;
}
