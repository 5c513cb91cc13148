// Generates fields.gen.h: the fields of every kernel as data, for the driver that draws random frames.
import type { Field } from '../contract/fields.js';
import type { Table } from './hash.js';
import { elementType, layoutOf } from './names.js';
import { banner } from './structs.js';

function lineOf(name: string, field: Field): string {
  const buffer = field.kind === 'buffer';
  const min = field.kind === 'i32' || field.kind === 'i32s' ? field.min : 0;
  const count =
    field.kind === 'choice' ? field.choices.length : field.kind === 'i32s' ? field.length : 1;
  const facts = [
    `"${name}"`,
    `FieldKind::${field.kind}`,
    min === -2147483648 ? 'INT32_MIN' : min,
    count,
    buffer ? elementType(field) : 'ElementType::float32',
    buffer && field.access !== 'in',
    buffer && field.optional,
    JSON.stringify(buffer ? field.dims.join('*') : ''),
  ];
  return `    {${facts.join(', ')}},\n`;
}

/** A header of the C++ tests. */
export function fieldTable(table: Table): string {
  const rows = Object.entries(table);
  const fields = rows.map(([kernel, row]) => {
    const lines = layoutOf(row).map(({ name, field }) => lineOf(name, field));
    return `const Field ${kernel}Fields[] = {\n${lines.join('')}};\n\n`;
  });
  const kernels = rows.map(([kernel, row]) => {
    return `    {"${kernel}", ${kernel}Fields, ${Object.keys(row.fields).length}},\n`;
  });
  return `${banner}#pragma once

#include <stdint.h>

#include "core/arena.h"
#include "generated/contract.gen.h"

namespace evenkeel {

enum class FieldKind { buffer, i32, f32, flag, choice, i32s };

/// One field of a kernel: \`count\` is the number of choices, or of the integers of a vector.
struct Field {
  const char* name;
  FieldKind kind;
  int32_t min;
  int32_t count;
  ElementType type;
  bool written;
  bool optional;
  const char* dims;
};

struct Kernel {
  const char* name;
  const Field* fields;
  int32_t count;
};

${fields.join('')}const Kernel contractKernels[opCount] = {
${kernels.join('')}};

}  // namespace evenkeel
`;
}
