// Checks the arguments of a kernel against its row of the contract, in the order of the C++ dispatcher:
// scalars, rules, buffers; and turns handles into typed arrays.
import type { BufferData, Precision } from '../backend.js';
import { contract } from '../contract.js';
import type { Handle, KernelName } from '../contract.js';
import type { BufferField, Field, KernelRow } from '../contract/fields.js';
import { elementNames, KernelError, scalarRule, shown } from '../errors.js';
import type { BufferTable } from './buffers.js';
import { dtypeOf } from './buffers.js';
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

/** Whether a scalar is what its field says. */
function isAllowed(field: Exclude<Field, BufferField>, value: unknown): boolean {
  switch (field.kind) {
    case 'i32':
      return integers(value, field.min);
    case 'i32s': {
      const list = value as readonly number[];
      return list.length === field.length && list.every((entry) => integers(entry, field.min));
    }
    case 'f32':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return field.choices.includes(value as string);
  }
}

/** The scalars as rules see them, checked: choices by index. */
export function environment(kernel: PreparedKernel, args: Arguments): Environment {
  const env: Record<string, unknown> = {};
  for (const [name, field] of kernel.scalars) {
    const value = args[name];
    if (!isAllowed(field, value)) {
      throw new KernelError(
        `${kernel.name}: ${name} must be ${scalarRule(field)}, got ${shown(value)}.`,
      );
    }
    env[name] = field.kind === 'choice' ? field.choices.indexOf(value as string) : value;
  }
  return env;
}

function broken(kernel: PreparedKernel, rule: string, env: Environment): KernelError {
  const names = new Set(rule.match(/[A-Za-z]\w*/g));
  const values = [...names]
    .filter((name) => name in env)
    .map((name) => `${name} = ${shown(env[name])}`);
  return new KernelError(`${kernel.name}: ${rule} must hold, got ${values.join(', ')}.`);
}

function badHandle(kernel: PreparedKernel, name: string, handle: Handle | null): KernelError {
  const got =
    handle === null || handle === 0
      ? 'none.'
      : `handle ${handle}. It was freed or comes from another back end.`;
  return new KernelError(`${kernel.name}: ${name} must be a live buffer, got ${got}`);
}

/** Throws unless the buffer holds enough elements of the right type. */
function checkBuffer(
  kernel: PreparedKernel,
  buffer: PreparedBuffer,
  at: { data: BufferData; size: number },
): void {
  const { name, field } = buffer;
  const wanted = elementNames[field.dtype];
  const found = dtypeOf(at.data);
  if (found !== field.dtype) {
    throw new KernelError(
      `${kernel.name}: ${name} must hold ${wanted}, got ${elementNames[found]}.`,
    );
  }
  if (at.data.length < at.size) {
    const dims = field.dims.join('*');
    throw new KernelError(
      `${kernel.name}: ${name} must hold ${dims} = ${at.size} ${wanted}, got ${at.data.length}.`,
    );
  }
}

/** A written buffer must not be any other argument, unless the row allows it to be one that is read. */
function checkApart(kernel: PreparedKernel, args: Arguments): void {
  for (const written of kernel.buffers) {
    const handle = args[written.name];
    if (written.field.access === 'in' || handle === null) continue;
    for (const other of kernel.buffers) {
      if (other === written || args[other.name] !== handle) continue;
      if (other.field.access === 'in' && kernel.row.inPlace) continue;
      throw new KernelError(
        `${kernel.name}: ${written.name} must be a buffer of its own, got the one of ${other.name}.`,
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
    const absent = handle === null && buffer.field.optional;
    const data = handle === null ? null : context.table.find(handle);
    if (data === null && !absent) throw badHandle(kernel, buffer.name, handle);
    if (data !== null) checkBuffer(kernel, buffer, { data, size: buffer.elements(env) });
    resolved[buffer.name] = data;
  }
  checkApart(kernel, args);
  return resolved;
}
