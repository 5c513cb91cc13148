// What a schedule is.

/**
 * The learning rate in force during step t, counted from 0.
 *
 * A schedule is a pure function: nothing is advanced or saved, and a run that is resumed at step t
 * goes on with the rate it would have had.
 *
 * @example
 * const schedule = cosineAnnealing({ baseLr: 0.1, steps: 1000 });
 * optimizer.lr = schedule(step);
 */
export type Schedule = (step: number) => number;
