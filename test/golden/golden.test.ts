// The golden vectors on every back end, through the public API.
import { createReferenceBackend, type Backend } from '@evenkeel/kernels';
import { createNativeBackend } from '@evenkeel/native';
import { setBackend } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { readVectors, vectorsDirectory, type GoldenCase } from './format.js';
import { notCovered } from './not-covered.js';
import { runGolden } from './run.js';
import { runners } from './runners/table.js';

const cases = readVectors(vectorsDirectory);

/** The cases by op, in the order of their families. */
const byOp = new Map<string, GoldenCase[]>();
for (const golden of cases) byOp.set(golden.op, [...(byOp.get(golden.op) ?? []), golden]);

const covered = [...byOp].filter(([op]) => op in runners);

const backends: { name: string; create: () => Backend }[] = [
  { name: 'reference float64', create: () => createReferenceBackend({ precision: 'float64' }) },
  { name: 'reference float32', create: () => createReferenceBackend({ precision: 'float32' }) },
  { name: 'native', create: () => createNativeBackend() },
];

describe.each(backends)('golden vectors on $name', ({ create }) => {
  let backend: Backend;
  beforeAll(() => {
    backend = create();
    setBackend(backend);
  });

  it.each(covered)('%s', (op, list) => {
    const faults = list.flatMap((golden) =>
      runGolden(golden, runners[op]!, backend.precision).map((line) => `${golden.name}: ${line}`),
    );
    expect(faults).toEqual([]);
  });
});

describe('golden vectors', () => {
  it('are all there', () => {
    expect(cases).toHaveLength(538);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(538);
  });

  it('have no runner without cases', () => {
    expect(Object.keys(runners).filter((op) => !byOp.has(op))).toEqual([]);
  });

  it('have a runner for every op but those listed as not covered yet', () => {
    expect([...byOp.keys()].filter((op) => !(op in runners)).sort()).toEqual(
      [...notCovered].sort(),
    );
  });

  // One entry each in the report, so that no one takes them for passed.
  it.for(notCovered)('of %s are not covered yet', (op, { skip }) => {
    expect(runners).not.toHaveProperty(op);
    skip(`${byOp.get(op)?.length} cases of ${op} wait for their op`);
  });
});
