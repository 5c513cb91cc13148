// Every kernel on every back end against the float64 reference, within the tolerance of each case.
import { createReferenceBackend, kernelNames, type Backend } from '@evenkeel/kernels';
import {
  aliasesOf,
  casesOf,
  drawCase,
  firstDifference,
  runCase,
  type Alias,
  type DrawnCase,
  type Outputs,
} from '@evenkeel/kernels/cases';
import { afterAll, describe, expect, it } from 'vitest';
import { subjects } from './subjects.js';

interface Run {
  readonly drawn: DrawnCase;
  readonly alias: Alias | undefined;
  readonly want: Outputs;
}

const truth = createReferenceBackend({ precision: 'float64' });
const backends = subjects.map(({ name, create }) => ({ name, backend: create() }));

function runsOf(drawn: DrawnCase): Run[] {
  return [undefined, ...aliasesOf(drawn.testCase)].map((alias) => ({
    drawn,
    alias,
    want: runCase(truth, drawn, alias),
  }));
}

/** What is wrong with a case on a back end: the first bad element of each result, or what was thrown. */
function faults(backend: Backend, { drawn, alias, want }: Run): string[] {
  const { testCase } = drawn;
  const place = alias === undefined ? '' : ` (${alias.written} is ${alias.read})`;
  try {
    const got = runCase(backend, drawn, alias);
    return Object.entries(want).flatMap(([name, values]) => {
      const tolerance = testCase.tolerances?.[name] ?? testCase.tolerance;
      const difference = firstDifference(got[name]!, values, tolerance);
      return difference === null ? [] : [`${testCase.name}${place}: ${name}: ${difference}`];
    });
  } catch (error) {
    return [`${testCase.name}${place}: ${String(error)}`];
  }
}

describe.each(kernelNames)('%s', (kernel) => {
  let runs: Run[] = [];
  afterAll(() => {
    runs = [];
  });

  it.each(backends)('agrees with the float64 reference on $name', ({ backend }) => {
    if (runs.length === 0) runs = casesOf(kernel).flatMap((testCase) => runsOf(drawCase(testCase)));
    expect(runs.flatMap((run) => faults(backend, run))).toEqual([]);
    expect(backend.memory().buffers).toBe(0);
  });
});
