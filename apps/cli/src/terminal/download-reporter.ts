// Shows a download: a bar on a terminal, a line for each file anywhere.
import type { DownloadEvent } from '@evenkeel/data/node';
import { megabytes } from './bytes.js';
import { progressOn, type Progress } from './progress.js';

export class DownloadReporter {
  readonly #progress: Progress;
  /** When the current answer began, and with how many bytes. */
  #start = { time: 0, received: 0 };

  constructor(stream: NodeJS.WriteStream) {
    this.#progress = progressOn(stream);
  }

  show(event: DownloadEvent): void {
    if (event.kind === 'progress') this.#advance(event);
    else this.#progress.say(`${event.file}: ${this.#words(event)}`);
  }

  /** Removes the bar for good. */
  end(): void {
    this.#progress.end();
  }

  #advance({ file, received, bytes }: Extract<DownloadEvent, { kind: 'progress' }>): void {
    const seconds = (performance.now() - this.#start.time) / 1000;
    const rate = (received - this.#start.received) / seconds;
    this.#progress.update({
      done: received,
      total: bytes,
      count: `${megabytes(received)} of ${megabytes(bytes)}`,
      rate: `${megabytes(rate)}/s`,
      secondsLeft: (bytes - received) / rate,
      note: file,
    });
  }

  #words(event: Exclude<DownloadEvent, { kind: 'progress' }>): string {
    switch (event.kind) {
      case 'waiting':
        return `another process${event.pid === null ? '' : ` (${event.pid})`} gets it; waiting for that`;
      case 'there':
        return 'is there already';
      case 'damaged':
        return `is replaced, as ${event.reason}`;
      case 'start': {
        this.#start = { time: performance.now(), received: event.received };
        const after = event.received > 0 ? `, going on after ${megabytes(event.received)}` : '';
        return `${megabytes(event.bytes)} from ${event.address}${after}`;
      }
      case 'retry':
        return `${event.reason}; trying again`;
      case 'verified':
        return {
          computed: 'length and SHA-256 are right',
          published: 'length and SHA-256 are right, as published',
          unknown: 'the length is right; no checksum of it is known',
        }[event.checksum];
      case 'unpacked':
        return 'unpacked';
    }
  }
}
