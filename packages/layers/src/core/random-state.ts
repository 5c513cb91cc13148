// The generator that a module draws from while it runs, such as that of dropout; it belongs to the module's state.
import { generator as generatorOf, type Generator, type GeneratorState } from '@evenkeel/tensor';
import { longerPath } from './path.js';

/** The seed of generators that no one has given another. */
const defaultSeed = 0;

/**
 * A generator of a module. Like a parameter it begins as `generator(0).fork(path)`, path being its dotted name in the
 * outermost module, unless one is given; `initialize(model, { seed })` begins another. Where it stands is saved with
 * the parameters, as six int32 words, so that a run that goes on draws what it would have drawn.
 */
export class RandomState {
  /** Words in the saved state: seed, stream and block, the low half of each first. */
  static readonly words = 6;
  #path = '';
  #generator: Generator | null;

  constructor(given: Generator | null = null) {
    this.#generator = given;
  }

  /** What the module draws from. */
  get generator(): Generator {
    return (this.#generator ??= generatorOf(defaultSeed).fork(this.#path));
  }

  /** @internal */
  rename(path: string): void {
    this.#path = longerPath(this.#path, path);
  }

  /** Begins anew. */
  draw(generator: Generator): void {
    this.#generator = generator;
  }

  save(): Int32Array {
    const { seed, stream, block } = this.generator.state();
    return Int32Array.of(...seed, ...stream, ...block);
  }

  load(words: ArrayLike<number>): void {
    const pair = (at: number) => [words[at]! >>> 0, words[at + 1]! >>> 0] as const;
    const state: GeneratorState = { seed: pair(0), stream: pair(2), block: pair(4) };
    this.generator.restore(state);
  }
}
