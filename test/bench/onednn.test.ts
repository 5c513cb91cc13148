import { describe, expect, it } from 'vitest';
import { benchCases } from './cases/index.js';
import { oneDnnLayouts, oneDnnProgram } from './onednn.js';

const caseOf = (op: string, shape: string): (typeof benchCases)[number] =>
  benchCases.find((found) => found.op === op && found.shape === shape)!;

describe('oneDnnProgram', () => {
  it('asks for samples in one line of fields', async () => {
    const { program, args, request } = await oneDnnProgram('/opt/onednn');
    expect([program, args]).toEqual(['/opt/onednn', []]);
    const settings = { threads: 2, layout: 'own', seconds: 0.25, fewest: 2 } as const;
    expect(request(caseOf('conv forward', 'c128x32x32x16_k32_r3_s2'), settings)).toBe(
      'conv forward\town\t2\t0.25\t2\tn=128\th=32\tw=32\tc=16\tk=32\tr=3\tstride=2\tpad=1',
    );
  });
});

describe('oneDnnLayouts', () => {
  it('is empty where oneDNN has no call', () => {
    expect(oneDnnLayouts({ op: 'matmul' })).toEqual({ asOurs: ['nhwc', 'sgemm'], own: [] });
    expect(oneDnnLayouts({ op: 'batch norm forward' }).own).toEqual(['own']);
    expect(oneDnnLayouts({ op: 'training step' })).toEqual({ asOurs: [], own: [] });
  });
});
