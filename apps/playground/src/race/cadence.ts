// How often a race looks at itself, in steps.
export const cadence = {
  /** Between two tests. */
  test: 50,
  /** Between two looks of the monitor, which also looks after 1, 2, 4, 8 … steps. */
  look: 20,
} as const;

/** What the monitors look at: so many of the training images, the first ones. */
export const lookedAt = 120;
