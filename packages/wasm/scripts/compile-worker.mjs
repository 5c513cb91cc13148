// Compiles the units that the main thread names, one after another.
import { parentPort, workerData } from 'node:worker_threads';
import { compile } from './compiler.mjs';

parentPort.on('message', async (unit) => {
  try {
    parentPort.postMessage({ unit, object: await compile(unit, workerData.tree) });
  } catch (error) {
    parentPort.postMessage({ unit, error: error.message });
  }
});
