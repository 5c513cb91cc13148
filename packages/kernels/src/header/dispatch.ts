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

/** Reads the scalar fields into `args` and checks each alone. */
function scalarLines(kernel: string, layout: Layout): string[] {
  return layout.flatMap(({ name, field, word }) => {
    const value = `frame[${word}]`;
    switch (field.kind) {
      case 'buffer':
        return [];
      case 'i32': {
        const line = `const int64_t ${name} = args.${name} = ${value};`;
        if (field.min === -2147483648) return [`args.${name} = ${value};`];
        return [
          line,
          `if (${name} < ${field.min}) return check.tooSmall("${name}", ${name}, ${field.min});`,
        ];
      }
      case 'f32':
        return [`__builtin_memcpy(&args.${name}, frame + ${word}, sizeof(float));`];
      case 'flag':
        return [
          `if ((${value} & ~1) != 0) return check.notFlag("${name}", ${value});`,
          `args.${name} = ${value} != 0;`,
        ];
      case 'choice': {
        const last = field.choices.length - 1;
        return [
          `if (${value} < 0 || ${value} > ${last})`,
          `  return check.notChoice("${name}", ${value}, {${quote(field.choices.join(', '))}, ${last}});`,
          `args.${name} = static_cast<${enumType(kernel, name)}>(${value});`,
        ];
      }
      case 'i32s':
        return [
          `for (int32_t i = 0; i < ${field.length}; i++) args.${name}[i] = frame[${word} + i];`,
          `const Axes ${name}{args.${name}, ${field.length}};`,
          ...(field.min === -2147483648
            ? []
            : [`if (!check.axes("${name}", ${name}, ${field.min})) return false;`]),
        ];
    }
  });
}

/** The value of a scalar inside a rule. */
function declareLoose(layout: Layout, row: KernelRow): string[] {
  const used = new Set(row.rules.flatMap((rule) => namesIn(rule, layout).map(({ name }) => name)));
  return layout.flatMap(({ name, field, word }) => {
    if (!used.has(name)) return [];
    if (field.kind === 'i32' && field.min === -2147483648)
      return [`const int64_t ${name} = args.${name};`];
    if (field.kind === 'choice' || field.kind === 'flag')
      return [`const int64_t ${name} = frame[${word}];`];
    return [];
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
    const fields = namesIn(rule, layout).map(({ name, field }) =>
      field.kind === 'i32s' ? `{"${name}", 0, ${name}}` : `{"${name}", ${name}, {}}`,
    );
    return [
      `if (!(${saturating(rule)})) {`,
      `  const RuleField fields[] = {${fields.join(', ')}};`,
      `  return check.broken(${quote(rule)}, fields, ${fields.length});`,
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
    `${argsType(kernel)} args;`,
    ...scalarLines(kernel, layout),
    ...declareLoose(layout, row),
    ...ruleLines(row, layout),
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
