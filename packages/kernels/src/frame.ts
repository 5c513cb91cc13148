// A back end made of a driver: arguments become frames in memory that TypeScript and C++ share, and one
// call without arguments runs them.
import type { Backend, BufferData, Description, MemoryUse } from './backend.js';
import { kernelNames, type Handle, type KernelArgs, type KernelName } from './contract.js';
import type { DType } from './contract/fields.js';
import { dtypeCodes, type Driver, type DriverData } from './driver.js';
import type { FrameViews } from './encode.js';
import { elementNames, KernelError, takingMemory } from './errors.js';
import { encoders } from './generated/encoders.gen.js';
import { contractHash } from './header/hash.js';
import { frameWords } from './header/names.js';
import { contract } from './contract.js';
import { FrameRecorder, type Recorder } from './recorder.js';

/** Words of the longest frame. */
const longestFrame = Math.max(...kernelNames.map((name) => frameWords(contract[name])));

const arrays = { float: Float32Array, i32: Int32Array, u8: Uint8Array };

function typed(dtype: DType, data: BufferData): DriverData {
  const type = arrays[dtype];
  return data instanceof type ? data : new type(data);
}

export class FrameBackend implements Backend {
  readonly name: 'native' | 'wasm';
  readonly precision = 'float32';
  private readonly driver: Driver;
  private readonly version: string;
  private views: FrameViews;
  private recorder: FrameRecorder | null = null;

  /**
   * @param driver  entry points of one context
   * @param options.name  what the back end is called
   * @param options.version  version of the package that brings the binary
   * @throws KernelError  the binary was compiled for another contract
   */
  constructor(driver: Driver, options: { name: 'native' | 'wasm'; version: string }) {
    const expected = contractHash();
    if (driver.contractHash !== expected) {
      throw new KernelError(
        `${options.name}: the binary must be built for contract ${expected}, got ${driver.contractHash}. ` +
          'Build it again, or install the same version of all @evenkeel packages.',
      );
    }
    this.driver = driver;
    this.name = options.name;
    this.version = options.version;
    this.views = viewsOf(driver.frame);
  }

  alloc(dtype: DType, length: number): Handle {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new KernelError(`alloc: length must be an integer of at least 0, got ${length}.`);
    }
    const code = dtypeCodes[dtype];
    const handle =
      this.recorder?.active === true
        ? this.recorder.take(code, length)
        : this.driver.alloc(code, length);
    if (handle === 0) throw this.failure();
    return handle;
  }

  free(handle: Handle): void {
    if (this.recorder?.keep(handle) === true) return;
    if (!this.driver.free(handle)) throw this.failure();
  }

  read(handle: Handle, dtype: DType, length: number, offset = 0): DriverData {
    checkRange('read', length, offset);
    if (this.recorder?.active === true) this.recorder.refuse('the step reads numbers back');
    const target = takingMemory(
      {
        asked: () =>
          `read: memory must be available, got none for ${length} ${elementNames[dtype]}`,
        use: () => this.memory(),
      },
      () => new arrays[dtype](length),
    );
    if (!this.driver.read(handle, offset, target)) throw this.failure();
    return target;
  }

  write(handle: Handle, dtype: DType, data: BufferData, offset = 0): void {
    checkRange('write', data.length, offset);
    if (this.recorder?.active === true)
      this.recorder.refuse('the step makes a tensor of given numbers');
    if (!this.driver.write(handle, offset, typed(dtype, data))) throw this.failure();
  }

  run<K extends KernelName>(name: K, args: KernelArgs<K>): void {
    const encode = encoders[name];
    if (encode === undefined) throw unknownKernel(name);
    this.runFrames(encode(this.frame, 0, args));
  }

  /** Frames that do not fit in the frame buffer at once go in several calls. */
  runAll<K extends KernelName>(name: K, list: readonly KernelArgs<K>[]): void {
    const encode = encoders[name];
    if (encode === undefined) throw unknownKernel(name);
    const last = this.frame.words.length - longestFrame;
    let end = 0;
    for (const args of list) {
      end = encode(this.frame, end, args);
      if (end <= last) continue;
      this.runFrames(end);
      end = 0;
    }
    this.runFrames(end);
  }

  record(): Recorder | null {
    if (this.recorder !== null) return null;
    this.recorder = new FrameRecorder({
      capacity: this.frame.words.length,
      replay: (words) => {
        this.frame.words.set(words);
        this.runFrames(words.length);
      },
      alloc: (dtype, length) => this.driver.alloc(dtype, length),
      free: (handle) => void this.driver.free(handle),
      release: () => void (this.recorder = null),
    });
    return this.recorder;
  }

  /** Where frames are written, also after the memory has moved. */
  private get frame(): FrameViews {
    if (this.views.words.length === 0) this.views = viewsOf(this.driver.frame);
    return this.views;
  }

  collectable(growth: number): void {
    this.driver.collectable?.(growth);
  }

  memory(): MemoryUse {
    return this.driver.memory();
  }

  trim(): void {
    this.driver.trim();
  }

  threads(): number {
    return this.driver.threads();
  }

  setThreads(count: number): void {
    if (!Number.isSafeInteger(count) || !this.driver.setThreads(count)) {
      throw new KernelError(`setThreads: count must be an integer from 1 to 1024, got ${count}.`);
    }
  }

  describe(): Description {
    return { isa: this.driver.isa, version: this.version };
  }

  private runFrames(words: number): void {
    if (this.driver.run(words) !== 0) throw this.failure();
    if (this.recorder?.active === true) this.recorder.add(this.frame.words, words);
  }

  private failure(): KernelError {
    return new KernelError(this.driver.lastError());
  }
}

function viewsOf(words: Int32Array): FrameViews {
  return { words, floats: new Float32Array(words.buffer, words.byteOffset, words.length) };
}

function checkRange(op: string, length: number, offset: number): void {
  if (Number.isSafeInteger(length) && Number.isSafeInteger(offset) && length >= 0) return;
  throw new KernelError(
    `${op}: length and offset must be integers of at least 0, got ${length} and ${offset}.`,
  );
}

function unknownKernel(name: unknown): KernelError {
  return new KernelError(`run: ${String(name)} must be a kernel of the contract.`);
}
