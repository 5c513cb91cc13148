// IDX files as a user might drop them, made of drawn digits.
import { drawDigits } from '@evenkeel/data';

export interface NamedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A pair of images and labels. */
export function idxPair(count: number): readonly [images: NamedFile, labels: NamedFile] {
  const { images, labels, shape } = drawDigits({ count, seed: 5 });
  return [
    file('train-images-idx3-ubyte', idx([count, shape[0], shape[1]], images)),
    file('train-labels-idx1-ubyte', idx([count], Uint8Array.from(labels))),
  ];
}

export function file(name: string, content: Uint8Array | string): NamedFile {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
}

function idx(shape: readonly number[], data: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint16(2, 0x0800 + shape.length);
  shape.forEach((length, axis) => header.setUint32(4 + 4 * axis, length));
  return Buffer.concat([new Uint8Array(header.buffer), data]);
}
