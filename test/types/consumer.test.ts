// A strict program that uses the built packages, without skipLibCheck: their declarations must be right by themselves.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const project = fileURLToPath(new URL('consumer', import.meta.url));
const built = fileURLToPath(new URL('../../packages/evenkeel/dist/index.d.ts', import.meta.url));
const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
const tsc = path.join(path.dirname(manifest), 'bin/tsc');

async function compile(settings: readonly string[]): Promise<string> {
  const options = [tsc, '-p', project, '--pretty', 'false', ...settings];
  const run = promisify(execFile)(process.execPath, options);
  return run.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

describe('a strict consumer', () => {
  it('has built packages to compile against', () => {
    expect(existsSync(built), `${built} is missing: run the build first`).toBe(true);
  });

  it.each([
    ['as a Node program', []],
    ['for a bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
    ['with the types of a browser', ['--lib', 'es2023,dom']],
    ['with the oldest language that the packages support', ['--target', 'es2022']],
  ])('compiles %s', async (_name, settings) => {
    expect(await compile(settings)).toBe('');
  });
});
