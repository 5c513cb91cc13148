// Muon: momentum whose steps are made orthogonal, for weights that are matrices.
import { add, ArgumentError, matmul, mul, reshape, sqrt, square, sum, transpose, type Tensor } from '@evenkeel/tensor'; // prettier-ignore
import type { Optimizer } from './core/optimizer.js';
import { RuleOptimizer, type RuleSettings } from './core/rule-optimizer.js';
import type { Parameters } from './core/slot.js';
import { checkCounts, checkNumbers } from './settings.js';

export interface MuonSettings extends RuleSettings {
  /** Share of the old momentum that stays; default 0.95. */
  momentum: number;
  /** Whether the step looks ahead; default true. */
  nesterov: boolean;
  /** Rounds of the Newton-Schulz iteration; default 5. */
  rounds: number;
}

/**
 * Muon, for weights of two axes or more: filters are taken as matrices [everything but the last axis, last axis].
 *
 * m = momentum m + g; u = nesterov ? g + momentum m : m; O = the orthogonal matrix nearest to u, by Newton-Schulz
 * rounds; p *= 1 - lr * weightDecay; p -= lr * sqrt(max(1, columns / rows)) * O.
 * A round is X = a X + (b A + c A A) X with A = X X' and a, b, c = 3.4445, -4.775, 2.0315, from X = u / |u|: it brings
 * all singular values to about 1 (0.7 to 1.2), which is near enough.
 *
 * Biases and the gamma and beta of normalization are vectors and want another optimizer, such as adamW.
 *
 * @param parameters  tensors of two axes or more, or groups `{ parameters, ...settings }`
 * @param options  lr = 0.02; momentum = 0.95; nesterov = true; rounds = 5; weightDecay = 0
 * @returns  the optimizer of these parameters
 * @throws ArgumentError  a vector among the parameters, a negative setting, or a momentum of 1 or more
 * @see Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks"
 * @example
 * const weight = tensor([[3, 0], [0, 4]], { requiresGrad: true });
 * const optimizer = muon([weight], { lr: 0.1 });
 * sum(square(weight)).backward();
 * optimizer.step();
 * weight.dataSync(); // [2.9277, 0, 0, 3.8881]
 */
export function muon(
  parameters: Parameters<MuonSettings>,
  options: Partial<MuonSettings> = {},
): Optimizer<MuonSettings> {
  const optimizer = new RuleOptimizer<MuonSettings>('muon', parameters, {
    settings: { lr: 0.02, momentum: 0.95, nesterov: true, rounds: 5, weightDecay: 0, ...options },
    decay: 'decoupled',
    check({ lr, momentum, rounds, weightDecay }) {
      checkNumbers('muon', { lr, weightDecay }, { min: 0 });
      checkNumbers('muon', { momentum }, { min: 0, below: 1 });
      checkCounts('muon', { rounds }, 1);
    },
    update({ gradient, slot, settings: { momentum, nesterov, rounds } }) {
      const velocity = slot.replace('m', add(mul(slot.tensor('m'), momentum), gradient));
      const ahead = nesterov ? add(gradient, mul(velocity, momentum)) : velocity;
      return orthogonalized(ahead, rounds);
    },
  });
  for (const { shape } of optimizer.parameters) if (shape.length < 2) refuseVector(shape);
  return optimizer;
}

/** sqrt(max(1, columns / rows)) times the matrix with the same singular vectors and singular values of about 1. */
function orthogonalized(x: Tensor, rounds: number): Tensor {
  const columns = x.shape.at(-1)!;
  const rows = x.size / Math.max(columns, 1);
  const matrix = reshape(x, [rows, columns]);
  // The products are those of the shorter axis.
  const tall = rows > columns;
  const length = sqrt(sum(square(matrix))).item();
  let y = mul(tall ? transpose(matrix) : matrix, 1 / Math.max(length, 1e-7));
  for (let round = 0; round < rounds; round++) {
    const gram = matmul(y, transpose(y));
    const factor = add(mul(gram, -4.775), mul(matmul(gram, gram), 2.0315));
    y = add(mul(y, 3.4445), matmul(factor, y));
  }
  const scale = Math.sqrt(Math.max(1, columns / Math.max(rows, 1)));
  return mul(reshape(tall ? transpose(y) : y, x.shape), scale);
}

function refuseVector(shape: readonly number[]): never {
  throw new ArgumentError({
    op: 'muon',
    argument: 'parameters',
    expected: 'of two axes or more',
    received: `[${shape.join(', ')}]`,
    hint: 'Give vectors to another optimizer, such as adamW.',
  });
}
