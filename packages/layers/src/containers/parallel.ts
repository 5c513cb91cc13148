// Layers side by side, their channels joined.
import { concat, type Tensor } from '@evenkeel/tensor';
import type { Sum } from '../core/channel-sum.js';
import type {
  Counted,
  Fits,
  InputOf,
  KeepsChannels,
  Miswired,
  OutputOf,
  Taken,
} from '../core/channels.js';
import { Layer } from '../core/layer.js';
import type { Module } from '../core/module.js';

/** Channels that branches take: those of the first that cares. */
export type BranchInput<Branches extends readonly unknown[]> = Branches extends readonly [
  infer Head extends Layer,
  ...infer Rest,
]
  ? KeepsChannels<Head> extends true
    ? BranchInput<Rest>
    : number extends InputOf<Head>
      ? BranchInput<Rest>
      : InputOf<Head>
  : number;

/** Channels that branches give together. */
export type BranchOutput<
  Branches extends readonly unknown[],
  In extends number,
  Total extends number = 0,
> = Branches extends readonly [infer Head extends Layer, ...infer Rest]
  ? BranchOutput<Rest, In, Sum<Total, KeepsChannels<Head> extends true ? In : OutputOf<Head>>>
  : Branches extends readonly []
    ? Total
    : number;

type Checked<Branch, In extends number> = Branch extends Layer
  ? KeepsChannels<Branch> extends true
    ? unknown
    : Fits<In, InputOf<Branch>> extends true
      ? unknown
      : Miswired<`branch expects ${Counted<InputOf<Branch>>} but the branch before it takes ${Taken<In>}`>
  : unknown;

/** Branches of the same input; made by `parallel`. */
export class Parallel<Branches extends readonly Layer[]> extends Layer<
  BranchInput<Branches>,
  BranchOutput<Branches, BranchInput<Branches>>,
  false
> {
  static readonly repeats: boolean = true;
  /** The branches in order. Their names in the state are their numbers. */
  readonly branches: Branches;

  constructor(branches: Branches) {
    super();
    this.branches = Object.freeze(branches.slice()) as unknown as Branches;
    this.nameParts();
  }

  override children(): [name: string, child: Module][] {
    return this.branches.map((branch, i) => [String(i), branch]);
  }

  override forward(x: Tensor): Tensor {
    return concat(
      this.branches.map((branch) => branch.forward(x)),
      -1,
    );
  }
}

/**
 * Runs layers on the same input and joins what they give along the channels.
 *
 * y[..., :] = [branch 1 (x)[..., :], branch 2 (x)[..., :], ...]
 *
 * Branches that take different numbers of channels do not compile, and the output channels are the sum of theirs.
 *
 * @param branches  one layer or more; what they give must agree in all axes but the last
 * @returns  a layer from the input channels of the branches to the sum of their output channels
 * @throws ShapeError  from forward, if the branches give images of different sizes
 * @see Szegedy et al. 2015, "Going deeper with convolutions"
 * @example
 * const block = parallel(conv2d(3, 8, { kernel: 1 }), conv2d(3, 16, { kernel: 3, padding: 1 }));
 * block.forward(zeros([2, 6, 6, 3])).shape; // [2, 6, 6, 24]
 */
export function parallel<const Branches extends readonly Layer[]>(
  ...branches: { [I in keyof Branches]: Branches[I] & Checked<Branches[I], BranchInput<Branches>> }
): Parallel<Branches> {
  return new Parallel(branches);
}
