// Generates contract.gen.h (argument structures and choices) and kernels.gen.inc (prototypes of one
// instruction set and its table of functions).
import type { Field } from '../contract/fields.js';
import { contractHash, type Table } from './hash.js';
import { argsType, checkName, enumType, firstWithChoices, memberOf } from './names.js';

export const banner =
  '// Generated from packages/kernels/src/contract by `pnpm generate`. Do not edit.\n';

function wrap(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function comment(text: string): string {
  return wrap(text.split(' '), 100)
    .map((line) => `/// ${line}\n`)
    .join('');
}

function choiceType(table: Table, type: string, choices: readonly string[]): string {
  const first = firstWithChoices(table, choices);
  if (first !== type) return `using ${type} = ${first};\n\n`;
  const items = wrap(
    choices.map((choice) => `${checkName(choice)},`),
    96,
  );
  return `enum class ${type} : int32_t {\n${items.map((line) => `  ${line}\n`).join('')}};\n\n`;
}

function noteOf(field: Field): string {
  if (field.kind !== 'buffer') return '';
  return `  // [${field.dims.join(', ')}]${field.optional ? ', nullptr if absent' : ''}`;
}

function structOf(table: Table, kernel: string): string {
  const row = table[kernel];
  if (row === undefined) throw new Error(`contract: no row ${kernel}.`);
  const fields = Object.entries(row.fields);
  const enums = fields.map(([name, field]) =>
    field.kind === 'choice' ? choiceType(table, enumType(kernel, name), field.choices) : '',
  );
  const members = fields.map(
    ([name, field]) => `  ${memberOf(kernel, checkName(name), field)}${noteOf(field)}\n`,
  );
  return `${enums.join('')}${comment(row.formula)}struct ${argsType(kernel)} {\n${members.join('')}};\n\n`;
}

/** The header that kernel units include. */
export function contractHeader(table: Table): string {
  const kernels = Object.keys(table);
  const ops = wrap(
    kernels.map((kernel) => `${checkName(kernel)},`),
    96,
  );
  return `${banner}#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/scratch.h"
#include "core/status.h"

namespace evenkeel {

constexpr char contractHash[] = "${contractHash(table)}";

/// Number of each kernel: word 0 of its frame.
enum class Op : int32_t {
${ops.map((line) => `  ${line}\n`).join('')}};

constexpr int32_t opCount = ${kernels.length};

${kernels.map((kernel) => structOf(table, kernel)).join('')}/// The kernels of one instruction set.
struct KernelTable {
${kernels.map((kernel) => `  Status (*${kernel})(const ${argsType(kernel)}& args, Scratch& scratch);\n`).join('')}};

#ifdef EVENKEEL_ISA
namespace EVENKEEL_ISA {
#include "generated/kernels.gen.inc"
}  // namespace EVENKEEL_ISA
#endif

}  // namespace evenkeel
`;
}

/** Prototypes of all kernels, to be included inside the namespace of an instruction set. */
export function prototypes(table: Table): string {
  const lines = Object.keys(table).map(
    (kernel) => `Status ${kernel}(const ${argsType(kernel)}& args, Scratch& scratch);\n`,
  );
  return `${banner}${lines.join('')}`;
}

/** The unit that is compiled once per instruction set and lists its kernels. */
export function kernelTable(table: Table): string {
  return `${banner}#include "generated/contract.gen.h"

namespace evenkeel {
namespace EVENKEEL_ISA {

extern const KernelTable kernelTable;
const KernelTable kernelTable = {
${Object.keys(table)
  .map((kernel) => `    ${kernel},\n`)
  .join('')}};

}  // namespace EVENKEEL_ISA
}  // namespace evenkeel
`;
}
