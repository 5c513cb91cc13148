// What the modules of native/src/wasm offer, and what they are given.

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
  threads(): number;
  setThreads(count: number): number;
  trim(): void;
  /** Address of six doubles. */
  memoryUse(): number;
}

/** What the module with threads offers besides. */
export interface SharingExports extends ModuleExports {
  /** For a caller that must not be put to sleep: it waits awake for helpers that have begun. */
  callerMustNotSleep(): void;
  /** Calls helpers before there is a loop for them, and says how many threads there is memory for. */
  callHelpers(threads: number): number;
  /** How much of a helper's memory is the stack. */
  helperStack(): number;
  /** What a helper does, until there was no loop for it for so many milliseconds. */
  serve(member: number, patience: number): void;
  /** What it says then, last of all. */
  helperLeft(member: number): void;
  /** What it says after a trap. */
  helperFailed(member: number): void;
  /** How often a helper has taken part in a loop. */
  helped(): number;
  readonly __stack_pointer: WebAssembly.Global<'i32'>;
  __wasm_init_tls(address: number): void;
}

/** What it is given besides memory. */
export interface SharingImports extends WebAssembly.ModuleImports {
  /** Milliseconds. */
  readonly now: () => number;
  /** Asks for a helper that has memory of its own at the address. */
  readonly startHelper: (member: number, memory: number) => void;
}

/** Whether a module is the one with threads. */
export const hasThreads = (module: WebAssembly.Module): boolean =>
  WebAssembly.Module.exports(module).some(({ name }) => name === 'serve');

/** Bytes of a page, the unit in which memory grows. */
export const pageBytes = 65536;

/** Pages that the module needs to start with: as the linker was told in scripts/compiler.mjs. */
export const initialPages = 32;

/** All that 32-bit addresses reach. */
export const mostPages = 65536;
