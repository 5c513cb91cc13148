// Attacks the addon from JavaScript under the address and undefined-behavior sanitizers. The sanitized
// addon is built with the C++ tests (native/test/CMakeLists.txt); without it there is nothing to run.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const addon = fileURLToPath(new URL('../build/test/evenkeel_sanitized.node', import.meta.url));
const script = fileURLToPath(new URL('attack-process.ts', import.meta.url));

function sanitizerLibraries(): string {
  const compiler = process.env['CXX'] ?? 'c++';
  const find = (name: string): string =>
    execFileSync(compiler, [`-print-file-name=${name}`], { encoding: 'utf8' }).trim();
  return `${find('libasan.so')} ${find('libubsan.so')}`;
}

describe.skipIf(!existsSync(addon))('the addon under sanitizers', () => {
  it('refuses wrong arguments, handles and frames without harm', { timeout: 180_000 }, async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', '--import', 'tsx', '--conditions=evenkeel-source', script, addon],
      {
        env: {
          ...process.env,
          LD_PRELOAD: sanitizerLibraries(),
          ASAN_OPTIONS: 'detect_leaks=0:allocator_may_return_null=1:max_allocation_size_mb=1024',
        },
      },
    );
    expect(stdout).toMatch(/^\d{5,} attacks refused\n$/);
  });
});
