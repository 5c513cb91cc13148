// Conformance cases, for tests of back ends: `@evenkeel/kernels/cases`.
export type { AnyCase, KernelCase, Outputs } from './case.js';
export { aliasesOf, drawCase, runCase, type Alias, type DrawnCase } from './run.js';
export { allCases, casesOf, kernelCases } from './table.js';
export { firstDifference, type Tolerance } from './tolerance.js';
