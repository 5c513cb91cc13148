// A loss that grows, or is no number any more.
import type { Rule } from '../finding.js';
import { figure } from '../wording.js';

/** The last loss over the first, and over the least, that make a divergence. */
const most = { overFirst: 1.5, overLeast: 3 } as const;

const advice = 'Try a learning rate ten times smaller, warm-up, gradient clipping, or batch norm.';

export const divergence: Rule = ({ records, failure }) => {
  const lr = records.at(-1)?.lr ?? Number.NaN;
  if (failure !== null && /\b(?:NaN|-?Infinity)\b/.test(failure.message)) {
    const message = `the run ended at step ${failure.step} (${failure.message}) at a learning rate of ${lr}. ${advice}`;
    return [{ rule: 'divergence', layer: null, since: failure.step, message }];
  }
  const losses = records.flatMap(({ step, loss }) => (loss === null ? [] : [{ step, loss }]));
  const [first] = losses;
  const last = losses.at(-1);
  if (first === undefined || last === undefined) return [];
  const least = losses.reduce((a, b) => (b.loss < a.loss ? b : a));
  const grown = last.loss > most.overFirst * first.loss && last.loss > most.overLeast * least.loss;
  if (!grown) return [];
  const message =
    `the loss diverges: ${figure(least.loss)} at step ${least.step}, ${figure(last.loss)} at step ${last.step}; the learning ` +
    `rate is ${lr}. ${advice}`;
  return [{ rule: 'divergence', layer: null, since: least.step, message }];
};
