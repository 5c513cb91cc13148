// All benchmarks, in the order of the table.
import type { BenchCase } from '../bench-case.js';
import { normCases } from './batch-norm.js';
import { convCases } from './conv.js';
import { matmulCases } from './matmul.js';
import { poolCases } from './pool.js';
import { stepCases } from './steps.js';

export const benchCases: readonly BenchCase[] = [
  ...convCases,
  ...matmulCases,
  ...normCases,
  ...poolCases,
  ...stepCases,
];
