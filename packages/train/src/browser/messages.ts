// What is said before a run begins in a worker of the browser; the rest is as in any worker.

/** From the worker: it listens now. */
export interface ReadyMessage {
  readonly kind: 'ready';
}

/** To the worker. */
export interface StartMessage {
  readonly kind: 'start';
  readonly input: unknown;
  readonly stepInterval: number;
}
