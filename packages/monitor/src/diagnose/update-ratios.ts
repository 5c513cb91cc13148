// How large steps are beside the weights that they move.
import type { MonitorRecord } from '../records.js';
import { atFullRate, middle } from './finding.js';

export interface UpdateRatio {
  readonly name: string;
  /** Median over the looks at full learning rate. */
  readonly ratio: number;
  /** First look whose ratio is on the wrong side. */
  readonly since: number;
}

/** Weights whose median ratio is on the wrong side of a limit; fewer than three looks say nothing. */
export function wrongRatios(
  records: readonly MonitorRecord[],
  isWrong: (ratio: number) => boolean,
): UpdateRatio[] {
  const looks = atFullRate(records);
  const names = records.at(-1)?.parameters.filter(({ rank }) => rank >= 2) ?? [];
  return names.flatMap(({ name }) => {
    const seen = looks.flatMap(({ step, parameters }) => {
      const ratio = parameters.find((other) => other.name === name)?.updateRatio ?? null;
      return ratio === null ? [] : [{ step, ratio }];
    });
    const ratio = middle(seen.map((one) => one.ratio));
    if (seen.length < 3 || !isWrong(ratio)) return [];
    return [{ name, ratio, since: seen.find((one) => isWrong(one.ratio))!.step }];
  });
}
