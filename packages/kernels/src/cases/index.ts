// Conformance cases, for tests of back ends: `@evenkeel/kernels/cases`.
export type { AnyCase, KernelCase, Outputs } from './case.js';
export { aliasesOf, runCase, type Alias } from './run.js';
export { allCases, casesOf, kernelCases } from './table.js';
export { firstDifference, type Tolerance } from './tolerance.js';
