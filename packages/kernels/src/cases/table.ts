// All conformance cases by kernel. The type makes a kernel without a row of cases an error of compilation.
import type { KernelName } from '../contract.js';
import { kernelNames } from '../contract.js';
import { batchNormCases } from './batchNorm.js';
import type { AnyCase, KernelCase } from './case.js';
import { convCases } from './conv.js';
import { crossEntropyCases } from './crossEntropy.js';
import { elementwiseCases } from './elementwise.js';
import { groupNormCases } from './groupNorm.js';
import { matmulCases } from './matmul.js';
import { optimizerCases } from './optimizers.js';
import { poolCases } from './pool.js';
import { randomCases } from './random.js';
import { reduceCases } from './reduce.js';
import { selectCases } from './select.js';
import { stridedCases } from './strided.js';

export const kernelCases: { readonly [K in KernelName]: readonly KernelCase<K>[] } = {
  ...elementwiseCases,
  ...stridedCases,
  ...reduceCases,
  ...selectCases,
  ...matmulCases,
  ...convCases,
  ...poolCases,
  ...batchNormCases,
  ...groupNormCases,
  ...crossEntropyCases,
  ...optimizerCases,
  ...randomCases,
};

/** The cases of one kernel. */
export function casesOf(kernel: KernelName): readonly AnyCase[] {
  return kernelCases[kernel].map((testCase) => ({ kernel, ...testCase }));
}

/** Every case of every kernel, in the order of the contract. */
export const allCases = (): readonly AnyCase[] => kernelNames.flatMap(casesOf);
