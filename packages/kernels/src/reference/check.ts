// Checks the arguments of a kernel against its row of the contract, in the order of the C++ dispatcher:
// scalars, rules, buffers; and turns handles into typed arrays.
import type { BufferData, Precision } from '../backend.js';
import { contract } from '../contract.js';
import type { Handle, KernelName } from '../contract.js';
import type { BufferField, Field, KernelRow } from '../contract/fields.js';
import { KernelError } from '../errors.js';
import type { BufferTable } from './buffers.js';
import { dtypeOf, elementNames } from './buffers.js';
import { compile } from './expression.js';
import type { Environment } from './expression.js';

type Arguments = Readonly<Record<string, unknown>>;

interface Rule {
  readonly text: string;
  readonly holds: (env: Environment) => number;
}

interface PreparedBuffer {
  readonly name: string;
  readonly field: BufferField;
  readonly elements: (env: Environment) => number;
}

/** A row with its expressions compiled. */
export interface PreparedKernel {
  readonly name: KernelName;
  readonly row: KernelRow;
  readonly scalars: readonly (readonly [string, Exclude<Field, BufferField>])[];
  readonly rules: readonly Rule[];
  readonly buffers: readonly PreparedBuffer[];
}

export function prepare(name: KernelName): PreparedKernel {
  const row: KernelRow = contract[name];
  const scalars: [string, Exclude<Field, BufferField>][] = [];
  const buffers: PreparedBuffer[] = [];
  for (const [key, field] of Object.entries(row.fields)) {
    if (field.kind === 'buffer') {
      buffers.push({ name: key, field, elements: compile(field.dims.join('*') || '1') });
    } else scalars.push([key, field]);
  }
  const rules = row.rules.map((text) => ({ text, holds: compile(text) }));
  return { name, row, scalars, rules, buffers };
}

const integers = (value: unknown, min: number): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= 0x7fffffff;

/** What a scalar must be, or null if it is that. */
function scalarRule(field: Exclude<Field, BufferField>, value: unknown): string | null {
  switch (field.kind) {
    case 'i32':
      return integers(value, field.min) ? null : `at least ${field.min}`;
    case 'i32s': {
      const list = value as readonly number[];
      const fits =
        list.length === field.length && list.every((entry) => integers(entry, field.min));
      return fits ? null : `${field.length} integers of at least ${field.min}`;
    }
    case 'f32':
      return typeof value === 'number' ? null : 'a number';
    case 'flag':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'choice':
      return field.choices.includes(value as string) ? null : `one of ${field.choices.join(', ')}`;
  }
}

/** The scalars as rules see them: choices by index, flags as 0 and 1. */
function environment(kernel: PreparedKernel, args: Arguments): Environment {
  const env: Record<string, unknown> = {};
  for (const [name, field] of kernel.scalars) {
    const value = args[name];
    const rule = scalarRule(field, value);
    if (rule !== null) {
      throw new KernelError(`${kernel.name}: ${name} must be ${rule}, got ${String(value)}.`);
    }
    env[name] = field.kind === 'choice' ? field.choices.indexOf(value as string) : value;
  }
  return env;
}

function broken(kernel: PreparedKernel, rule: string, env: Environment): KernelError {
  const names = new Set(rule.match(/[A-Za-z_]\w*(?!\w*\()/g));
  const values = [...names]
    .filter((name) => name in env)
    .map((name) => `${name} = ${JSON.stringify(env[name])}`);
  return new KernelError(`${kernel.name}: ${rule} must hold, got ${values.join(', ')}.`);
}

function findBuffer(
  kernel: PreparedKernel,
  handle: Handle,
  at: { buffer: PreparedBuffer; size: number; table: BufferTable },
): BufferData {
  const { name, field } = at.buffer;
  const data = at.table.find(handle);
  if (data === null) {
    throw new KernelError(
      `${kernel.name}: ${name} must be a live buffer, got handle ${handle}. ` +
        'It was freed or comes from another back end.',
    );
  }
  if (dtypeOf(data) !== field.dtype) {
    throw new KernelError(
      `${kernel.name}: ${name} must hold ${elementNames[field.dtype]}, got ${elementNames[dtypeOf(data)]}.`,
    );
  }
  if (data.length < at.size) {
    throw new KernelError(
      `${kernel.name}: ${name} must hold ${at.size} ${elementNames[field.dtype]} ` +
        `[${field.dims.join(', ')}], got ${data.length}.`,
    );
  }
  return data;
}

/** A written buffer must not be any other argument, unless the row allows it to be one that is read. */
function checkShared(kernel: PreparedKernel, args: Arguments): void {
  for (const [i, one] of kernel.buffers.entries()) {
    for (const other of kernel.buffers.slice(i + 1)) {
      if (args[one.name] !== args[other.name] || args[one.name] === null) continue;
      const reads = Number(one.field.access === 'in') + Number(other.field.access === 'in');
      if (reads === 2 || (reads === 1 && kernel.row.inPlace)) continue;
      throw new KernelError(
        `${kernel.name}: ${one.name} and ${other.name} must be different buffers.`,
      );
    }
  }
}

/**
 * Arguments as a reference kernel takes them.
 *
 * @throws KernelError  a scalar out of range, a broken rule, a dead handle, a buffer too small or shared
 */
export function resolve(
  kernel: PreparedKernel,
  args: Arguments,
  context: { table: BufferTable; precision: Precision },
): Record<string, unknown> {
  const env = environment(kernel, args);
  for (const rule of kernel.rules) {
    if (rule.holds(env) === 0) throw broken(kernel, rule.text, env);
  }
  const resolved: Record<string, unknown> = {};
  for (const [name, field] of kernel.scalars) {
    const value = args[name];
    // A frame holds float32; the float32 reference sees the same number.
    const rounded = field.kind === 'f32' && context.precision === 'float32';
    resolved[name] = rounded ? Math.fround(value as number) : value;
  }
  for (const buffer of kernel.buffers) {
    const handle = args[buffer.name] as Handle | null;
    if (buffer.field.optional && handle === null) {
      resolved[buffer.name] = null;
    } else {
      const at = { buffer, size: buffer.elements(env), table: context.table };
      resolved[buffer.name] = findBuffer(kernel, handle as Handle, at);
    }
  }
  checkShared(kernel, args);
  return resolved;
}
