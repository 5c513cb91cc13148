// The golden vectors on every back end, through the public API.
import { createReferenceBackend, type Backend } from '@evenkeel/kernels';
import { createNativeBackend, nativeInstructionSets } from '@evenkeel/native';
import { createWasmBackend } from '@evenkeel/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { notCovered } from './not-covered.js';
import { runners } from './runners/table.js';
import { casesByOp, coveredOps, goldenCases, goldenFaults } from './suite.js';

const backends: { name: string; create: () => Backend }[] = [
  { name: 'reference float64', create: () => createReferenceBackend({ precision: 'float64' }) },
  { name: 'reference float32', create: () => createReferenceBackend({ precision: 'float32' }) },
  ...nativeInstructionSets().map((isa) => ({
    name: `native ${isa}`,
    create: () => createNativeBackend({ isa }),
  })),
  { name: 'wasm', create: () => createWasmBackend() },
];

describe.each(backends)('golden vectors on $name', ({ create }) => {
  let backend: Backend;
  beforeAll(() => {
    backend = create();
  });

  it.each(coveredOps)('%s', (op) => {
    expect(goldenFaults(backend, op)).toEqual([]);
  });
});

describe('golden vectors', () => {
  it('are all there', () => {
    const [vectors, extended] = [538, 65];
    expect(goldenCases).toHaveLength(vectors + extended);
    expect(new Set(goldenCases.map(({ name }) => name)).size).toBe(vectors + extended);
  });

  it('have no runner without cases', () => {
    expect(Object.keys(runners).filter((op) => !casesByOp.has(op))).toEqual([]);
  });

  it('have a runner for every op but those listed as not covered yet', () => {
    expect([...casesByOp.keys()].filter((op) => !(op in runners)).sort()).toEqual(
      [...notCovered].sort(),
    );
  });

  // One entry each in the report, so that no one takes them for passed.
  it.for(notCovered)('of %s are not covered yet', (op, { skip }) => {
    expect(runners).not.toHaveProperty(op);
    skip(`${casesByOp.get(op)?.length} cases of ${op} wait for their op`);
  });
});
