// How far a batch is from the running statistics of batch norm.
import type { NormRecord } from '../records.js';
import type { SavedNorm } from './undisturbed.js';

/** For the time of a look the running statistics are those of the batch. */
export function normRecord(layer: string, { norm, mean, variance }: SavedNorm): NormRecord {
  const batchMean = norm.runningMean!.dataSync();
  const batchVar = norm.runningVar!.dataSync();
  const { eps } = norm;
  let shifts = 0;
  let logs = 0;
  for (let c = 0; c < mean.length; c++) {
    const running = variance[c]! + eps;
    shifts += (batchMean[c]! - mean[c]!) ** 2 / running;
    logs += Math.abs(Math.log((batchVar[c]! + eps) / running));
  }
  return {
    layer,
    channels: mean.length,
    meanShift: Math.sqrt(shifts / mean.length),
    varianceRatio: Math.exp(logs / mean.length),
  };
}
