// A module that serves nothing, for fit-in-worker.test.ts.
export const nothing = 0;
