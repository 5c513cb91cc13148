// Every public function of the tensor package has a docstring with an example, and the example is true.
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import * as kernels from '@evenkeel/kernels';
import * as api from '@evenkeel/tensor';
import { beforeEach, describe, expect, it } from 'vitest';
import { agrees, bodyOf, docstringsOf } from './docstrings.js';

const folder = fileURLToPath(new URL('../../packages/tensor/src', import.meta.url));
const known = new Map(docstringsOf(folder).map((docstring) => [docstring.name, docstring]));
const scope = { ...kernels, ...api };

beforeEach(() => api.setBackend(kernels.createReferenceBackend({ precision: 'float32' })));

type Check = (value: unknown, text: string, line: string) => void;

describe.each(Object.keys(api))('%s', (name) => {
  const docstring = known.get(name);

  it('has a docstring with an example', () => {
    expect(docstring?.text.trim()).toBeTruthy();
    expect(docstring?.example).not.toBeNull();
  });

  it('has an example that is true', () => {
    const body = bodyOf(docstring?.example ?? []);
    const names = [...Object.keys(scope), 'check', 'defer'];
    const run = compileFunction(body, names);
    const check: Check = (value, text, line) => {
      const shown = ArrayBuffer.isView(value) ? Array.from(value as never) : value;
      expect(agrees(value, text), `${line} but it gives ${JSON.stringify(shown)}`).toBe(true);
    };
    const open: Disposable[] = [];
    const defer = (resource: Disposable): Disposable => {
      open.push(resource);
      return resource;
    };
    api.tidy(() => {
      run(...Object.values(scope), check, defer);
      for (const resource of open.toReversed()) resource[Symbol.dispose]();
    });
  });
});
