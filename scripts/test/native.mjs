// The C++ stage: builds native/test with the address and undefined-behavior sanitizers and runs it.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { capture, root } from './command.mjs';

const source = 'native/test';
const binaries = 'native/build/test';
const header = 'doctest/doctest.h';

/** What this machine lacks for the C++ tests, or undefined. */
async function lacking() {
  const cmake = await capture('cmake', ['--version']);
  if (cmake.code !== 0) return 'cmake is not installed';
  const args = ['-x', 'c++', '-fsyntax-only', '-include', header, '/dev/null'];
  const compiler = await capture(process.env.CXX ?? 'c++', args);
  if (compiler.code !== 0) return `${header} is not installed (Debian: doctest-dev)`;
}

/** Counts doctest's cases; a machine without doctest or cmake skips them, but CI must have both. */
export async function runNativeTests() {
  if (!existsSync(join(root, source, 'CMakeLists.txt')))
    return fail(`${source} has no CMakeLists.txt`);
  const reason = await lacking();
  if (reason) return process.env.CI === 'true' ? fail(reason) : { skipped: 1, reason };
  const jobs = String(availableParallelism());
  const commands = [
    ['cmake', '-S', source, '-B', binaries, '-DCMAKE_BUILD_TYPE=RelWithDebInfo'],
    ['cmake', '--build', binaries, '--parallel', jobs],
  ];
  for (const [program, ...args] of commands) {
    const { code, output } = await capture(program, args);
    if (code !== 0) return fail(output.trimEnd());
  }
  const { code, output } = await capture('ctest', ['--test-dir', binaries, '--verbose']);
  if (code !== 0) console.log(output.trimEnd());
  return count(output, code);
}

/** Adds up doctest's summaries: `test cases: 12 | 12 passed | 0 failed | 0 skipped`. */
function count(output, code) {
  const summary = /test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed(?: \|\s*(\d+) skipped)?/g;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [, passed, failed, skipped] of output.matchAll(summary)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
    counts.skipped += Number(skipped ?? 0);
  }
  if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) counts.failed = 1;
  return counts;
}

function fail(message) {
  console.log(message);
  return { passed: 0, failed: 1 };
}
