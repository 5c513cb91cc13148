// What the module of native/src/wasm offers, and what it is given.

/** Addresses are bytes into the memory, 0 is none. */
export interface ModuleExports {
  /** Makes the context and gives the address of its frame buffer. */
  open(number: number, limit: number): number;
  frameWords(): number;
  contractHash(): number;
  isa(): number;
  lastError(): number;
  run(words: number): number;
  alloc(dtype: number, length: number): number;
  free(handle: number): number;
  readable(handle: number, dtype: number, offset: number, length: number): number;
  writable(handle: number, dtype: number, offset: number, length: number): number;
  trim(): void;
  /** Address of six doubles. */
  memoryUse(): number;
}

/** Bytes of a page, the unit in which memory grows. */
export const pageBytes = 65536;

/** Pages that the module needs to start with: as the linker was told in scripts/compiler.mjs. */
export const initialPages = 32;

/** All that 32-bit addresses reach. */
export const mostPages = 65536;
