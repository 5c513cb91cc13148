import { beforeEach, describe, expect, it } from 'vitest';
import type { Driver } from './driver.js';
import { KernelError } from './errors.js';
import { FrameBackend } from './frame.js';
import { contractHash } from './header/hash.js';
import type { Recorder } from './recorder.js';

/** Hands out handles, and remembers which live and what ran. */
class CountingDriver implements Driver {
  readonly contractHash = contractHash();
  readonly isa = 'none';
  readonly frame = new Int32Array(100);
  readonly runs: number[][] = [];
  readonly alive = new Set<number>();
  failing = false;
  #handles = 0;

  alloc(): number {
    this.alive.add(++this.#handles);
    return this.#handles;
  }
  free(handle: number): boolean {
    return this.alive.delete(handle);
  }
  read = (): boolean => true;
  write = (): boolean => true;
  run(words: number): number {
    if (words > 0) this.runs.push([...this.frame.subarray(0, words)]);
    return this.failing ? 1 : 0;
  }
  lastError = (): string => 'fill: it failed.';
  trim(): void {}
  memory() {
    return { buffers: 0, bytes: 0, pooledBytes: 0, peakBytes: 0, scratchBytes: 0, growths: 0 };
  }
  threads = (): number => 1;
  setThreads = (): boolean => true;
}

let driver: CountingDriver;
let backend: FrameBackend;
let recorder: Recorder;
beforeEach(() => {
  driver = new CountingDriver();
  backend = new FrameBackend(driver, { name: 'native', version: '0.1.0' });
  recorder = backend.record()!;
});

const fill = (y: number): void => backend.run('fill', { y, n: 1, value: 0 });

describe('a recorder', () => {
  it('runs again what was asked for between start and stop', () => {
    fill(90);
    recorder.start();
    fill(91);
    backend.runAll('fill', [
      { y: 92, n: 1, value: 0 },
      { y: 91, n: 1, value: 0 },
    ]);
    const program = recorder.stop();
    fill(93);
    expect([program.calls, program.placesOf(91), program.placesOf(90)]).toEqual([3, [1, 9], []]);
    driver.runs.length = 0;
    for (const place of program.placesOf(91)) program.words[place] = 95;
    program.run();
    expect(driver.runs.map((words) => words.filter((_, i) => i % 4 === 1))).toEqual([[95, 92, 95]]);
  });

  it('keeps buffers that come and go, and uses them again', () => {
    recorder.start();
    const first = backend.alloc('float', 8);
    backend.free(first);
    const other = backend.alloc('i32', 8);
    const again = backend.alloc('float', 8);
    expect([again, other === first, driver.alive.size]).toEqual([first, false, 2]);
    recorder.stop();
    backend.free(again);
    expect(recorder.live()).toEqual([other]);
    recorder.close();
    backend.free(other);
    expect([...driver.alive]).toEqual([first]);
    recorder.dispose();
    expect(driver.alive.size).toBe(0);
  });

  it('runs what is longer than the frame buffer in several calls, each of whole frames', () => {
    recorder.start();
    for (let i = 0; i < 60; i++) fill(i + 1);
    const program = recorder.stop();
    driver.runs.length = 0;
    program.run();
    expect(driver.runs.map(({ length }) => length)).toEqual([100, 100, 40]);
  });

  it('finds the counters of random numbers', () => {
    recorder.start();
    fill(1);
    const counter = { seedLow: 1, seedHigh: 2, streamLow: 3, streamHigh: 4 };
    const fields = { y: 1, n: 4, ...counter, blockLow: 5, blockHigh: 6, low: 0, high: 1 };
    backend.run('randomUniform', fields);
    const { counters, words } = recorder.stop();
    expect(counters).toHaveLength(1);
    expect([...words.subarray(counters[0], counters[0]! + 6)]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('refuses numbers that come from outside or are looked at', () => {
    backend.write(1, 'float', new Float32Array(1));
    expect(recorder.refusal).toBeNull();
    recorder.start();
    backend.write(1, 'float', new Float32Array(1));
    backend.read(1, 'float', 1);
    expect(recorder.refusal).toBe('the step makes a tensor of given numbers');
  });

  it('works alone, until it is closed', () => {
    expect(backend.record()).toBeNull();
    recorder.close();
    expect(backend.record()).not.toBeNull();
  });

  it('throws what a replayed kernel throws', () => {
    recorder.start();
    fill(1);
    const program = recorder.stop();
    driver.failing = true;
    expect(() => program.run()).toThrow(new KernelError('fill: it failed.'));
  });
});
