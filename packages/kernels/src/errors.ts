// The error that every back end throws.

/** A frame that breaks its kernel's contract: `kernel: argument must be RULE, got VALUE. Hint.` */
export class KernelError extends Error {
  override readonly name = 'KernelError';
}
