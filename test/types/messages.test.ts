// Runs the real compiler over wrong-wiring.ts without its directives: each error must stand on the line after the
// directive and print the message that the directive names.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(here, '../..');
const directive = /^\s*\/\/ @ts-expect-error (?<message>.*)$/;

interface Expectation {
  /** Line of the error, from 1. */
  readonly line: number;
  readonly message: string;
}

function expectationsOf(source: string): Expectation[] {
  return source.split('\n').flatMap((text, index) => {
    const message = directive.exec(text)?.groups?.['message'];
    return message === undefined ? [] : [{ line: index + 2, message }];
  });
}

/** What tsc prints about `source`, which stands in a directory of its own and sees the sources of the packages. */
async function compile(source: string, directory: string): Promise<string> {
  const vocabulary = await readFile(path.join(here, 'vocabulary.ts'), 'utf8');
  await writeFile(path.join(directory, 'vocabulary.ts'), vocabulary);
  await writeFile(path.join(directory, 'wrong.ts'), source);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: 'nodenext',
    moduleResolution: 'nodenext',
    target: 'es2023',
    lib: ['es2023', 'esnext.disposable'],
    types: [],
    customConditions: ['evenkeel-source'],
    paths: { '@evenkeel/*': [path.join(repository, 'packages/*/src/index.ts')] },
  };
  await writeFile(
    path.join(directory, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['wrong.ts'] }),
  );
  await writeFile(path.join(directory, 'package.json'), '{ "type": "module" }');
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
  const tsc = path.join(path.dirname(manifest), 'bin/tsc');
  const run = promisify(execFile)(process.execPath, [tsc, '-p', directory, '--pretty', 'false']);
  return run.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

describe('wrong wiring', () => {
  let directory = '';
  let expectations: Expectation[] = [];
  let output = '';

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'evenkeel-types-'));
    const source = await readFile(path.join(here, 'wrong-wiring.ts'), 'utf8');
    expectations = expectationsOf(source);
    const bare = source
      .split('\n')
      .map((text) => (directive.test(text) ? '' : text))
      .join('\n');
    output = await compile(bare, directory);
  });

  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('has enough examples', () => {
    expect(expectations.length).toBeGreaterThanOrEqual(12);
  });

  it('makes one error each, that names both numbers', () => {
    const errors = output.split(/\n(?=\S.*\(\d+,\d+\): error)/);
    const found = errors.map((text) => {
      const line = Number(/\((\d+),\d+\): error/.exec(text)?.[1]);
      const wanted = expectations.find((expectation) => expectation.line === line);
      return { line, message: text.includes(wanted?.message ?? '\0') ? wanted?.message : text };
    });
    expect(found).toEqual(expectations);
  });
});
