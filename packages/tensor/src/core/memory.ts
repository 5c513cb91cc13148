// How much lives.
import type { MemoryUse } from '@evenkeel/kernels';
import { backend } from './backends.js';
import { counts } from './ownership.js';

/**
 * Tensors that live now, on all back ends, and the memory of the current back end in bytes.
 *
 * @returns  numbers of tensors and bytes
 * @example
 * const before = memory().tensors;
 * tidy(() => zeros([100]).size);
 * memory().tensors - before; // 0
 */
export function memory(): MemoryUse & { readonly tensors: number } {
  return { tensors: counts.tensors, ...backend().memory() };
}
