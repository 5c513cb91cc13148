// From looks to sentences.
import type { RunHistory } from '../history.js';
import type { Finding, Rule } from './finding.js';
import { batchStatistics } from './rules/batch-statistics.js';
import { deadUnits } from './rules/dead-units.js';
import { divergence } from './rules/divergence.js';
import { explodingGradients } from './rules/exploding-gradients.js';
import { identicalUnits } from './rules/identical-units.js';
import { largeUpdates } from './rules/large-updates.js';
import { plateau } from './rules/plateau.js';
import { saturation } from './rules/saturation.js';
import { smallUpdates } from './rules/small-updates.js';
import { vanishingGradients } from './rules/vanishing-gradients.js';

/** The run as a whole first, then what may be its cause. */
const rules: readonly Rule[] = [
  divergence,
  plateau,
  identicalUnits,
  deadUnits,
  saturation,
  vanishingGradients,
  explodingGradients,
  largeUpdates,
  smallUpdates,
  batchStatistics,
];

/**
 * Says what is wrong with a run, in plain sentences with figures and with what to try.
 *
 * Looked for are: a loss that diverges or stands still; units that compute the same; dead units (30 % of a layer or more);
 * saturation (half of the inputs or more); gradients that vanish (the first weights get under a thousandth of what the last
 * get) or explode (100 times the norm of the weights, or a burst of 100 times the median); steps over 0.1 or under 0.00001 of
 * the weights; running statistics of batch norm that are off by a deviation or a factor of 4. But for bursts, a state that has
 * passed is not reported: the last look must still show it.
 *
 * @param history  of a monitor, or read from a log
 * @returns  findings, none if all is well: what happens to the run first, then what may be the cause
 * @example
 * const model = sequential(linear(2, 3, { init: () => zeros([2, 3]) }), relu(), linear(3, 2));
 * const optimizer = sgd(model.parameters(), { lr: 0.1 });
 * const watch = monitor(model, { x: ones([4, 2]), optimizer });
 * watch.beforeStep();
 * diagnose(watch.history).map(({ rule, layer }) => `${rule} ${layer}`); // ['identicalUnits 1', 'deadUnits 1']
 */
export function diagnose(history: RunHistory): Finding[] {
  return rules.flatMap((rule) => rule(history));
}
