// Times single calls and training steps in TensorFlow.js on request, as torch/peer.py does in PyTorch. EVENKEEL_TFJS names the
// folder whose node_modules have it. Reads one JSON request a line: {op, sizes, backend, seconds, fewest}; answers each with
// {samples: [seconds of one call, ...]} or {error}. The first line says {version}.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { prepare } from './ops.mjs';

// The library greets on standard output, which is for answers.
Object.assign(console, { log() {}, warn() {} });
const require = createRequire(join(resolve(process.env.EVENKEEL_TFJS ?? ''), 'peer.cjs'));
const tf = require('@tensorflow/tfjs');
const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`);

const shortestSample = 50e-6;
const now = () => performance.now() / 1e3;

/** Warms up, and finds how many calls are long enough for the clock. */
function callsPerSample(body) {
  for (let calls = 1; ; calls *= 2) {
    const start = now();
    for (let i = 0; i < calls; i++) body();
    if (now() - start >= shortestSample) return calls;
  }
}

async function takeSamples({ op, sizes, backend, seconds, fewest }) {
  if (!(await tf.setBackend(backend))) throw new Error(`no back end ${backend}`);
  const { body, free } = prepare(tf, op, sizes);
  try {
    const calls = callsPerSample(body);
    const samples = [];
    const end = now() + seconds;
    while (samples.length < fewest || now() < end) {
      const start = now();
      for (let i = 0; i < calls; i++) body();
      samples.push((now() - start) / calls);
    }
    return samples;
  } finally {
    free();
  }
}

const answer = (value) => void process.stdout.write(`${JSON.stringify(value)}\n`);

answer({ version: tf.version.tfjs });
for await (const line of createInterface(process.stdin)) {
  try {
    answer({ samples: await takeSamples(JSON.parse(line)) });
  } catch (error) {
    answer({ error: error.message.split('\n')[0] });
  }
}
