// What is timed on WebAssembly: convolutions that one thread computes in a tenth of a second, and small training steps.
import type { BenchCase } from '../bench-case.js';
import { convCases } from '../cases/conv.js';
import { stepCases } from '../cases/steps.js';

const mostFlops = 3e9;

/** @throws Error  none has `only` in its name */
export function wasmCases(only: string): readonly BenchCase[] {
  const convs = convCases.filter(({ flops }) => flops <= mostFlops);
  const steps = stepCases.filter(({ shape }) => /^(mlp|lenet)/.test(shape));
  const cases = [...convs, ...steps].filter(({ op, shape }) => `${op} ${shape}`.includes(only));
  if (cases.length > 0) return cases;
  throw new Error(`bench: --only must match a case, got '${only}'.`);
}
