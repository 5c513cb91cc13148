// Units that compute the same: equal weights at the start get equal gradients for ever.
import type { MonitorRecord } from '../../records.js';
import { sinceWhen, type Rule } from '../finding.js';
import { percent, sinceStep } from '../wording.js';

/** Share of twins that is worth a word. */
const most = 0.5;

export const identicalUnits: Rule = ({ records }) => {
  const last = records.at(-1);
  if (last === undefined) return [];
  return last.activations.flatMap(({ layer, units, duplicates }) => {
    const shareAt = (record: MonitorRecord) =>
      record.activations.find((other) => other.layer === layer)?.duplicates ?? 0;
    const since = sinceWhen(records, (record) => shareAt(record) >= most);
    if (since === null) return [];
    const message =
      `layer ${layer}: ${percent(duplicates)} of its ${units} units compute the same as another one ` +
      `${sinceStep(since, last.step)}. Units that start equal get equal gradients and stay equal: draw the weights at ` +
      'random (heNormal, xavierUniform) in place of zeros or a constant.';
    return [{ rule: 'identicalUnits' as const, layer, since, message }];
  });
};
