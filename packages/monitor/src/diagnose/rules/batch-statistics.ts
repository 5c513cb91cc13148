// Running statistics of batch norm that do not fit the batches: in evaluation the net is another one.
import type { RunHistory } from '../../history.js';
import type { MonitorRecord, NormRecord } from '../../records.js';
import { sinceWhen, type Rule } from '../finding.js';
import { figure, sinceStep } from '../wording.js';

/** Running deviations that the means may be off. */
const mostShift = 1;
/** Factor that the variances may be off. */
const mostRatio = 4;
/** Steps that running statistics need to arrive, at the usual momentum of 0.1. */
const settled = 30;

export const batchStatistics: Rule = (history) => {
  const { records } = history;
  const last = records.at(-1);
  if (last === undefined) return [];
  return last.norms.flatMap((norm) => {
    const { layer, meanShift, varianceRatio } = norm;
    const isOffAt = ({ step, norms }: MonitorRecord) =>
      step >= settled && norms.some((other) => other.layer === layer && isOff(other));
    const since = sinceWhen(records, isOffAt);
    if (since === null) return [];
    const message =
      `layer ${layer}: running statistics of batch norm are far from those of the batches ${sinceStep(since, last.step)}: means are ` +
      `off by ${figure(meanShift)} deviations, variances by a factor of ${figure(varianceRatio)}${gap(history)}. In evaluation ` +
      'the net is another one. Try estimatePopulationStatistics after training, a larger momentum, or larger batches.';
    return [{ rule: 'batchStatistics' as const, layer, since, message }];
  });
};

function isOff({ meanShift, varianceRatio }: NormRecord): boolean {
  return meanShift > mostShift || varianceRatio > mostRatio;
}

/** The losses that show it, if the run has been evaluated. */
function gap({ records, evaluations }: RunHistory): string {
  const training = records.at(-1)?.loss ?? null;
  const evaluation = evaluations.at(-1);
  if (training === null || evaluation === undefined) return '';
  return `; the loss is ${figure(training)} in training and ${figure(evaluation.loss)} in evaluation`;
}
