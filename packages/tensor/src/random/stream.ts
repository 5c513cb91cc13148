// Names of streams: a hash from a stream and a name to a new stream, mixed by Philox itself.
import { philox } from '@evenkeel/kernels';

/** Marks the counters of this hash; a draw never uses them with these keys. */
const NAME_TAG = 0x6e616d65;
const NUMBER_TAG = 0x6e756d62;

/** The stream that `fork(name)` gives: a chain of Philox blocks over the name, keyed by what came before. */
export function hashName(
  stream: readonly [number, number],
  name: string | number,
): readonly [number, number] {
  const units = typeof name === 'string' ? codeUnits(name) : numberUnits(name);
  const words = new Uint32Array(4);
  let [low, high] = stream;
  for (let i = 0; i < units.length || i === 0; i += 2) {
    words[0] = units[i] ?? 0;
    words[1] = units[i + 1] ?? 0;
    words[2] = units.length;
    words[3] = typeof name === 'string' ? NAME_TAG : NUMBER_TAG;
    philox(words, low, high);
    low = words[0];
    high = words[1];
  }
  return [low, high];
}

function codeUnits(name: string): readonly number[] {
  return Array.from({ length: name.length }, (_, i) => name.charCodeAt(i));
}

/** The two halves of the number's bits. */
function numberUnits(name: number): readonly number[] {
  return [...new Uint32Array(Float64Array.of(name).buffer)];
}
