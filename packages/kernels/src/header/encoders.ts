// Generates encoders.gen.ts: for each kernel a function that writes its arguments as a frame. Plain
// property reads and array writes, so that a call costs nanoseconds.
import type { Field } from '../contract/fields.js';
import type { Table } from './hash.js';
import { banner } from './structs.js';
import { frameWords, layoutOf } from './names.js';

/** Choice lists that occur, each as one constant that maps a name to its number. */
function choiceTables(table: Table): Map<string, string> {
  const names = new Map<string, string>();
  for (const row of Object.values(table)) {
    for (const field of Object.values(row.fields)) {
      if (field.kind !== 'choice') continue;
      const key = field.choices.join();
      if (!names.has(key)) names.set(key, `choices${names.size}`);
    }
  }
  return names;
}

function constants(tables: ReadonlyMap<string, string>): string {
  return [...tables]
    .map(([key, name]) => {
      const entries = key.split(',').map((choice, index) => `  ['${choice}', ${index}],\n`);
      return `const ${name} = new Map([\n${entries.join('')}]);\n\n`;
    })
    .join('');
}

interface Place {
  readonly kernel: string;
  readonly name: string;
  readonly word: number;
  readonly tables: ReadonlyMap<string, string>;
}

function lineOf(field: Field, { kernel, name, word, tables }: Place): string {
  const value = `args.${name}`;
  const bad = `bad('${kernel}', '${name}', ${value})`;
  const target = `words[at + ${word}]`;
  switch (field.kind) {
    case 'buffer':
      return `${target} = ${value}${field.optional ? ' ?? 0' : ''};`;
    case 'i32':
      return `${target} = (${value} | 0) === ${value} ? ${value} : ${bad};`;
    case 'f32':
      return `floats[at + ${word}] = typeof ${value} === 'number' ? ${value} : ${bad};`;
    case 'flag':
      return `${target} = ${value} === true ? 1 : ${value} === false ? 0 : ${bad};`;
    case 'choice':
      return `${target} = ${tables.get(field.choices.join())}.get(${value}) ?? ${bad};`;
    case 'i32s':
      return `if (!writeVector(words, at + ${word}, ${value}, ${field.length})) ${bad};`;
  }
}

/** The module that FrameBackend encodes with. */
export function encoders(table: Table): string {
  const tables = choiceTables(table);
  const functions = Object.entries(table).map(([kernel, row], op) => {
    const lines = layoutOf(row).map(({ name, field, word }) =>
      lineOf(field, { kernel, name, word, tables }),
    );
    const floats = lines.some((line) => line.startsWith('floats'));
    return `  ${kernel}({ words${floats ? ', floats' : ''} }, at, args) {
    words[at] = ${op};
${lines.map((line) => `    ${line}\n`).join('')}    return at + ${frameWords(row)};
  },
`;
  });
  return `${banner}import { bad, writeVector, type Encoders } from '../encode.js';

${constants(tables)}/** For each kernel: writes a frame at word \`at\` and returns the word after it. */
export const encoders: Encoders = {
${functions.join('')}};
`;
}
