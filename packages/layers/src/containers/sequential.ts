// Layers one after the other, wired by the compiler.
import { ArgumentError, shownKind, type Tensor } from '@evenkeel/tensor';
import type { AllKeep, FirstInput, LastOutput, Wired } from '../core/channels.js';
import { Layer } from '../core/layer.js';
import type { Module } from '../core/module.js';
import { canSum, fusionPlan, type ChainStep, type FusingSum } from './fusion.js';
import { runFused, runFusedSum } from './run-fused.js';

/** A chain of layers; made by `sequential`. */
export class Sequential<Layers extends readonly Layer[]>
  extends Layer<FirstInput<Layers>, LastOutput<Layers>, AllKeep<Layers>>
  implements FusingSum
{
  static readonly repeats: boolean = true;
  /** The layers in order. Their names in the state are their numbers. */
  readonly layers: Layers;
  /** Whether neighbours that one kernel can compute are run as one; see `setFusion`. */
  fusion = true;
  readonly #plan: readonly ChainStep[];

  constructor(layers: Layers) {
    super();
    layers.forEach(requireLayer);
    this.layers = Object.freeze(layers.slice()) as unknown as Layers;
    this.#plan = fusionPlan(layers);
    this.nameParts();
  }

  override children(): [name: string, child: Module][] {
    return this.layers.map((layer, i) => [String(i), layer]);
  }

  override forward(x: Tensor): Tensor {
    return this.#run(x, this.#plan.length);
  }

  /** Whether the last layer can add a tensor to its result. */
  get canSum(): boolean {
    const last = this.#plan.at(-1);
    return this.fusion && !this.observed && last?.next === null && canSum(last.layer);
  }

  forwardSum(x: Tensor, term: Tensor, activation: 'none' | 'relu'): Tensor {
    const y = this.#run(x, this.#plan.length - 1);
    return runFusedSum(this.#plan.at(-1)!.layer as FusingSum, y, { term, activation });
  }

  /** Runs the first steps of the plan. */
  #run(x: Tensor, steps: number): Tensor {
    let y = x;
    for (let i = 0; i < steps; i++) {
      const step = this.#plan[i]!;
      const { layer, next } = step;
      if (next === null) y = layer.forward(y);
      else if (this.fusion && !layer.observed && !next.observed) y = runFused(step, y);
      else y = next.forward(layer.forward(y));
    }
    return y;
  }
}

function requireLayer(layer: unknown, i: number): void {
  if (layer instanceof Layer) return;
  throw new ArgumentError({
    op: 'sequential',
    argument: `layer ${i}`,
    expected: 'a layer',
    received: shownKind(layer),
    hint: Array.isArray(layer)
      ? 'Layers are passed one by one: sequential(...layers).'
      : 'A layer extends Layer.',
  });
}

type At<Types, Index> = Index extends keyof Types ? Types[Index] : unknown;

/**
 * Runs layers one after the other.
 *
 * A layer that does not fit behind the one before it does not compile, and the message names both numbers:
 * `layer expects 64 channels but the layer before it gives 100`. Sizes of type `number` fit everywhere.
 * Parameters are named by the position of their layer: "0.weight".
 *
 * @param layers  any layers, other chains among them
 * @returns  a layer from the input channels of the first to the output channels of the last
 * @throws ArgumentError  what is no layer
 * @throws ShapeError  forward: what a layer says of an input that does not fit it
 * @example
 * const model = sequential(linear(784, 100, { bias: false }), batchNorm(100), sigmoid(), linear(100, 10));
 * model.forward(zeros([60, 784])).shape; // [60, 10]
 */
export function sequential<const Layers extends readonly Layer[]>(
  ...layers: { [I in keyof Layers]: Layers[I] & At<Wired<Layers>, I> }
): Sequential<Layers> {
  return new Sequential(layers);
}
