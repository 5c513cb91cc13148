// The page is made of the packages of the program, and has no net, loss, optimizer or instrument of its own: of what computes
// with tensors it holds no function but those that whole nets, trainings and looks are called by.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../apps/playground/src/', import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .map((name) => ({ name, text: readFileSync(folder + name, 'utf8') }));

/** What is imported from each package: values, not types. */
function imported(): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  const statement = /^(?:import|export)( type)? ?(\{[^}]*\}|\*|\w+)?(?: from)? ?'([^']+)';$/gm;
  for (const { text } of sources) {
    for (const [, onlyTypes, what = '', from = ''] of text.matchAll(statement)) {
      if (from.startsWith('.')) continue;
      const values = names.get(from) ?? new Set();
      names.set(from, values);
      if (onlyTypes !== undefined) continue;
      const listed = what.replaceAll(/[{}]/g, '').split(',');
      for (const name of listed.map((item) => item.trim())) {
        if (name !== '' && !name.startsWith('type ')) values.add(name);
      }
    }
  }
  return names;
}

it('imports packages that the program is made of, and what draws the page', () => {
  const { dependencies } = JSON.parse(
    readFileSync(new URL('../../packages/evenkeel/package.json', import.meta.url), 'utf8'),
  ) as { dependencies: Record<string, string> };
  const drawing = ['@preact/signals', 'preact', 'preact/hooks', 'uplot'];
  const allowed = new Set([...Object.keys(dependencies), ...drawing]);
  const foreign = [...imported().keys()].filter((name) => !allowed.has(name));
  expect(foreign).toEqual(['uplot/dist/uPlot.min.css']);
});

it('takes nothing from them that a layer, a loss, an optimizer or an instrument could be written with', () => {
  const names = imported();
  const taken = (name: string) => [...(names.get(`@evenkeel/${name}`) ?? [])].toSorted();
  expect(taken('tensor')).toEqual(['Scope', 'generator', 'setBackend']);
  expect(taken('kernels')).toEqual([]);
  expect(taken('layers')).toEqual(['initialize']);
  expect(taken('models')).toEqual(['mlp']);
  expect(taken('optim')).toEqual(['sgd']);
  expect(taken('train')).toEqual(['NonFiniteLossError', 'evaluate', 'fit']);
  expect(taken('monitor')).toEqual(['diagnose', 'monitor']);
  expect(taken('init')).toEqual(['heNormal', 'normal', 'xavierUniform']);
});

it('computes with numbers only what axes need, and the loss of guessing', () => {
  const functions = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/Math\.(\w+)/g)].map(([, called]) => `${called} in ${name}`),
  );
  const beyond = functions.filter((use) => !/^(abs|floor|max|min|round) /.test(use));
  expect([...new Set(beyond)].toSorted()).toEqual([
    'log in page/curves.ts',
    'log10 in page/curves.ts',
    'log10 in race/axes.ts',
  ]);
});
