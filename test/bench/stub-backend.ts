// A back end whose kernels do nothing, behind the real frame encoder: what is left is TypeScript.
import { FrameBackend, contractHash, type Driver } from '@evenkeel/kernels';

/** A driver that hands out numbers and writes nothing. */
function idleDriver(): Driver {
  let handles = 0;
  const memory = {
    buffers: 0,
    bytes: 0,
    pooledBytes: 0,
    peakBytes: 0,
    scratchBytes: 0,
    growths: 0,
  };
  return {
    contractHash: contractHash(),
    isa: 'none',
    frame: new Int32Array(1 << 14),
    alloc: () => ++handles,
    free: () => true,
    read: () => true,
    write: () => true,
    run: () => 0,
    lastError: () => '',
    trim: () => {},
    memory: () => memory,
    threads: () => 1,
    setThreads: () => true,
  };
}

export function stubBackend(): FrameBackend {
  return new FrameBackend(idleDriver(), { name: 'native', version: 'stub' });
}
