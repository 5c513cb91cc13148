/**
 * Initializers: the first values of weights. An initializer is a pure function of a shape and a generator.
 *
 * @module @evenkeel/init
 */
export { constant, ones, zeros } from './constant.js';
export { fans, type Fans } from './fans.js';
export { calculateGain, type Nonlinearity } from './gain.js';
export { heNormal, heUniform, kaimingNormal, kaimingUniform, type HeOptions } from './he.js';
export { dirac, identity } from './identity.js';
export { initializer, type Distribution, type Initializer } from './initializer.js';
export { lecunNormal, lecunUniform } from './lecun.js';
export { normal, uniform } from './normal.js';
export { orthogonal } from './orthogonal.js';
export { sparse } from './sparse.js';
export { truncatedNormal, type TruncatedNormalOptions } from './truncated-normal.js';
export { varianceScaling, type FanMode, type VarianceScaling } from './variance-scaling.js';
export {
  glorotNormal,
  glorotUniform,
  xavierNormal,
  xavierUniform,
  type XavierOptions,
} from './xavier.js';
