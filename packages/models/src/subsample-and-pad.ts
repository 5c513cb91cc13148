// The shortcut of residual nets that has no parameters: fewer pixels, more channels.
import { Layer } from '@evenkeel/layers';
import { pad, slice, type Tensor } from '@evenkeel/tensor';

/**
 * Every second pixel of each row and column, with zeros in the channels that are new.
 *
 * @see He et al. 2016, "Deep residual learning for image recognition", option A of section 3.3
 */
export class SubsampleAndPad extends Layer<number, number, false> {
  static readonly repeats: boolean = true;
  readonly inputs: number;
  readonly outputs: number;

  constructor(inputs: number, outputs: number) {
    super();
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** [N, H, W, inputs] becomes [N, ceil(H / 2), ceil(W / 2), outputs]. */
  override forward(x: Tensor): Tensor {
    const half = slice(x, [0, 0, 0, 0], { steps: [1, 2, 2, 1] });
    const none = [0, 0] as const;
    return pad(half, [none, none, none, [0, this.outputs - this.inputs]]);
  }
}
