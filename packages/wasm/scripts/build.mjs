// Builds the modules of dist from native/src and prints their sizes. Objects of earlier builds are kept in build/objects,
// named by what they were made of.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { link, modules, settingsOf } from './compiler.mjs';
import { keyOf, readSources, treeOf, unitsOf } from './sources.mjs';

/** Larger than this it would weigh on every page that trains. */
const largestBytes = 300_000;

const folder = fileURLToPath(new URL('..', import.meta.url));
const objectFile = (key) => `${folder}build/objects/${key}.o`;

/** Compiles units on all processors, the largest sources first, so that no long one is left for the end. */
function compileAll(units, sources) {
  const queue = [...units.keys()].sort(
    (a, b) => sources.get(b).length - sources.get(a).length || (a < b ? -1 : 1),
  );
  const workers = Math.min(availableParallelism(), queue.length);
  return Promise.all(
    Array.from({ length: workers }, () => compileOn(queue, units, treeOf(sources))),
  );
}

/** One worker that takes units from the queue until it is empty. */
function compileOn(queue, units, tree) {
  const worker = new Worker(new URL('compile-worker.mjs', import.meta.url), {
    workerData: { tree },
  });
  return new Promise((resolve, reject) => {
    const next = () => (queue.length > 0 ? worker.postMessage(queue.shift()) : resolve());
    worker.on('error', reject);
    worker.on('message', ({ unit, object, error }) => {
      if (error !== undefined) return reject(new Error(error));
      writeFileSync(objectFile(units.get(unit)), object);
      return next();
    });
    next();
  }).finally(() => worker.terminate());
}

/** Deletes the objects of sources that are no more. */
function prune(keys) {
  for (const name of readdirSync(`${folder}build/objects`)) {
    if (!keys.has(name.replace(/\.o$/, ''))) rmSync(`${folder}build/objects/${name}`);
  }
}

function report(name, bytes) {
  const kilobytes = (size) => `${(size / 1000).toFixed(1)} kB`;
  console.log(
    `${name}: ${kilobytes(bytes.length)}, ${kilobytes(gzipSync(bytes, { level: 9 }).length)} with gzip`,
  );
  if (bytes.length > largestBytes) {
    throw new Error(`${name} must be at most ${kilobytes(largestBytes)}.`);
  }
}

async function build() {
  const start = performance.now();
  mkdirSync(`${folder}build/objects`, { recursive: true });
  mkdirSync(`${folder}dist`, { recursive: true });
  const sources = readSources();
  const keys = new Map(
    unitsOf(sources).map((unit) => [unit, keyOf(unit, sources, settingsOf(unit))]),
  );
  const lacking = new Map([...keys].filter(([, key]) => !existsSync(objectFile(key))));
  await compileAll(lacking, sources);
  for (const module of modules) {
    const bytes = await link(module, [...keys.keys()], (unit) =>
      readFileSync(objectFile(keys.get(unit))),
    );
    writeFileSync(`${folder}dist/${module.name}`, bytes);
    report(module.name, bytes);
  }
  prune(new Set(keys.values()));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${lacking.size} of ${keys.size} units compiled in ${seconds} s`);
}

try {
  await build();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
