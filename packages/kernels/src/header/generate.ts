// All files that are derived from the contract for C++.
import { contract } from '../contract.js';
import { dispatcher } from './dispatch.js';
import type { Table } from './hash.js';
import { contractHeader, kernelTable, prototypes } from './structs.js';

/** Name and text of each generated file. */
export function generate(table: Table = contract): ReadonlyMap<string, string> {
  return new Map([
    ['contract.gen.h', contractHeader(table)],
    ['kernels.gen.inc', prototypes(table)],
    ['table.gen.cpp', kernelTable(table)],
    ['dispatch.gen.cpp', dispatcher(table)],
  ]);
}
