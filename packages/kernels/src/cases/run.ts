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

/** A case with its data, to be run on any number of back ends. */
export interface DrawnCase {
  readonly testCase: AnyCase;
  readonly scalars: Readonly<Record<string, unknown>>;
  readonly buffers: readonly CaseBuffer[];
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

/** An array as a back end of this precision holds it. */
function arrayOf(dtype: DType, length: number, precision: Backend['precision']): BufferData {
  if (dtype === 'i32') return new Int32Array(length);
  if (dtype === 'u8') return new Uint8Array(length);
  return precision === 'float64' ? new Float64Array(length) : new Float32Array(length);
}

/** Scalars as a frame carries them: floats rounded to float32 on every back end. */
function roundedScalars(testCase: AnyCase, kernel: PreparedKernel): Record<string, unknown> {
  const scalars: Record<string, unknown> = { ...testCase.scalars };
  for (const [name, field] of kernel.scalars) {
    if (field.kind === 'f32') scalars[name] = Math.fround(scalars[name] as number);
  }
  return scalars;
}

/** Draws the data of a case, the same each time. */
export function drawCase(testCase: AnyCase): DrawnCase {
  const kernel = prepare(testCase.kernel);
  const scalars = roundedScalars(testCase, kernel);
  const env = environment(kernel, scalars);
  const args: Record<string, unknown> = { ...scalars };
  const named = Object.keys(testCase.buffers ?? {});
  // Buffers that the case names come first, in its order, so that one may depend on another.
  const order = [...kernel.buffers].sort((a, b) => place(named, a.name) - place(named, b.name));
  const buffers = order.map(({ name, field, elements }) => {
    const length = elements(env);
    const draw = testCase.buffers?.[name];
    const random = new CaseRandom(`${testCase.kernel}/${testCase.name}/${name}`);
    const values = draw === null ? null : arrayOf(field.dtype, length, 'float64');
    if (field.access === 'out') values?.fill(UNWRITTEN[field.dtype]);
    else if (draw !== null) values?.set((draw ?? normal())({ length, random, args }));
    args[name] = values;
    return { name, field, length, values };
  });
  return { testCase, scalars, buffers };
}

/** Position in a list, its end if it is not there. */
const place = (list: readonly string[], name: string): number => {
  const at = list.indexOf(name);
  return at < 0 ? list.length : at;
};

function allocate(backend: Backend, buffer: CaseBuffer): Handle | null {
  const { field, length, values } = buffer;
  if (values === null) return null;
  const data = arrayOf(field.dtype, length + GUARD, backend.precision);
  data.set(values);
  data.fill(MARKS[field.dtype], length);
  const handle = backend.alloc(field.dtype, data.length);
  backend.write(handle, field.dtype, data);
  return handle;
}

/** First element whose bits differ, -1 if none does. Both hold float32 or integers. */
function firstChange(got: BufferData, want: BufferData): number {
  for (let i = 0; i < want.length; i++) if (!Object.is(got[i], want[i])) return i;
  return -1;
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
    const changed = firstChange(data, values!);
    if (changed >= 0) throw new Error(`${name}: element ${changed} of an input was written.`);
  }
  return data;
}

/**
 * Runs a case and returns the buffers that the kernel wrote.
 *
 * @throws Error  if the kernel changed an input or wrote behind the end of a buffer
 */
export function runCase(backend: Backend, drawn: DrawnCase, alias?: Alias): Outputs {
  const { testCase, scalars, buffers } = drawn;
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
