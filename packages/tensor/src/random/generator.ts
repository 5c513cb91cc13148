// Random numbers from a counter: the same seed gives the same numbers on every back end and machine.
import { philoxBlock, type PhiloxStart } from '@evenkeel/kernels';
import { backend } from '../core/backends.js';
import { ArgumentError } from '../core/errors.js';
import { cannotReplay, recording } from '../core/recording.js';
import { checkedShape, type Shape } from '../core/shape.js';
import { Tensor } from '../core/tensor.js';
import { Value } from '../core/value.js';
import { hashName } from './stream.js';

const TWO_32 = 4294967296;
const WORDS_PER_BLOCK = 4;

/** Where a generator stands; plain data, to be stored as JSON. */
export interface GeneratorState {
  readonly seed: readonly [low: number, high: number];
  readonly stream: readonly [low: number, high: number];
  /** Blocks of four words drawn so far. */
  readonly block: readonly [low: number, high: number];
}

/**
 * A generator of random numbers: Philox 4x32-10, whose n-th block is a function of seed, stream and n.
 *
 * Generators of different seeds or streams are independent; there is no hidden global one.
 *
 * @see Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"
 * @example
 * const weights = generator(7).fork('weights');
 * weights.normal([2, 3], 0, 0.1).shape; // [2, 3]
 */
export class Generator {
  #state: GeneratorState;

  constructor(state: GeneratorState) {
    cannotReplay('a generator is made in the step');
    this.#state = checkedState(state);
  }

  /**
   * An independent generator with the same seed, for a purpose: the same name always gives the same one, whatever
   * was drawn before.
   *
   * @param name  such as the dotted name of a parameter, or a number
   */
  fork(name: string | number): Generator {
    const { seed, stream } = this.#state;
    return new Generator({ seed, stream: hashName(stream, name), block: [0, 0] });
  }

  /** Numbers spread evenly over [low, high). */
  uniform(shape: Shape, low = 0, high = 1): Tensor {
    const value = new Value(backend(), 'float', checkedShape(shape, 'uniform'));
    const n = value.size;
    if (n > 0) {
      const fields = { y: value.handle, n, low, high, ...this.take(n) };
      value.backend.run('randomUniform', fields);
    }
    return new Tensor({ shape: value.shape, value, op: 'uniform' });
  }

  /** Normally distributed numbers. */
  normal(shape: Shape, mean = 0, std = 1): Tensor {
    const value = new Value(backend(), 'float', checkedShape(shape, 'normal'));
    const n = value.size;
    if (n > 0) {
      const fields = { y: value.handle, n, mean, std, ...this.take(n) };
      value.backend.run('randomNormal', fields);
    }
    return new Tensor({ shape: value.shape, value, op: 'normal' });
  }

  /**
   * Whole numbers from 0 to `below` - 1, all equally likely.
   *
   * @param count  how many
   * @param below  from 1 to 2^31
   */
  integers(count: number, below: number): Int32Array {
    if (!Number.isInteger(below) || below < 1 || below > 0x80000000) {
      const rule = { argument: 'below', expected: 'a whole number from 1 to 2147483648' };
      throw new ArgumentError({ op: 'integers', ...rule, received: String(below) });
    }
    const next = this.#words();
    return Int32Array.from({ length: count }, () => boundedInteger(next, below));
  }

  /** The numbers 0 to n - 1 in random order, every order equally likely. */
  permutation(n: number): Int32Array {
    const [length] = checkedShape([n], 'permutation', 'n');
    const order = Int32Array.from({ length: length! }, (_, i) => i);
    const next = this.#words();
    for (let i = order.length - 1; i > 0; i--) {
      const j = boundedInteger(next, i + 1);
      const swapped = order[i]!;
      order[i] = order[j]!;
      order[j] = swapped;
    }
    return order;
  }

  /** Where the generator stands now. */
  state(): GeneratorState {
    return this.#state;
  }

  /** Goes on from a state that `state()` gave. */
  restore(state: GeneratorState): void {
    cannotReplay('a generator is set back in the step');
    this.#state = checkedState(state);
  }

  /** @internal Fields for a kernel that draws n numbers, and the step past them. */
  take(n: number): PhiloxStart {
    const start = this.#step(n);
    if (recording !== null) recording.draws.push({ generator: this, count: n, start });
    return start;
  }

  #step(n: number): PhiloxStart {
    const start = startOf(this.#state);
    this.#advance(Math.ceil(n / WORDS_PER_BLOCK));
    return start;
  }

  #advance(blocks: number): void {
    const { seed, stream, block } = this.#state;
    const low = block[0] + blocks;
    const carried: readonly [number, number] = [
      low % TWO_32,
      (block[1] + Math.floor(low / TWO_32)) % TWO_32,
    ];
    this.#state = { seed, stream, block: carried };
  }

  /** Draws word after word; whole blocks are used up. */
  #words(): () => number {
    cannotReplay('random integers are drawn in the step');
    const words = new Uint32Array(WORDS_PER_BLOCK);
    let at = WORDS_PER_BLOCK;
    return () => {
      if (at === WORDS_PER_BLOCK) {
        philoxBlock(words, this.#step(WORDS_PER_BLOCK), 0);
        at = 0;
      }
      return words[at++]!;
    };
  }
}

/**
 * A generator of random numbers.
 *
 * @param seed    whole number from 0 to 2^53 - 1
 * @param stream  numbers the independent sequences of one seed. Default 0
 * @returns  the generator, at its first number
 * @throws ArgumentError  if seed or stream is no such number
 * @example
 * generator(1).permutation(4).length; // 4
 */
export function generator(seed: number, stream = 0): Generator {
  return new Generator({
    seed: split(seed, 'seed'),
    stream: split(stream, 'stream'),
    block: [0, 0],
  });
}

function split(value: number, argument: string): readonly [number, number] {
  if (!Number.isSafeInteger(value) || value < 0) {
    const rule = {
      argument,
      expected: 'a whole number from 0 to 2^53 - 1',
      received: String(value),
    };
    throw new ArgumentError({ op: 'generator', ...rule });
  }
  return [value % TWO_32, Math.floor(value / TWO_32)];
}

function startOf({ seed, stream, block }: GeneratorState): PhiloxStart {
  return {
    seedLow: seed[0] | 0,
    seedHigh: seed[1] | 0,
    streamLow: stream[0] | 0,
    streamHigh: stream[1] | 0,
    blockLow: block[0] | 0,
    blockHigh: block[1] | 0,
  };
}

function checkedState(state: GeneratorState): GeneratorState {
  for (const part of ['seed', 'stream', 'block'] as const) {
    const words: unknown = state[part];
    const valid =
      Array.isArray(words) &&
      words.length === 2 &&
      words.every((word) => Number.isInteger(word) && word >= 0 && word < TWO_32);
    if (!valid) {
      const rule = { argument: part, expected: 'two whole numbers below 2^32' };
      throw new ArgumentError({ op: 'Generator', ...rule, received: JSON.stringify(words) });
    }
  }
  return { seed: [...state.seed], stream: [...state.stream], block: [...state.block] };
}

/** A whole number below `bound`, by rejection: no remainder is favoured. */
function boundedInteger(next: () => number, bound: number): number {
  const limit = TWO_32 - (TWO_32 % bound);
  let word = next();
  while (word >= limit) word = next();
  return word % bound;
}
