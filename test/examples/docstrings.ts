// Finds the docstrings of a package's public names, and runs their examples.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';

/** The docstring of one exported name. */
export interface Docstring {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** Lines after `@example`, or null. */
  readonly example: readonly string[] | null;
}

const declaration =
  /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?^export (?:abstract )?(?:async )?(?:const|function|class) (\w+)/gm;

/** Docstrings of everything that the sources in `folder` export; tests and samples are left out. */
export function docstringsOf(folder: string): Docstring[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !/\.(test|samples)\.ts$/.test(file))
    .flatMap((file) => inFile(join(folder, file)));
}

function inFile(file: string): Docstring[] {
  const source = readFileSync(file, 'utf8');
  return Array.from(source.matchAll(declaration), ([, comment = '', name = '']) => {
    const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
    return { name, file, text: lines.join('\n'), example: exampleIn(lines) };
  });
}

function exampleIn(lines: readonly string[]): readonly string[] | null {
  const start = lines.indexOf('@example');
  if (start < 0) return null;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('@'));
  return (end < 0 ? rest : rest.slice(0, end)).filter((line) => line.trim() !== '');
}

/** One line of an example that says what it gives: `expression; // value`. */
const assertion = /^(\s*)(?!const |let |import )(\S.*); \/\/ (.+)$/;

/** An example as the body of a function that calls `check` for each line that says what it gives. */
export function bodyOf(example: readonly string[]): string {
  const lines = example.map((line) => {
    const found = assertion.exec(line);
    return found === null
      ? line
      : `${found[1]}check(${found[2]}, ${JSON.stringify(found[3])}, ${JSON.stringify(line.trim())});`;
  });
  // Node 20 does not know `using` yet: `defer` has it disposed after the example.
  return lines.join('\n').replaceAll(/\busing (\w+) = (.*);$/gm, 'const $1 = defer($2);');
}

/** Whether a value is what a comment says: numbers to the decimals printed. */
export function agrees(value: unknown, text: string): boolean {
  const expected: unknown = compileFunction(`return (${text});`)();
  return same(value, expected);
}

function same(value: unknown, expected: unknown): boolean {
  if (typeof value === 'number' && typeof expected === 'number') {
    return (
      Object.is(value, expected) ||
      Math.abs(value - expected) <= 6e-5 * Math.max(1, Math.abs(expected))
    );
  }
  if (Array.isArray(expected)) {
    const list = ArrayBuffer.isView(value) || Array.isArray(value) ? value : null;
    if (list === null) return false;
    const members = Array.from(list as unknown as ArrayLike<unknown>);
    return (
      members.length === expected.length && members.every((member, i) => same(member, expected[i]))
    );
  }
  return Object.is(value, expected);
}
