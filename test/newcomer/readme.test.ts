// The code of README and guides, as it stands: it compiles, runs, and prints what the text says.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from '../e2e/child.js';
import { agrees, programsIn } from './programs.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guides = readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`);

/** Inside of `test`, so that its programs find the packages that `test` depends on. */
const folder = join(root, 'test/node_modules/.cache/newcomer');

const programs = ['README.md', ...guides].flatMap((document) =>
  programsIn(readFileSync(join(root, document), 'utf8')).map((program) => ({
    ...program,
    title: `${document}:${program.line}`,
    file: join(folder, `${document.replaceAll('/', '-')}-${program.line}.ts`),
  })),
);

let desk = '';
beforeAll(() => {
  desk = mkdtempSync(join(tmpdir(), 'evenkeel-newcomer-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, source } of programs) writeFileSync(file, source);
  // What they write lands beside no one's files.
  const go = `process.chdir(${JSON.stringify(desk)});\nawait import(process.argv[2]!);\nexport {};\n`;
  writeFileSync(join(folder, 'start.ts'), go);
  const compilerOptions = {
    target: 'es2023',
    module: 'nodenext',
    // The sources of the WebAssembly back end, which are compiled along, need types of browsers; built packages do not.
    lib: ['es2023', 'esnext.disposable', 'dom'],
    types: ['node'],
    customConditions: ['evenkeel-source'],
    verbatimModuleSyntax: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['*.ts'] }),
  );
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => {
  rmSync(desk, { recursive: true });
});

describe('the code of README and guides', () => {
  it('is there', () => {
    const documents = programs.map(({ title }) => title.split(':')[0]);
    expect(documents).toContain('README.md');
    expect(documents).toContain('docs/guides/batch-norm.md');
  });

  it('compiles', async () => {
    const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
    const tsc = join(dirname(manifest), 'bin/tsc');
    const compiled = promisify(execFile)(process.execPath, [
      tsc,
      '-p',
      folder,
      '--pretty',
      'false',
    ]);
    const complaints = await compiled.then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );
    expect(complaints).toBe('');
  });

  it.each(programs)('$title runs and prints what the text says', async ({ file, output }) => {
    const start = pathToFileURL(join(folder, 'start.ts'));
    const { code, stdout, stderr } = await startChild(start, {
      args: [pathToFileURL(file).href],
      env: { EVENKEEL_BACKEND: 'native', EVENKEEL_THREADS: '1', NO_COLOR: '1' },
    }).ended;
    // Who sets a debug level is told of the back end.
    const complaints = stderr.replace(/^evenkeel: native back end .+\n/m, '');
    expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
    expect(agrees(stdout, output ?? ''), `it printed:\n${stdout}\nthe text says:\n${output}`).toBe(
      true,
    );
  });
});
