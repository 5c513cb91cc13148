// Thousands of PNG files in a moment: the pixels of a few are packed once, and each file gets a palette of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + content.length);
  bytes.writeUInt32BE(content.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(content, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + content.length)), 8 + content.length);
  return bytes;
}

/** The pixels of a square image, each the number of a color: stripes in as many ways as there are patterns. */
function pixels(side: number, pattern: number): Buffer {
  const rows = Buffer.alloc(side * (side + 1));
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      rows[y * (side + 1) + 1 + x] = (((pattern & 1 ? x : y) >> 2) * (1 + (pattern >> 1))) & 15;
    }
  }
  return deflateSync(rows);
}

const colors = 16;

/** Reds of the first class, greens of the second, blues of the third; another shade in every file. */
function palette(label: number, number: number): Uint8Array {
  const bytes = new Uint8Array(3 * colors);
  for (let color = 0; color < colors; color += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const shade = (number * 7 + color * 31 + channel * 57) % 120;
      bytes[3 * color + channel] = channel === label ? 100 + shade : shade;
    }
  }
  return bytes;
}

export interface WriteImages {
  readonly count: number;
  /** Height and width. */
  readonly side: number;
}

/** Writes `count` images of three classes below a directory. */
export function writeImages(directory: string, { count, side }: WriteImages): void {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const start = Buffer.concat([signature, chunk('IHDR', header)]);
  const end = chunk('IEND', Buffer.alloc(0));
  const patterns = Array.from({ length: 8 }, (_, pattern) => chunk('IDAT', pixels(side, pattern)));
  const classes = ['red', 'green', 'blue'];
  for (const name of classes) mkdirSync(join(directory, name), { recursive: true });
  for (let number = 0; number < count; number += 1) {
    const label = number % classes.length;
    const shades = chunk('PLTE', palette(label, number));
    const file = join(directory, classes[label]!, `${number}.png`);
    writeFileSync(file, Buffer.concat([start, shades, patterns[number % patterns.length]!, end]));
  }
}
