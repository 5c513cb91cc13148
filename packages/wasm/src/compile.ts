// From bytes to a compiled module, with errors that say where the bytes came from.
import { KernelError } from '@evenkeel/kernels';

/** What every module begins with: "\0asm". */
const magic = [0, 97, 115, 109];

/** Bytes that should be the kernels, and the words for where they come from. */
export interface Candidate {
  readonly bytes: Uint8Array;
  readonly from: string;
}

/**
 * Compiles the module without blocking.
 *
 * @throws KernelError  the bytes are no module, or the engine refuses them
 */
export async function compile({ bytes, from }: Candidate): Promise<WebAssembly.Module> {
  requireMagic(bytes, from);
  try {
    return await WebAssembly.compile(bytes as BufferSource);
  } catch (error) {
    throw refused(error, from);
  }
}

/**
 * Compiles the module at once, as only Node can.
 *
 * @throws KernelError  the bytes are no module, or the engine refuses them
 */
export function compileSync({ bytes, from }: Candidate): WebAssembly.Module {
  requireMagic(bytes, from);
  try {
    return new WebAssembly.Module(bytes as BufferSource);
  } catch (error) {
    throw refused(error, from);
  }
}

/** Servers that answer any address with a page are the usual reason. */
function requireMagic(bytes: Uint8Array, from: string): void {
  if (magic.every((byte, i) => bytes[i] === byte)) return;
  const start = Array.from(bytes.subarray(0, magic.length), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join(' ');
  const found = start === '' ? 'nothing' : `${bytes.length} bytes that begin with ${start}`;
  throw new KernelError(
    `wasm: ${from} must be a WebAssembly module (00 61 73 6d …), got ${found}.`,
  );
}

/** A damaged module, or a content security policy without 'wasm-unsafe-eval'. */
function refused(error: unknown, from: string): KernelError {
  const why = error instanceof Error ? error.message : String(error);
  return new KernelError(`wasm: ${from} must be a module that the engine compiles, got ${why}`, {
    cause: error,
  });
}
