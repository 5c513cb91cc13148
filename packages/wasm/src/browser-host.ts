// Helpers in browsers: module workers.
import { mostByDefault, type Host } from './backend.js';

/** A service worker has no workers of its own. */
function alone(): string | null {
  if (typeof Worker === 'undefined') return 'there are no workers here';
  if (typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated) return null;
  return (
    'the page is not isolated: it must be served with Cross-Origin-Opener-Policy: same-origin ' +
    'and Cross-Origin-Embedder-Policy: require-corp'
  );
}

/** Browsers do not say more of a worker whose program they did not get. */
const unloaded =
  'its program could not be loaded: it must be served, with Cross-Origin-Embedder-Policy: require-corp, ' +
  'and worker-src must allow it';

export const browserHost: Host = {
  alone,
  defaultThreads: () => Math.min(navigator.hardwareConcurrency, mostByDefault),
  startHelper(task, { begun, failed }) {
    // Bundlers look for just this expression.
    const worker = new Worker(new URL('../dist/helper-browser.js', import.meta.url), {
      type: 'module',
    });
    worker.addEventListener('message', begun, { once: true });
    worker.addEventListener('error', ({ message }) => failed(message ?? unloaded));
    worker.postMessage(task);
    return () => worker.terminate();
  },
};
