// Ops of the golden vectors that have no runner yet. Each shows as skipped; an op that gets a runner leaves the list.

export const notCovered: readonly string[] = [];
