// Steps too small to get anywhere.
import type { Rule } from '../finding.js';
import { wrongRatios } from '../update-ratios.js';
import { figure } from '../wording.js';

const least = 1e-5;

export const smallUpdates: Rule = ({ records }) =>
  wrongRatios(records, (ratio) => ratio < least).map(({ name, ratio, since }) => ({
    rule: 'smallUpdates',
    layer: name,
    since,
    message:
      `parameter ${name}: a step changes it by ${figure(ratio)} of its size (median), where about 0.001 is healthy; ` +
      `the learning rate is ${records.at(-1)!.lr}. Try a larger one, or see why its gradient is small.`,
  }));
