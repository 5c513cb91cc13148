// Times single calls and training steps in TensorFlow.js on request, as torch/peer.py does in PyTorch. EVENKEEL_TFJS names the
// folder whose node_modules have it. Reads one JSON request a line: {op, sizes, backend, seconds, fewest}; answers each with
// {samples: [seconds of one call, ...]} or {error}. The first line says {version}.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { takeSamples } from './samples.mjs';

// The library greets on standard output, which is for answers.
Object.assign(console, { log() {}, warn() {} });
const require = createRequire(join(resolve(process.env.EVENKEEL_TFJS ?? ''), 'peer.cjs'));
const tf = require('@tensorflow/tfjs');
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`);

const answer = (value) => void process.stdout.write(`${JSON.stringify(value)}\n`);

answer({ version: tf.version.tfjs });
for await (const line of createInterface(process.stdin)) {
  try {
    answer({ samples: await takeSamples(tf, JSON.parse(line)) });
  } catch (error) {
    answer({ error: error.message.split('\n')[0] });
  }
}
