// Trains on each back end, here and in a worker thread, and prints the losses of all steps.
import { fileURLToPath } from 'node:url';
import { activeBackend, fit } from 'evenkeel';
import { fitInWorker } from 'evenkeel/node';
import { loadWasm } from '@evenkeel/wasm';
import { net } from './net.mjs';

const stepsInto =
  (losses) =>
  ({ kind, loss }) =>
    void (kind === 'step' && losses.push(loss));

async function here(input) {
  const { model, ...options } = await net(input);
  const losses = [];
  await fit(model, { ...options, onEvent: stepsInto(losses) });
  const { name, threads } = activeBackend();
  return { name, threads, losses };
}

async function inWorker(input) {
  const losses = [];
  const module = new URL('net.mjs', import.meta.url);
  await fitInWorker(module, { input, stepInterval: 0, onEvent: stepsInto(losses) });
  return losses;
}

const native = { backend: 'native', threads: 2 };
const wasm = { backend: 'wasm', threads: 2 };
const runs = {
  native: await here(native),
  nativeInWorker: await inWorker(native),
  wasm: await here(wasm),
  wasmInWorker: await inWorker(wasm),
};
await loadWasm(fileURLToPath(import.meta.resolve('@evenkeel/wasm/evenkeel.wasm')));
process.stdout.write(
  JSON.stringify({ version: process.version, ...runs, wasmAlone: await here(wasm) }),
);
