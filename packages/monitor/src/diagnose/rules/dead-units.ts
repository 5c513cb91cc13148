// Units of relu that no example gets over 0: they have no gradient, and never come back.
import type { MonitorRecord } from '../../records.js';
import { sinceWhen, type Rule } from '../finding.js';
import { percent, sinceStep } from '../wording.js';

/** Share of dead units that is worth a word. */
const most = 0.3;

export const deadUnits: Rule = ({ records }) => {
  const last = records.at(-1);
  if (last === undefined) return [];
  return last.activations.flatMap(({ layer, kind, dead }) => {
    const shareAt = (record: MonitorRecord) =>
      record.activations.find((other) => other.layer === layer)?.dead ?? 0;
    const since = sinceWhen(records, (record) => shareAt(record) >= most);
    if (since === null || dead === null) return [];
    const message =
      `layer ${layer} (${kind}): ${percent(dead)} of its units are dead ${sinceStep(since, last.step)}: no example ` +
      `gets them over 0, so they cannot learn; the learning rate is ${last.lr}. Try a smaller learning rate, ` +
      'a small positive bias, leakyRelu or elu, or batch norm before it.';
    return [{ rule: 'deadUnits' as const, layer, since, message }];
  });
};
