// How names of the contract appear in C++.
import type { BufferField, Dim, DType, Field, KernelRow } from '../contract/fields.js';
import type { Table } from './hash.js';

const reserved = new Set(
  (
    'alignas alignof and asm auto bool break case catch char class const constexpr continue default delete ' +
    'do double else enum explicit export extern false float for friend goto if inline int long mutable ' +
    'namespace new noexcept not nullptr operator or private protected public register return short signed ' +
    'sizeof static struct switch template this throw true try typedef typename union unsigned using ' +
    'virtual void volatile while xor args check frame kernels scratch'
  ).split(' '),
);

/** Stops the generator where a name of the table cannot be a C++ identifier. */
export function checkName(name: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || reserved.has(name)) {
    throw new Error(`contract: a name must be camelCase and no C++ keyword, got "${name}".`);
  }
  return name;
}

export const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
export const argsType = (kernel: string): string => `${pascal(kernel)}Args`;
export const enumType = (kernel: string, field: string): string => pascal(kernel) + pascal(field);

const cTypes: Readonly<Record<DType, string>> = { float: 'float', i32: 'int32_t', u8: 'uint8_t' };
const elementTypes: Readonly<Record<DType, string>> = {
  float: 'float32',
  i32: 'int32',
  u8: 'uint8',
};

export const elementType = (field: BufferField): string =>
  `ElementType::${elementTypes[field.dtype]}`;
export const pointerType = (field: BufferField): string =>
  `${field.access === 'in' ? 'const ' : ''}${cTypes[field.dtype]}*`;

/** A member of the argument structure of `kernel`. */
export function memberOf(kernel: string, name: string, field: Field): string {
  switch (field.kind) {
    case 'buffer':
      return `${pointerType(field)} ${name};`;
    case 'i32':
      return `int32_t ${name};`;
    case 'f32':
      return `float ${name};`;
    case 'flag':
      return `bool ${name};`;
    case 'choice':
      return `${enumType(kernel, name)} ${name};`;
    case 'i32s':
      return `int32_t ${name}[${field.length}];`;
  }
}

/** The factors of a buffer's dimensions: "kh*kw" gives two, "c/groups" stays one quotient. */
export function factorsOf(dims: readonly Dim[]): string[] {
  return dims.flatMap((dim) => String(dim).split('*')).map((factor) => factor.trim());
}

/** Fields of a row with their first word in the frame; word 0 is the kernel's number. */
export function layoutOf(row: KernelRow): { name: string; field: Field; word: number }[] {
  let word = 1;
  return Object.entries(row.fields).map(([name, field]) => {
    const entry = { name: checkName(name), field, word };
    word += field.kind === 'i32s' ? field.length : 1;
    return entry;
  });
}

/** Words of a whole frame of this row. */
export function frameWords(row: KernelRow): number {
  return layoutOf(row).reduce((end, { field, word }) => {
    return Math.max(end, word + (field.kind === 'i32s' ? field.length : 1));
  }, 1);
}

/** First row and field that has the same choices, so that equal lists become one C++ type. */
export function firstWithChoices(table: Table, choices: readonly string[]): string {
  for (const [kernel, row] of Object.entries(table)) {
    for (const [name, field] of Object.entries(row.fields)) {
      if (field.kind === 'choice' && field.choices.join() === choices.join()) {
        return enumType(kernel, name);
      }
    }
  }
  throw new Error(`contract: no field has the choices ${choices.join()}.`);
}
