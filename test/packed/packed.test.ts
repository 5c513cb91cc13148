// What who installs the packages gets: all that is needed, nothing that is not, and a net that trains although nothing was compiled.
import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installAll, packAll, type Packed } from './packages.js';

let directory = '';
let packages: Packed[] = [];
beforeAll(async () => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'evenkeel-packed-')));
  packages = await packAll(directory);
}, 60_000);
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const each = (check: (packed: Packed) => unknown): unknown =>
  Object.fromEntries(packages.map((packed) => [packed.manifest.name, check(packed)]));
const same = (value: unknown): unknown => each(() => value);

describe('a package', () => {
  it('is one of all that there are', () => {
    expect(packages.map(({ manifest }) => manifest.name)).toContain('evenkeel');
    expect(packages.length).toBeGreaterThan(12);
  });

  it('brings its licence and its page', () => {
    const missing = ({ files }: Packed): string[] =>
      ['LICENSE', 'README.md', 'package.json'].filter((name) => !files.includes(name));
    expect(each(missing)).toEqual(same([]));
  });

  it('brings every file that it exports', () => {
    const missing = ({ manifest, files }: Packed): string[] =>
      Object.values(manifest.exports ?? {})
        .flatMap((of) => (typeof of === 'string' ? of : [of.types, of.node, of.default]))
        .filter((path) => path !== undefined && !files.includes(path.replace('./', '')))
        .map(String);
    expect(each(missing), 'run the build first').toEqual(same([]));
  });

  it('brings no tests, no sources of TypeScript, no leavings of the build', () => {
    const needless = ({ files }: Packed): string[] =>
      files.filter((path) =>
        /\.test\.|(?<!\.d)\.ts$|\.tsbuildinfo$|\.d\.ts\.map$|\.node$/.test(path),
      );
    expect(each(needless)).toEqual(same([]));
  });

  it('brings all that the addon is built from', () => {
    const native = packages.find(({ manifest }) => manifest.name === '@evenkeel/native')!;
    for (const path of [
      'CMakeLists.txt',
      'cmake/kernels.cmake',
      'src/addon/addon.cpp',
      'src/generated/dispatch.gen.cpp',
    ]) {
      expect(native.files).toContain(path);
    }
  });
});

const program = `
import { activeBackend, drawDigits, fit, loader, mlp, sgd } from 'evenkeel';
const model = mlp({ sizes: [784, 10, 10], batchNorm: true });
const data = loader(drawDigits({ count: 120 }), { batch: 60 });
const { loss } = await fit(model, { data, optimizer: sgd(model.parameters(), { lr: 1 }), steps: 4 });
console.log(activeBackend().name, loss > 0);
`;

describe('installed without a compiler', () => {
  it('trains by WebAssembly, and says in one line how to get the faster back end', async () => {
    await installAll(packages, directory);
    writeFileSync(join(directory, 'train.mjs'), program);
    const env = { ...process.env, EVENKEEL_BACKEND: '', EVENKEEL_ISA: '', NODE_OPTIONS: '' };
    const options = { cwd: directory, env };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['train.mjs'], options);
    expect(stdout).toBe('wasm true\n');
    expect(stderr).toBe(
      'evenkeel: computing on the wasm back end, which is slower, because native did not load: native: a binary for ' +
        `${process.platform} ${process.arch} must load, got none. Build it (needs cmake and a C++ compiler): ` +
        `cd ${join(directory, 'node_modules/@evenkeel/native')}/ && npx cmake-js compile. 'evenkeel doctor' shows more.\n`,
    );
  });
});
