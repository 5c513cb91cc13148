// Times calls of TensorFlow.js: in a process of its own or in a page.
import { prepare } from './ops.mjs';

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

/** Seconds of single calls; rejects with the library's message where its back end lacks a kernel. */
export async function takeSamples(tf, { op, sizes, backend, seconds, fewest }) {
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
