// The worker: starts the back end, then hands what the page says to the host, one message after the other.
import './symbol-dispose.js';
import { startBackend } from './backend.js';
import { Host } from './host.js';
import type { FromWorker, ToWorker } from './protocol.js';

const say = (message: FromWorker): void => self.postMessage(message);
const complain = (error: unknown): void =>
  say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });

const host = new Host(say);
let last: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  last = last.then(async () => host.hear(data)).catch(complain);
});

try {
  say({ kind: 'ready', backend: await startBackend() });
} catch (error) {
  complain(error);
}
