import { expect, it } from 'vitest';
import { nativeFailure, nativeSubjects } from './subjects.js';

it('the native back end loads, so that the suite means something', () => {
  expect(nativeFailure).toBeNull();
  expect(nativeSubjects.length).toBeGreaterThan(0);
});
