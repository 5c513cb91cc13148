// The thread that trains, seen from the page.
import type { FromWorker, ToWorker } from '../race/protocol.js';

export interface WorkerLink {
  send(message: ToWorker): void;
}

export interface WorkerEvents {
  readonly onMessage: (message: FromWorker) => void;
  /** The worker itself broke; with a reason in words. */
  readonly onError: (message: string) => void;
}

/** Starts the worker. It hears nothing before it has said `ready`: what is sent earlier is kept until then. */
export function openWorker({ onMessage, onError }: WorkerEvents): WorkerLink {
  const worker = new Worker(new URL('../race/worker.ts', import.meta.url), { type: 'module' });
  let early: ToWorker[] | null = [];
  const send = (message: ToWorker): void => {
    if (early === null) worker.postMessage(message);
    else early.push(message);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    const kept = data.kind === 'ready' ? (early ?? []) : [];
    if (data.kind === 'ready') early = null;
    onMessage(data);
    for (const message of kept) send(message);
  });
  worker.addEventListener('error', ({ message }) => {
    onError(message || 'The worker that trains could not be loaded.');
  });
  return { send };
}
