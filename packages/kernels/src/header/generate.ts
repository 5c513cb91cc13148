// All files that are derived from the contract.
import { contract } from '../contract.js';
import { dispatcher } from './dispatch.js';
import { encoders } from './encoders.js';
import { fieldTable } from './field-table.js';
import type { Table } from './hash.js';
import { contractHeader, kernelTable, prototypes } from './structs.js';

const native = 'native/src/generated';

/** Path from the root of the workspace and text of each generated file. */
export function generate(table: Table = contract): ReadonlyMap<string, string> {
  return new Map([
    [`${native}/contract.gen.h`, contractHeader(table)],
    [`${native}/kernels.gen.inc`, prototypes(table)],
    [`${native}/table.gen.cpp`, kernelTable(table)],
    [`${native}/dispatch.gen.cpp`, dispatcher(table)],
    ['native/test/generated/fields.gen.h', fieldTable(table)],
    ['packages/kernels/src/generated/encoders.gen.ts', encoders(table)],
  ]);
}
