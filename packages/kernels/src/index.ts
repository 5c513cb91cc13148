/**
 * The contract between TypeScript and the kernels, and the reference back end that defines it.
 *
 * @module @evenkeel/kernels
 */
export * from './backend.js';
export * from './contract.js';
export * from './contract/elementwise.js';
export * from './contract/fields.js';
export * from './driver.js';
export { KernelError } from './errors.js';
export { FrameBackend } from './frame.js';
export { contractHash } from './header/hash.js';
export { normalPair } from './normal.js';
export { philox, philoxBlock, type PhiloxStart } from './philox.js';
export type { Program, Recorder } from './recorder.js';
export { createReferenceBackend } from './reference/backend.js';
export { version } from './version.js';
