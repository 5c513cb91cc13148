// The gated linear unit.
import * as ops from '@evenkeel/tensor';
import { ShapeError, type Tensor } from '@evenkeel/tensor';
import type { Sum } from '../core/channel-sum.js';
import { checkCounts } from '../core/counts.js';
import { Layer } from '../core/layer.js';

/** One half of the channels gates the other; made by `glu`. */
export class Glu<Channels extends number> extends Layer<Sum<Channels, Channels>, Channels, false> {
  static readonly repeats: boolean = true;
  readonly channels: Channels;

  constructor(channels: Channels) {
    super();
    checkCounts('glu', { channels });
    this.channels = channels;
  }

  override forward(x: Tensor): Tensor {
    const { channels } = this;
    if (x.shape.at(-1) === 2 * channels) return ops.glu(x);
    const expected = `[..., ${2 * channels}], twice the channels that come out`;
    const received = `[${x.shape.join(', ')}]`;
    throw new ShapeError({ op: 'glu', argument: 'x', expected, received });
  }
}

/**
 * Gated linear unit: y = a * sigmoid(b), a being the first half of the channels and b the second.
 *
 * @param channels  of the output, [..., C]; the input has twice as many, [..., 2 C]
 * @returns  a layer from C channels to C / 2
 * @throws ArgumentError  channels that are no whole number from 1 on
 * @throws ShapeError  from forward, if the last axis of x is not twice `channels`
 * @see Dauphin et al. 2017, "Language modeling with gated convolutional networks", arXiv 1612.08083
 * @example
 * sequential(linear(8, 32), glu(16), linear(16, 10));
 * glu(1).forward(tensor([4, 0])).dataSync(); // [2]
 */
export function glu<Channels extends number>(channels: Channels): Glu<Channels> {
  return new Glu(channels);
}
