// Every public function has a docstring with an example, and the example is true.
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import * as data from '@evenkeel/data';
import * as init from '@evenkeel/init';
import * as kernels from '@evenkeel/kernels';
import * as layers from '@evenkeel/layers';
import * as models from '@evenkeel/models';
import * as monitor from '@evenkeel/monitor';
import * as optim from '@evenkeel/optim';
import * as tensor from '@evenkeel/tensor';
import * as train from '@evenkeel/train';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agrees, bodyOf, docstringsOf } from './docstrings.js';

interface Library {
  readonly folder: string;
  readonly api: Readonly<Record<string, unknown>>;
  /** What its examples may use besides. */
  readonly beside: Readonly<Record<string, unknown>>;
  /** Classes have examples too; elsewhere the functions that make their objects do. */
  readonly classes: boolean;
}

const libraries: readonly Library[] = [
  { folder: 'tensor', api: tensor, beside: kernels, classes: true },
  { folder: 'init', api: init, beside: { ...tensor, ...layers }, classes: false },
  {
    folder: 'layers',
    api: layers,
    beside: { ...init, ...tensor, init, ops: tensor },
    classes: false,
  },
  { folder: 'optim', api: optim, beside: tensor, classes: false },
  { folder: 'models', api: models, beside: { ...init, ...tensor, ...layers }, classes: false },
  { folder: 'data', api: data, beside: tensor, classes: false },
  {
    folder: 'monitor',
    api: monitor,
    beside: { ...tensor, ...layers, ...optim },
    classes: false,
  },
  {
    folder: 'train',
    api: train,
    beside: { ...tensor, ...data, ...layers, ...models, ...optim },
    classes: false,
  },
];

const isClass = (value: unknown): boolean =>
  typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));

beforeEach(() => tensor.setBackend(kernels.createReferenceBackend({ precision: 'float32' })));
// The example of debugBackend switches it on.
afterEach(() => tensor.watchLeaks(null));

type Check = (value: unknown, text: string, line: string) => void;

describe.each(libraries)('$folder', ({ folder, api, beside, classes }) => {
  const sources = fileURLToPath(new URL(`../../packages/${folder}/src`, import.meta.url));
  // The first of overloads has the docstring.
  const known = new Map(
    docstringsOf(sources)
      .toReversed()
      .map((docstring) => [docstring.name, docstring]),
  );
  const scope = { ...beside, ...api };
  const names = Object.entries(api)
    .filter(([, value]) => typeof value === 'function' && (classes || !isClass(value)))
    .map(([name]) => name);

  it.each(names)('%s has a docstring with an example', (name) => {
    const docstring = known.get(name);
    expect(docstring?.text.trim()).toBeTruthy();
    expect(docstring?.example).not.toBeNull();
  });

  it.each(names)('%s has an example that is true', async (name) => {
    const body = bodyOf(known.get(name)?.example ?? []);
    const run = compileFunction(`return (async () => {\n${body}\n})();`, [
      ...Object.keys(scope),
      'check',
      'defer',
    ]) as (...values: unknown[]) => Promise<void>;
    const check: Check = (value, text, line) => {
      const shown = ArrayBuffer.isView(value) ? Array.from(value as never) : value;
      expect(agrees(value, text), `${line} but it gives ${JSON.stringify(shown)}`).toBe(true);
    };
    const open: Disposable[] = [];
    const defer = (resource: Disposable): Disposable => {
      open.push(resource);
      return resource;
    };
    await tensor.tidy(async () => {
      await run(...Object.values(scope), check, defer);
      for (const resource of open.toReversed()) resource[Symbol.dispose]();
    });
  });
});
