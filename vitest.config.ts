// Where tests live and how they run. Workspace packages resolve to their sources (condition
// `evenkeel-source`), so that no build is needed before a unit test.
import { defineConfig } from 'vitest/config';

const conditions = ['evenkeel-source', 'module', 'node', 'development|production'];
const long = 'test/**/*.long.test.ts';

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{packages,apps}/*/src/**/*.test.ts', 'native/{src,test}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', long],
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Trainings, kills and memory runs: minutes each, and one at a time because they time things.
        extends: true,
        test: {
          name: 'long',
          include: [long],
          testTimeout: 900_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
