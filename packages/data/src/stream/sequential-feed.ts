// Batches from samples that come one after the other.
import { ArgumentError } from '@evenkeel/tensor';
import type { RawBatch } from '../batch.js';
import { checkSample } from './check.js';
import type { Feed } from './feed.js';
import type { Course } from './indexed-feed.js';
import { ShuffleBuffer } from './order.js';
import type { Sample, SequentialSource } from './source.js';

type Samples = AsyncGenerator<Sample, void, undefined>;

/**
 * Each epoch is a pass through the source. A place in an epoch is found again by going through all that comes before
 * it, which reads those samples but makes no batches of them.
 */
export class SequentialFeed implements Feed {
  readonly #source: SequentialSource;
  readonly #course: Course;
  #epoch: number;
  #position: number;
  #samples: Samples | null = null;
  /** The batch in the making: they are made one at a time. */
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(source: SequentialSource, course: Course) {
    this.#source = source;
    this.#course = course;
    this.#epoch = course.epoch;
    this.#position = course.position;
  }

  async next(): Promise<RawBatch> {
    const made = this.#last.then(async () => this.#make());
    this.#last = made.catch(() => undefined);
    return made;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
    await this.#samples?.return();
  }

  async #make(): Promise<RawBatch> {
    if (this.#closed) throw new Error('streamLoader: the stream was closed.');
    const { batch, length } = this.#course;
    const samples = (this.#samples ??= await this.#start());
    const from = this.#position * batch;
    const rows = Math.min(batch, this.#source.count - from);
    const made = await collect(samples, this.#source, rows);
    this.#position += 1;
    if (this.#position === length) {
      await samples.return();
      this.#samples = null;
      this.#position = 0;
      this.#epoch += 1;
    }
    return made;
  }

  /** The pass of this epoch, past what was given before. */
  async #start(): Promise<Samples> {
    const samples = this.#shuffled();
    for (let skipped = 0; skipped < this.#position * this.#course.batch; skipped += 1) {
      if ((await samples.next()).done === true) break;
    }
    return samples;
  }

  #shuffled(): Samples {
    const { generator, buffer } = this.#course;
    const samples = counted(this.#source);
    if (generator === null || buffer === null) return samples;
    return mixed(samples, new ShuffleBuffer<Sample>(buffer, generator.fork(this.#epoch)));
  }
}

/** The samples of a pass: `count` of them, each of the right size. */
async function* counted(source: SequentialSource): Samples {
  const { count, name } = source;
  let number = 0;
  for await (const sample of source.open()) {
    checkSample(sample, source, number);
    yield sample;
    number += 1;
    if (number === count) return;
  }
  throw new ArgumentError({
    op: 'streamLoader',
    argument: 'source',
    expected: `one of ${count} samples a pass, as its count says`,
    received: `${number} from ${name}`,
  });
}

async function* mixed(samples: Samples, buffer: ShuffleBuffer<Sample>): Samples {
  for await (const sample of samples) {
    const out = buffer.push(sample);
    if (out !== undefined) yield out;
  }
  for (let out = buffer.drain(); out !== undefined; out = buffer.drain()) yield out;
}

async function collect(
  samples: Samples,
  { shape }: SequentialSource,
  rows: number,
): Promise<RawBatch> {
  const size = shape.reduce((product, length) => product * length, 1);
  const labels = new Int32Array(rows);
  let values: Uint8Array | Float32Array | null = null;
  for (let row = 0; row < rows; row += 1) {
    const next = await samples.next();
    if (next.done === true) throw new Error('streamLoader: the stream was closed.');
    const { x, y } = next.value;
    values ??=
      x instanceof Uint8Array ? new Uint8Array(rows * size) : new Float32Array(rows * size);
    values.set(x, row * size);
    labels[row] = y;
  }
  return { values: values ?? new Uint8Array(0), labels };
}
