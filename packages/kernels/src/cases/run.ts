// Runs a conformance case on a back end. Every buffer is longer than the kernel needs; the rest of it holds a mark
// that must survive, and what the kernel has to write holds a mark that must not.
import type { Backend, BufferData } from '../backend.js';
import type { Handle } from '../contract.js';
import type { BufferField, DType } from '../contract/fields.js';
import { environment, prepare } from '../reference/check.js';
import type { PreparedKernel } from '../reference/check.js';
import type { AnyCase, Outputs } from './case.js';
import { CaseRandom, normal } from './draw.js';

/** Elements behind the end of every buffer that no kernel may touch. */
const GUARD = 19;
const MARKS: Readonly<Record<DType, number>> = { float: 12345.75, i32: -987654321, u8: 173 };
/** What a result holds before the kernel: NaN would spread if the kernel read it. */
const UNWRITTEN: Readonly<Record<DType, number>> = { float: NaN, i32: 1234567, u8: 91 };

/** A written buffer that is given the handle of one that is read. */
export interface Alias {
  readonly read: string;
  readonly written: string;
}

interface CaseBuffer {
  readonly name: string;
  readonly field: BufferField;
  readonly length: number;
  /** null if the case leaves the buffer out. */
  readonly values: BufferData | null;
}

/** The pairs of buffers that a kernel which works in place may be given as one. */
export function aliasesOf(testCase: AnyCase): Alias[] {
  const { row, buffers } = prepare(testCase.kernel);
  if (!row.inPlace) return [];
  const aliases: Alias[] = [];
  for (const read of buffers.filter(({ field }) => field.access === 'in')) {
    for (const written of buffers.filter(({ field }) => field.access !== 'in')) {
      if (read.field.dims.join() === written.field.dims.join()) {
        aliases.push({ read: read.name, written: written.name });
      }
    }
  }
  return aliases;
}

function arrayOf(
  dtype: DType,
  values: ArrayLike<number>,
  precision: Backend['precision'],
): BufferData {
  if (dtype === 'i32') return Int32Array.from(values);
  if (dtype === 'u8') return Uint8Array.from(values);
  return precision === 'float64' ? Float64Array.from(values) : Float32Array.from(values);
}

/** Scalars as a frame carries them: floats rounded to float32 on every back end. */
function roundedScalars(testCase: AnyCase, kernel: PreparedKernel): Record<string, unknown> {
  const scalars: Record<string, unknown> = { ...testCase.scalars };
  for (const [name, field] of kernel.scalars) {
    if (field.kind === 'f32') scalars[name] = Math.fround(scalars[name] as number);
  }
  return scalars;
}

function drawBuffers(
  testCase: AnyCase,
  kernel: PreparedKernel,
  scalars: Record<string, unknown>,
): CaseBuffer[] {
  const env = environment(kernel, scalars);
  const args: Record<string, unknown> = { ...scalars };
  const named = Object.keys(testCase.buffers ?? {});
  // Buffers that the case names come first, in its order, so that one may depend on another.
  const order = [...kernel.buffers].sort((a, b) => place(named, a.name) - place(named, b.name));
  return order.map(({ name, field, elements }) => {
    const length = elements(env);
    const draw = testCase.buffers?.[name];
    let values: BufferData | null = null;
    if (draw !== null) {
      const random = new CaseRandom(`${testCase.kernel}/${testCase.name}/${name}`);
      const numbers =
        field.access === 'out'
          ? Array.from({ length }, () => UNWRITTEN[field.dtype])
          : (draw ?? normal())({ length, random, args });
      values = arrayOf(field.dtype, numbers, 'float64');
    }
    args[name] = values;
    return { name, field, length, values };
  });
}

/** Position in a list, its end if it is not there. */
const place = (list: readonly string[], name: string): number => {
  const at = list.indexOf(name);
  return at < 0 ? list.length : at;
};

function allocate(backend: Backend, buffer: CaseBuffer): Handle | null {
  if (buffer.values === null) return null;
  const { dtype } = buffer.field;
  const handle = backend.alloc(dtype, buffer.length + GUARD);
  const guard = Array.from({ length: GUARD }, () => MARKS[dtype]);
  backend.write(handle, dtype, arrayOf(dtype, [...buffer.values, ...guard], backend.precision));
  return handle;
}

/** Contents of a buffer after the run; throws if something was written that must not be. */
function collect(
  backend: Backend,
  buffer: CaseBuffer,
  at: { handle: Handle; written: boolean },
): BufferData {
  const { name, field, length, values } = buffer;
  const guard = backend.read(at.handle, field.dtype, GUARD, length);
  const touched = guard.findIndex((value) => value !== MARKS[field.dtype]);
  if (touched >= 0)
    throw new Error(`${name}: element ${length + touched} behind its end was written.`);
  const data = backend.read(at.handle, field.dtype, length);
  if (!at.written) {
    const before = arrayOf(field.dtype, values!, backend.precision);
    const changed = data.findIndex((value, i) => !Object.is(value, before[i]));
    if (changed >= 0) throw new Error(`${name}: element ${changed} of an input was written.`);
  }
  return data;
}

/**
 * Runs a case and returns the buffers that the kernel wrote.
 *
 * @throws Error  if the kernel changed an input or wrote behind the end of a buffer
 */
export function runCase(backend: Backend, testCase: AnyCase, alias?: Alias): Outputs {
  const kernel = prepare(testCase.kernel);
  const scalars = roundedScalars(testCase, kernel);
  const buffers = drawBuffers(testCase, kernel, scalars);
  const handles = new Map<string, Handle | null>();
  for (const buffer of buffers) {
    if (buffer.name !== alias?.written) handles.set(buffer.name, allocate(backend, buffer));
  }
  if (alias !== undefined) handles.set(alias.written, handles.get(alias.read) ?? null);
  try {
    const args = { ...scalars, ...Object.fromEntries(handles) };
    backend.run(testCase.kernel, args);
    const outputs: Record<string, BufferData> = {};
    for (const buffer of buffers) {
      const handle = handles.get(buffer.name) ?? null;
      if (handle === null) continue;
      const written = buffer.field.access !== 'in' || buffer.name === alias?.read;
      const data = collect(backend, buffer, { handle, written });
      if (buffer.field.access !== 'in') outputs[buffer.name] = data;
    }
    return outputs;
  } finally {
    for (const handle of new Set(handles.values())) if (handle !== null) backend.free(handle);
  }
}
