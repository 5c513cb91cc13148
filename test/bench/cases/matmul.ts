// The product of two matrices.
import { generator, matmul, tidy } from '@evenkeel/tensor';
import { counted, type BenchCase } from '../bench-case.js';
import { matmulShapes } from '../shapes.js';

export const matmulCases: readonly BenchCase[] = matmulShapes.map((sizes) => {
  const { name, m, k, n } = sizes;
  return {
    op: 'matmul',
    shape: name,
    sizes,
    ...counted(2 * m * k * n),
    prepare() {
      const source = generator(1);
      const a = source.normal([m, k]);
      const b = source.normal([k, n]);
      return () => tidy(() => void matmul(a, b));
    },
  };
});
