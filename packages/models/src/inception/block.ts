// The block of inception nets: convolutions of several sizes side by side on the same image, their channels joined.
import type { Layer } from '@evenkeel/layers';
import { avgPool2d, maxPool2d, parallel, sequential } from '@evenkeel/layers';
import { convolutionUnit, type UnitStyle } from '../convolution-unit.js';

/** Channels of the convolution 1x1 that reduces, and of those behind it. */
export type Reduced = readonly [reduced: number, outputs: number];

/** Channels inside a block; branches that are not named are not there. */
export interface BlockSizes {
  /** Of the convolution 1x1. */
  readonly single?: number;
  /** Of the convolution 3x3. */
  readonly triple?: Reduced;
  /** Of the convolution 5x5. */
  readonly five?: Reduced;
  /** Of the two convolutions 3x3, which see 5x5 pixels. */
  readonly double?: Reduced;
  /** What pools the image, and the channels of the convolution 1x1 behind it, 0 for none. */
  readonly pooled: readonly [pooling: 'avg' | 'max', outputs: number];
  /** 2 halves the image, in the last layer of each branch; default 1. */
  readonly stride?: 1 | 2;
}

/** Layers one behind the other, and the channels that the last of them gives. */
export interface BlockChain {
  readonly layers: readonly Layer[];
  readonly outputs: number;
}

/** Blocks one behind the other. */
export function inceptionBlocks(
  inputs: number,
  table: readonly BlockSizes[],
  style: UnitStyle,
): BlockChain {
  const layers: Layer[] = [];
  let outputs = inputs;
  for (const sizes of table) {
    layers.push(inceptionBlock(outputs, sizes, style));
    outputs = outputsOf(outputs, sizes);
  }
  return { layers, outputs };
}

/** The branches in the order of the papers' tables: 1x1, 3x3, 5x5, two 3x3, pooling. */
function inceptionBlock(inputs: number, sizes: BlockSizes, style: UnitStyle): Layer {
  const { single, triple, five, double, stride = 1 } = sizes;
  const unit = (channels: readonly [number, number], kernel: number, step = 1): Layer =>
    convolutionUnit(channels, { kernel, stride: step }, style);
  const behindReduction = ([reduced, outputs]: Reduced, kernel: number): Layer =>
    sequential(unit([inputs, reduced], 1), unit([reduced, outputs], kernel, stride));
  const twice = ([reduced, outputs]: Reduced): Layer =>
    sequential(
      unit([inputs, reduced], 1),
      unit([reduced, outputs], 3),
      unit([outputs, outputs], 3, stride),
    );
  return parallel(
    ...(single === undefined ? [] : [unit([inputs, single], 1)]),
    ...(triple === undefined ? [] : [behindReduction(triple, 3)]),
    ...(five === undefined ? [] : [behindReduction(five, 5)]),
    ...(double === undefined ? [] : [twice(double)]),
    pooledBranch(inputs, sizes, style),
  );
}

function pooledBranch(inputs: number, { pooled, stride = 1 }: BlockSizes, style: UnitStyle): Layer {
  const [pooling, outputs] = pooled;
  // Padded as the convolutions beside it, so that its windows stand where theirs do.
  const pool = (pooling === 'avg' ? avgPool2d : maxPool2d)({ kernel: 3, stride, padding: 1 });
  if (outputs === 0) return pool;
  return sequential(pool, convolutionUnit([inputs, outputs], { kernel: 1 }, style)) as Layer;
}

function outputsOf(
  inputs: number,
  { single = 0, triple, five, double, pooled }: BlockSizes,
): number {
  const behind = [triple, five, double].reduce((total, branch) => total + (branch?.[1] ?? 0), 0);
  return single + behind + (pooled[1] === 0 ? inputs : pooled[1]);
}
