// What it means for a unit to have stopped learning, activation by activation.

/** Where the gradient of an activation has all but vanished. */
export interface ActivationKind {
  /** Inputs below are saturated: the derivative is under 5 % of its largest. */
  readonly below?: number;
  /** Inputs above are saturated. */
  readonly above?: number;
  /** Inputs up to this have no gradient at all: a unit that never gets more is dead. */
  readonly deadUpTo?: number;
}

/**
 * By the name of the layer. Saturation is where the derivative is under 5 % of its largest: s (1 - s) < 0.05 / 4 of the
 * sigmoid from |x| = 4.357 on, 1 - t^2 < 0.05 of tanh from |x| = 2.178 on, e^x < 0.05 of elu below -2.996.
 */
export const activationKinds: Readonly<Record<string, ActivationKind>> = {
  sigmoid: { below: -4.357, above: 4.357 },
  tanh: { below: -2.178, above: 2.178 },
  softsign: { below: -3.472, above: 3.472 },
  hardSigmoid: { below: -3, above: 3 },
  elu: { below: -2.996 },
  celu: { below: -2.996 },
  selu: { below: -2.996 },
  softplus: { below: -2.944 },
  relu: { deadUpTo: 0 },
  relu6: { deadUpTo: 0 },
};
