// The options of every layer that has a weight and a bias.
import type { Generator } from '@evenkeel/tensor';
import type { Draw } from './parameter.js';

/** How the weight and the bias of a layer begin. */
export interface WeightOptions {
  /** Whether to add a bias; default true. Before batch norm it is wasted: beta takes its part. */
  readonly bias?: boolean;
  /** What draws the weight; default heNormal, unless the layer says otherwise. */
  readonly init?: Draw;
  /** What draws the bias; default zeros. */
  readonly biasInit?: Draw;
  /** Draws at once from this generator; default on first use, from a stream of the parameter's own. */
  readonly generator?: Generator;
}
