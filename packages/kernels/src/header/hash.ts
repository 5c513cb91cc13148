// A fingerprint of the contract. It is compiled into every binary and compared when one is loaded.
import { contract } from '../contract.js';
import type { KernelRow } from '../contract/fields.js';

export type Table = Readonly<Record<string, KernelRow>>;

/** 32-bit FNV-1a over UTF-16 code units, from a given starting value. */
function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * Sixteen hexadecimal digits that change with any name, field, rule or formula of the table.
 *
 * @param table  rows in frame-number order; the contract if left out
 * @returns  the digits, as text
 */
export function contractHash(table: Table = contract): string {
  const text = JSON.stringify(Object.entries(table));
  const halves = [fnv1a(text, 0x811c9dc5), fnv1a(text, 0x2f0b4c47)];
  return halves.map((half) => half.toString(16).padStart(8, '0')).join('');
}
