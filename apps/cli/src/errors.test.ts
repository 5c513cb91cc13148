import { FileFormatError } from 'evenkeel';
import { describe, expect, it } from 'vitest';
import { exitCode, failureOf, UsageError } from './errors.js';

const system = (code: string, path?: string): Error =>
  Object.assign(new Error(`${code}: some words, open`), { code, ...(path ? { path } : {}) });

describe('failureOf', () => {
  it("takes a mistake of the user's as it is, in one line", () => {
    expect(failureOf(new UsageError('--x must be 1,\n  got 2.'))).toEqual({
      line: '--x must be 1, got 2.',
      code: exitCode.usage,
    });
  });

  it('says of a bad file what to do', () => {
    const problem = { op: 'readIdx', file: 'f', offset: 4, rule: 'hold 3 labels', received: '2' };
    expect(failureOf(new FileFormatError(problem))).toEqual({
      line: 'readIdx: f must hold 3 labels, got 2 at byte 4. Give a file that is whole.',
      code: exitCode.usage,
    });
    expect(failureOf(new FileFormatError({ ...problem, hint: 'Get it again.' })).line).toBe(
      'readIdx: f must hold 3 labels, got 2 at byte 4. Get it again.',
    );
  });

  it('says of a path that the system refuses why', () => {
    expect(failureOf(system('EACCES', '/root/x'))).toEqual({
      line: '/root/x: permission is denied. Give another path.',
      code: exitCode.usage,
    });
  });

  it('takes a full disk for no mistake', () => {
    expect(failureOf(system('ENOSPC'))).toEqual({
      line: 'the disk is full (ENOSPC).',
      code: exitCode.failure,
    });
  });

  it('passes on whatever else happened', () => {
    expect(failureOf(new Error('lost'))).toEqual({ line: 'lost', code: exitCode.failure });
    expect(failureOf('lost')).toEqual({ line: 'lost', code: exitCode.failure });
    expect(failureOf(null)).toEqual({ line: 'null', code: exitCode.failure });
  });
});
