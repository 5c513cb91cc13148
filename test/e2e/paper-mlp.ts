// The network of the batch-norm paper's first experiment, as the tests train it.
import { normal } from '@evenkeel/init';
import type { Layer } from '@evenkeel/layers';
import { mlp } from '@evenkeel/models';

export interface PaperMlp {
  readonly batchNorm: boolean;
  /** Units of a hidden layer; 100 in the paper. */
  readonly hidden?: number;
}

/**
 * 784-100-100-100-10 with sigmoids and weights from N(0, 0.1).
 *
 * @see Ioffe & Szegedy 2015, "Batch normalization", section 4.1
 */
export function paperMlp({ batchNorm, hidden = 100 }: PaperMlp): Layer {
  const sizes = [784, hidden, hidden, hidden, 10];
  return mlp({ sizes, batchNorm, init: normal({ std: 0.1 }) });
}
