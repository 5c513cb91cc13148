// Reads directories of golden vectors (vectors/README.md, "Format") and refuses what does not fit it.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The vectors that belong to the repository. */
export const vectorsDirectory = fileURLToPath(new URL('vectors', import.meta.url));

/** More of them, of what those have none for. */
export const extendedDirectory = fileURLToPath(new URL('extended', import.meta.url));

/** One tensor of a case, with its numbers. */
export interface GoldenTensor {
  readonly dtype: 'float64' | 'int32';
  readonly shape: readonly number[];
  readonly values: Float64Array | Int32Array;
  readonly atol32: number;
  readonly atol64: number;
}

export type GoldenTensors = Readonly<Record<string, GoldenTensor>>;

export interface GoldenCase {
  /** "family / op / case". */
  readonly name: string;
  readonly op: string;
  readonly tags: readonly string[];
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly inputs: GoldenTensors;
  readonly params: GoldenTensors;
  /** Buffers before the call. */
  readonly state: GoldenTensors;
  readonly outputs: GoldenTensors;
  /** Buffers after the call. */
  readonly stateAfter: GoldenTensors;
  /** The gradient that arrives at each output. */
  readonly gradOutputs: GoldenTensors;
  readonly grads: GoldenTensors;
}

const groups = [
  'inputs', 'params', 'state', 'outputs', 'stateAfter', 'gradOutputs', 'grads',
] as const; // prettier-ignore

const bytesOf = { float64: 8, int32: 4 } as const;

type Json = Readonly<Record<string, unknown>>;

/** Where something wrong was found, for messages. */
interface Place {
  readonly file: string;
  readonly text: string;
}

function refuse({ file, text }: Place, rule: string, got: unknown): never {
  throw new Error(`${file}: ${text} must ${rule}, got ${JSON.stringify(got)}.`);
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0;

const isTolerance = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < Infinity;

function readTensor(ref: unknown, data: Buffer, place: Place): GoldenTensor {
  if (!isObject(ref)) refuse(place, 'be a reference', ref);
  const { dtype, shape, offset, length, atol32 = 0, atol64 = 0 } = ref;
  if (dtype !== 'float64' && dtype !== 'int32') refuse(place, 'have dtype float64 or int32', dtype);
  if (!Array.isArray(shape) || !shape.every(isCount))
    refuse(place, 'have a shape of counts', shape);
  const size = shape.reduce((product: number, axis: number) => product * axis, 1);
  if (length !== size) refuse(place, `have length ${size}, the product of its shape`, length);
  if (!isCount(offset) || offset % 8 !== 0)
    refuse(place, 'have an offset that is a multiple of 8', offset);
  const end = offset + size * bytesOf[dtype];
  if (end > data.length) refuse(place, `end within the ${data.length} bytes of data.bin`, end);
  if (!isTolerance(atol32) || !isTolerance(atol64))
    refuse(place, 'have tolerances from 0', [atol32, atol64]);
  const bytes = new Uint8Array(data.subarray(offset, end)).buffer;
  const values = dtype === 'float64' ? new Float64Array(bytes) : new Int32Array(bytes);
  return { dtype, shape, values, atol32, atol64 };
}

function readGroup(group: unknown, data: Buffer, place: Place): GoldenTensors {
  if (group === undefined) return {};
  if (!isObject(group)) refuse(place, 'be an object of references', group);
  return Object.fromEntries(
    Object.entries(group).map(([name, ref]) => {
      const text = `${place.text}.${name}`;
      return [name, readTensor(ref, data, { ...place, text })];
    }),
  );
}

function readCase(entry: unknown, data: Buffer, place: Place): GoldenCase {
  if (!isObject(entry)) refuse(place, 'be an object', entry);
  const { name, op, tags = [], attrs = {} } = entry;
  if (typeof name !== 'string' || typeof op !== 'string')
    refuse(place, 'have a name and an op', [name, op]);
  if (!Array.isArray(tags) || !isObject(attrs)) refuse(place, 'have tags and attrs', [tags, attrs]);
  const tensors = groups.map((group) => {
    const text = `${name} ${group}`;
    return [group, readGroup(entry[group], data, { ...place, text })] as const;
  });
  const found = Object.fromEntries(tensors) as Record<(typeof groups)[number], GoldenTensors>;
  const wanted = [found.outputs, found.stateAfter, found.grads];
  if (wanted.every((group) => Object.keys(group).length === 0)) {
    refuse({ ...place, text: name }, 'have a tensor in outputs, stateAfter or grads', 0);
  }
  return { name, op, tags, attrs, ...found };
}

function parsed(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: the document must be JSON, got ${(error as Error).message}.`);
  }
}

/**
 * Reads one family: `cases.json` and `data.bin` of a directory.
 *
 * @throws Error  with file, tensor and rule, if the description does not fit the format or the data
 */
export function readFamily(directory: string): GoldenCase[] {
  const file = join(directory, 'cases.json');
  const dataFile = join(directory, 'data.bin');
  if (!existsSync(dataFile)) throw new Error(`${dataFile}: the file must be there, got none.`);
  const data = readFileSync(dataFile);
  const entries = parsed(file);
  if (!Array.isArray(entries))
    refuse({ file, text: 'the document' }, 'be an array of cases', typeof entries);
  return entries.map((entry, i) => readCase(entry, data, { file, text: `case ${i}` }));
}

/**
 * Reads every family under a directory, in alphabetical order; a directory that is itself a family counts as one.
 *
 * @throws Error  if there is none
 */
export function readVectors(directory: string): GoldenCase[] {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`${directory}: it must be a directory of vectors, got none.`);
  }
  const isFamily = (path: string): boolean => existsSync(join(path, 'cases.json'));
  const below = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(directory, entry.name));
  const families = [directory, ...below.sort()].filter(isFamily);
  if (families.length === 0) {
    throw new Error(
      `${directory}: the directory must hold cases.json, or families that do, got none.`,
    );
  }
  const cases = families.flatMap(readFamily);
  if (cases.length === 0) {
    throw new Error(`${directory}: the directory must hold a case or more, got none.`);
  }
  return cases;
}
