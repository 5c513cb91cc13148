// What a source gives is held against what it says of itself, before it becomes tensors.
import { ArgumentError } from '@evenkeel/tensor';
import type { RawBatch } from '../batch.js';
import type { Sample, SampleKind } from './source.js';

/**
 * Refuses a sample of the wrong size, of a class out of range, or with numbers that are none.
 *
 * @param number  of the sample in its pass
 */
export function checkSample({ x, y }: Sample, kind: SampleKind, number: number): void {
  const refuse = refusing(`sample ${number} of ${kind.name}`);
  checkLength(refuse, { found: x.length, rows: 1, kind });
  checkClass(refuse, y, kind);
  checkFinite(refuse, x);
}

/**
 * The same for samples that were read by number.
 *
 * @param indices  the numbers that were asked for
 */
export function checkBatch(raw: RawBatch, kind: SampleKind, indices: Int32Array): void {
  const { values, labels } = raw;
  const rows = indices.length;
  const refuse = refusing(`read() of ${kind.name}`);
  if (labels.length !== rows) refuse(`one of ${rows} labels, as asked for`, String(labels.length));
  checkLength(refuse, { found: values.length, rows, kind });
  checkFinite(refuse, values);
  for (let row = 0; row < rows; row += 1) {
    checkClass(refusing(`sample ${indices[row]} of ${kind.name}`), labels[row]!, kind);
  }
}

type Refuse = (expected: string, received: string) => never;

const refusing =
  (argument: string): Refuse =>
  (expected, received) => {
    throw new ArgumentError({ op: 'streamLoader', argument, expected, received });
  };

function checkLength(
  refuse: Refuse,
  { found, rows, kind }: { found: number; rows: number; kind: SampleKind },
): void {
  const size = rows * kind.shape.reduce((product, length) => product * length, 1);
  if (found === size) return;
  const many = rows === 1 ? '' : ` for ${rows} samples`;
  refuse(`${size} numbers, as shape [${kind.shape.join(', ')}] says${many}`, String(found));
}

function checkClass(refuse: Refuse, label: number, { classes }: SampleKind): void {
  if (Number.isInteger(label) && label >= 0 && label < classes) return;
  refuse(`of a class from 0 to ${classes - 1}`, String(label));
}

function checkFinite(refuse: Refuse, values: Uint8Array | Float32Array): void {
  if (!(values instanceof Float32Array)) return;
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) refuse('of finite numbers', `${values[bad]} at ${bad}`);
}
