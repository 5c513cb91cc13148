// What a bundler makes of the packages for a page: no module of Node, and the kernels as files beside the code.
import { expect, it } from 'vitest';
import { bundle } from './bundle.js';

const programs = {
  '@evenkeel/wasm': `import { createWasmBackend, loadWasm } from '@evenkeel/wasm';
    await loadWasm(); console.log(createWasmBackend().alloc('float', 1));`,
  evenkeel: `import { activeBackend, linear } from 'evenkeel';
    console.log(activeBackend(), linear(2, 3));`,
  'evenkeel/browser': `import { serveFit } from 'evenkeel/browser';
    import { linear, sgd } from 'evenkeel';
    serveFit(() => ({ model: linear(2, 3), optimizer: sgd([], { lr: 1 }) }));`,
};

it.each(Object.entries(programs))('a bundle of %s has nothing of Node', async (_, program) => {
  const files = await bundle(program);
  const code = files.flatMap((file) => (file.type === 'chunk' ? [file] : []));
  const own = new Set(files.map(({ fileName }) => fileName));
  const imported = code.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
  expect(imported.filter((name) => !own.has(name))).toEqual([]);
  for (const { code: text } of code) {
    expect(text).not.toMatch(/node:|\brequire\(|__vite-browser-external|createNativeBackend/);
  }
  // Both modules, one of which a page fetches, and the program of helpers.
  for (const file of [
    /evenkeel-(?!threads)[\w-]+\.wasm$/,
    /evenkeel-threads-[\w-]+\.wasm$/,
    /helper-browser-[\w-]+\.js$/,
  ]) {
    const found = files.filter(({ fileName }) => file.test(fileName));
    expect(found).toHaveLength(1);
    const name = found[0]!.fileName.split('/').at(-1)!;
    expect(code.some(({ code: text }) => text.includes(name))).toBe(true);
  }
});
