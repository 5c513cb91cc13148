// The golden vectors by op, and what is wrong with an op on a back end.
import type { Backend } from '@evenkeel/kernels';
import { setBackend } from '@evenkeel/tensor';
import { extendedDirectory, readVectors, vectorsDirectory, type GoldenCase } from './format.js';
import { runGolden } from './run.js';
import { runners } from './runners/table.js';

export const goldenCases = [...readVectors(vectorsDirectory), ...readVectors(extendedDirectory)];

/** The cases by op, in the order of their families. */
export const casesByOp = new Map<string, GoldenCase[]>();
for (const golden of goldenCases) {
  casesByOp.set(golden.op, [...(casesByOp.get(golden.op) ?? []), golden]);
}

/** The ops that have a runner, with their cases. */
export const coveredOps = [...casesByOp].filter(([op]) => op in runners);

/** Each result of an op that is too far from PyTorch's, in words. */
export function goldenFaults(backend: Backend, op: string): string[] {
  setBackend(backend);
  return casesByOp
    .get(op)!
    .flatMap((golden) =>
      runGolden(golden, runners[op]!, backend.precision).map(
        ({ tensor, text }) => `${golden.name}: ${tensor}: ${text}`,
      ),
    );
}
