// Steps that throw the weights about.
import type { Rule } from '../finding.js';
import { wrongRatios } from '../update-ratios.js';
import { figure } from '../wording.js';

const most = 0.1;

export const largeUpdates: Rule = ({ records }) =>
  wrongRatios(records, (ratio) => ratio > most).map(({ name, ratio, since }) => ({
    rule: 'largeUpdates',
    layer: name,
    since,
    message:
      `parameter ${name}: a step changes it by ${figure(ratio)} of its size (median), where about 0.001 is healthy; ` +
      `the learning rate is ${records.at(-1)!.lr}. Try a smaller one, warm-up, or gradient clipping.`,
  }));
