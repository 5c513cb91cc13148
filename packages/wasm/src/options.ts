// What a WebAssembly back end can be told. Types of the browser stay out of here, so that programs need not know them.

export interface WasmOptions {
  /** Threads that kernels may use; they run on one in this version, whatever is asked. */
  readonly threads?: number;
  /** Most bytes that buffers and working memory may take; default 4 GiB, which is all that 32 bits address. */
  readonly memoryLimit?: number;
}
