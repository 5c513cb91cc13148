// Generates dispatch.gen.cpp: for each kernel the checks of its frame and the call.
import type { BufferField, KernelRow } from '../contract/fields.js';
import type { Table } from './hash.js';
import {
  argsType,
  enumType,
  factorsOf,
  frameWords,
  layoutOf,
  pascal,
  elementType,
  pointerType,
} from './names.js';
import { banner } from './structs.js';

type Layout = ReturnType<typeof layoutOf>;

const quote = (text: string): string => JSON.stringify(text);

/** The scalar fields that an expression names, in its order. */
function namesIn(expression: string, layout: Layout): Layout {
  const words = new Set(expression.match(/[A-Za-z]\w*/g));
  return [...words].flatMap((word) =>
    layout.filter(({ name, field }) => name === word && field.kind !== 'buffer'),
  );
}

/** What an integer field may be at least if it may be anything. */
const lowest = -2147483648;

/** What a field other than a buffer may be; fields that may be anything need no rule. */
function fieldRules(layout: Layout): string[] {
  return layout.flatMap(({ name, field, word }) => {
    const rule = (range: string, length = 1, choices = 'nullptr'): string[] => [
      `    {"${name}", ${choices}, ${word}, ${length}, ${range}},`,
    ];
    switch (field.kind) {
      case 'i32':
        return field.min === lowest ? [] : rule(`${field.min}, 0`);
      case 'i32s':
        return field.min === lowest ? [] : rule(`${field.min}, 0`, field.length);
      case 'flag':
        return rule('0, 1');
      case 'choice':
        return rule(`0, ${field.choices.length - 1}`, 1, quote(field.choices.join(', ')));
      case 'f32':
      case 'buffer':
        return [];
    }
  });
}

function fieldLines(layout: Layout): string[] {
  const rules = fieldRules(layout);
  if (rules.length === 0) return [];
  return [
    `static const FieldRule fields[] = {`,
    ...rules,
    `};`,
    `if (!check.fields(frame, fields, ${rules.length})) return false;`,
  ];
}

/** Reads the fields that are no buffers into `args`. */
function readLines(kernel: string, layout: Layout): string[] {
  return layout.flatMap(({ name, field, word }) => {
    const value = `frame[${word}]`;
    switch (field.kind) {
      case 'buffer':
        return [];
      case 'i32':
        return [`args.${name} = ${value};`];
      case 'f32':
        return [`__builtin_memcpy(&args.${name}, frame + ${word}, sizeof(float));`];
      case 'flag':
        return [`args.${name} = ${value} != 0;`];
      case 'choice':
        return [`args.${name} = static_cast<${enumType(kernel, name)}>(${value});`];
      case 'i32s':
        return [`__builtin_memcpy(args.${name}, frame + ${word}, sizeof args.${name});`];
    }
  });
}

/** The values that rules and sizes are made of, by their names. */
function nameLines(layout: Layout, row: KernelRow): string[] {
  const sizes = layout.flatMap(({ field }) => (field.kind === 'buffer' ? [...field.dims] : []));
  const used = new Set(
    [...row.rules, ...sizes.map(String)].flatMap((text) =>
      namesIn(text, layout).map(({ name }) => name),
    ),
  );
  return layout.flatMap(({ name, field, word }) => {
    if (!used.has(name)) return [];
    return field.kind === 'i32s'
      ? [`const Axes ${name}{frame + ${word}, ${field.length}};`]
      : [`const int64_t ${name} = frame[${word}];`];
  });
}

/** Two 32-bit factors fit in 64 bits; longer products become calls that cannot overflow. */
function saturating(rule: string): string {
  return rule.replace(/\w+(?:\s*\*\s*\w+){2,}/g, (product) =>
    product.split('*').reduce((left, factor) => `times(${left.trim()}, ${factor.trim()})`),
  );
}

function ruleLines(row: KernelRow, layout: Layout): string[] {
  return row.rules.flatMap((rule) => {
    const fields = namesIn(rule, layout).map(({ name, field, word }) => {
      const length = field.kind === 'i32s' ? field.length : 0;
      return `{"${name}", ${word}, ${length}}`;
    });
    return [
      `if (!(${saturating(rule)})) {`,
      `  static const NamedField named[] = {${fields.join(', ')}};`,
      `  return check.broken(frame, {${quote(rule)}, named, ${fields.length}});`,
      `}`,
    ];
  });
}

function extentOf(field: BufferField, layout: Layout): string {
  const factors = factorsOf(field.dims).map((factor) => {
    for (const { name, field: scalar } of namesIn(factor, layout)) {
      const least = factor.includes(`/${name}`) ? 1 : 0;
      if (scalar.kind !== 'i32' || scalar.min < least) {
        throw new Error(
          `contract: "${factor}" needs ${name} to be an i32 field of at least ${least}.`,
        );
      }
    }
    return factor.includes('/') ? `(${factor.replace('/', ' / ')})` : factor;
  });
  return `Extent()${factors.map((factor) => ` * ${factor}`).join('')}`;
}

function bufferLines(row: KernelRow, layout: Layout): string[] {
  const buffers = layout.flatMap(({ name, field, word }) =>
    field.kind === 'buffer' ? [{ name, field, word }] : [],
  );
  const rules = buffers.map(({ name, field, word }) => {
    const dims = quote(field.dims.join('*'));
    const facts = `${elementType(field)}, ${word}, ${field.access !== 'in'}, ${field.optional}`;
    return `    {"${name}", ${dims}, ${facts}},`;
  });
  const n = buffers.length;
  return [
    `static const BufferRule rules[] = {`,
    ...rules,
    `};`,
    `const Extent extents[] = {`,
    ...buffers.map(({ field }) => `    ${extentOf(field, layout)},`),
    `};`,
    `void* data[${n}];`,
    `const BufferList list{rules, extents, data, ${n}, ${row.inPlace}};`,
    `if (!check.buffers(frame, list)) return false;`,
    `if (!Check::hasOutput(list)) return true;`,
    ...buffers.map(
      ({ name, field }, i) => `args.${name} = static_cast<${pointerType(field)}>(data[${i}]);`,
    ),
  ];
}

function runnerOf(kernel: string, row: KernelRow): string {
  const layout = layoutOf(row);
  const lines = [
    ...fieldLines(layout),
    ...nameLines(layout, row),
    ...ruleLines(row, layout),
    `${argsType(kernel)} args;`,
    ...readLines(kernel, layout),
    ...bufferLines(row, layout),
    `return check.status(kernels.${kernel}(args, scratch));`,
  ];
  return `bool run${pascal(kernel)}(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
${lines.map((line) => `  ${line}\n`).join('')}}

`;
}

/** The unit that checks and runs frames. */
export function dispatcher(table: Table): string {
  const rows = Object.entries(table);
  const entries = rows.map(
    ([kernel, row]) => `    {"${kernel}", ${frameWords(row)}, run${pascal(kernel)}},\n`,
  );
  return `${banner}#include "core/dispatch.h"

#include "core/check.h"

namespace evenkeel {
namespace {

${rows.map(([kernel, row]) => runnerOf(kernel, row)).join('')}}  // namespace

const Dispatch dispatchTable[opCount] = {
${entries.join('')}};

}  // namespace evenkeel
`;
}
