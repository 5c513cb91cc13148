// Tensors that belong to modules. They are drawn on first use, each from a stream of random numbers of its own.
import type { Initializer } from '@evenkeel/init';
import {
  assign,
  generator as generatorOf,
  ShapeError,
  Tensor,
  type Generator,
  type Shape,
} from '@evenkeel/tensor';
import { longerPath } from './path.js';

/** What draws a parameter: an initializer, or any pure function of shape and generator. */
export type Draw = Initializer | ((shape: Shape, generator: Generator) => Tensor);

/** The seed of parameters that no one has given another. */
const defaultSeed = 0;

/**
 * A tensor of a module that does not exist before it is used.
 *
 * It is drawn from `generator(0).fork(path)`, where path is its dotted name in the outermost module that holds it then.
 */
abstract class DrawnTensor extends Tensor {
  #path = '';
  readonly #draw: Draw;
  /** What the next draw takes in the place of the default. */
  #source: Generator | null = null;

  constructor(shape: Shape, draw: Draw, options: { op: string; requiresGrad: boolean }) {
    super({ shape: Object.freeze(shape.slice()), value: null, ...options });
    this.#draw = draw;
  }

  /** Dotted name in the outermost module so far. */
  get path(): string {
    return this.#path;
  }

  /** Whether the values exist already. */
  get drawn(): boolean {
    return this.value !== null;
  }

  /** @internal */
  rename(path: string): void {
    this.#path = longerPath(this.#path, path);
  }

  /** Draws the values, or draws them anew in place. */
  draw(generator: Generator): void {
    if (this.drawn) {
      const values = this.#values(generator);
      assign(this, values);
      values.dispose();
    } else {
      this.#source = generator;
      void this.handle;
    }
  }

  protected override materialize(): Tensor {
    const source = this.#source ?? generatorOf(defaultSeed).fork(this.#path);
    this.#source = null;
    return this.#values(source);
  }

  #values(source: Generator): Tensor {
    const values = this.#draw(this.shape, source);
    const fits =
      values.shape.length === this.shape.length &&
      values.shape.every((length, axis) => length === this.shape[axis]);
    if (fits) return values;
    throw new ShapeError({
      op: this.#path === '' ? 'parameter' : this.#path,
      argument: 'the drawn tensor',
      expected: `[${this.shape.join(', ')}]`,
      received: `[${values.shape.join(', ')}]`,
      hint: 'An initializer must give the shape that it is asked for.',
    });
  }
}

/** A tensor that a module learns: optimizers update it in place. Made by `parameter`. */
export class Parameter extends DrawnTensor {
  constructor(shape: Shape, draw: Draw) {
    super(shape, draw, { op: 'parameter', requiresGrad: true });
  }
}

/** A tensor that a module keeps but does not learn, such as running statistics. Made by `stateBuffer`. */
export class StateBuffer extends DrawnTensor {
  constructor(shape: Shape, draw: Draw) {
    super(shape, draw, { op: 'stateBuffer', requiresGrad: false });
  }
}

/** A whole number that a module keeps; saved as an int32 scalar. */
export class Counter {
  value = 0;
}

/**
 * A tensor for a module to learn.
 *
 * It is drawn when it is first used, from `generator(0).fork(path)`, path being its dotted name in the outermost
 * module. So equal layers of a model differ, no generator is shared, and the same model has the same weights each time.
 * `initialize(model, { seed })` draws from another seed.
 *
 * @param shape  axes of the parameter
 * @param init  an initializer, or a function `(shape, generator) => tensor`
 * @param generator  draws at once from this generator
 * @returns  a parameter that is drawn when it is first needed
 * @example
 * const scale = parameter([2], init.ones());
 * scale.drawn; // false
 * scale.dataSync(); // [1, 1]
 * scale.drawn; // true
 */
export function parameter(shape: Shape, init: Draw, generator?: Generator): Parameter {
  const made = new Parameter(shape, init);
  if (generator !== undefined) made.draw(generator);
  return made;
}

/**
 * A tensor for a module to keep and save without learning it.
 *
 * @param shape  lengths of the axes
 * @param init  its first value
 * @returns  a buffer that `stateDict()` saves and no optimizer changes
 * @example
 * const statistic = stateBuffer([2], init.zeros());
 * statistic.requiresGrad; // false
 * statistic.dataSync(); // [0, 0]
 */
export function stateBuffer(shape: Shape, init: Draw): StateBuffer {
  return new StateBuffer(shape, init);
}
