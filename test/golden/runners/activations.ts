// Activations: x to y.
import {
  celu, elu, gelu, glu, hardSigmoid, hardSwish, leakyRelu, logSoftmax, maxout, mish, prelu, relu, relu6, selu, sigmoid, silu, softmax, softplus,
  softsign, tanh,
} from '@evenkeel/tensor'; // prettier-ignore
import type { Tensor } from '@evenkeel/tensor';
import type { Attributes, Runner } from '../run.js';

const of =
  (apply: (x: Tensor, attrs: Attributes) => Tensor): Runner =>
  ({ tensor, attrs }) => ({ outputs: { y: apply(tensor('x'), attrs) } });

/** Functions without settings. */
const plain = (apply: (x: Tensor) => Tensor): Runner => of((x) => apply(x));

export const activationRunners = {
  relu: plain(relu),
  sigmoid: plain(sigmoid),
  tanh: plain(tanh),
  relu6: plain(relu6),
  selu: plain(selu),
  silu: plain(silu),
  softsign: plain(softsign),
  hardSigmoid: plain(hardSigmoid),
  hardSwish: plain(hardSwish),
  mish: plain(mish),
  leakyRelu: of(leakyRelu),
  elu: of(elu),
  gelu: of(gelu),
  celu: of(celu),
  glu: of((x, { axis }) => glu(x, axis)),
  softplus: of(softplus),
  maxout: of((x, { pieces }) => maxout(x, pieces!)),
  prelu: ({ tensor }) => ({ outputs: { y: prelu(tensor('x'), tensor('alpha')) } }),
  softmax: of((x, { axis }) => softmax(x, axis)),
  logSoftmax: of((x, { axis }) => logSoftmax(x, axis)),
} satisfies Readonly<Record<string, Runner>>;
