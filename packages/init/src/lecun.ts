// LeCun initialization: the 1 / sqrt(fanIn) rule.
import type { Initializer } from './initializer.js';
import { varianceScaling } from './variance-scaling.js';

/**
 * N(0, std^2) with std = sqrt(1 / fanIn): keeps the variance through a linear layer, and through a
 * network of selu.
 *
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ShapeError  (when it draws) a shape of fewer than 2 axes
 * @see LeCun et al. 1998, "Efficient BackProp"
 * @example
 * lecunNormal().distribution([100, 10]).std; // 0.1
 */
export function lecunNormal(): Initializer {
  return varianceScaling({ scheme: 'lecunNormal', kind: 'normal', mode: 'fanIn', gain: 1 });
}

/**
 * U(-a, a) with a = sqrt(3 / fanIn): the variance of lecunNormal.
 *
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ShapeError  (when it draws) a shape of fewer than 2 axes
 * @see LeCun et al. 1998, "Efficient BackProp"
 * @example
 * lecunUniform().distribution([300, 10]).high; // 0.1
 */
export function lecunUniform(): Initializer {
  return varianceScaling({ scheme: 'lecunUniform', kind: 'uniform', mode: 'fanIn', gain: 1 });
}
