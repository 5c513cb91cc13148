// What TensorBoard shows of each entry of a log, and under which names.
import type { LogEntry } from '../log/entries.js';
import type { ActivationRecord, MonitorRecord, ParameterRecord } from '../records.js';
import { histogramValue, type SummaryValue } from './event.js';

/** Names before the last slash make groups; empty for entries that TensorBoard has no place for. */
export function summariesOf(entry: LogEntry): SummaryValue[] {
  switch (entry.kind) {
    case 'step':
      return scalars('train', {
        loss: entry.loss,
        lr: entry.lr,
        samples_per_second: entry.samplesPerSecond,
      });
    case 'evaluation':
      return scalars('evaluation', { accuracy: entry.accuracy, loss: entry.loss });
    case 'monitor':
      return ofRecord(entry);
    case 'run':
    case 'start':
    case 'end':
      return [];
  }
}

function ofRecord({ activations, parameters, norms }: MonitorRecord): SummaryValue[] {
  return [
    ...activations.flatMap(ofActivation),
    ...parameters.flatMap(ofParameter),
    ...norms.flatMap(({ layer, meanShift, varianceRatio }) => [
      { tag: `mean_shift/${layer}`, simpleValue: meanShift },
      { tag: `variance_ratio/${layer}`, simpleValue: varianceRatio },
    ]),
  ];
}

function ofActivation({ layer, input, unit, saturated, dead }: ActivationRecord): SummaryValue[] {
  const [p15, p50, p85] = input.percentiles;
  const [u15, u50, u85] = unit.percentiles;
  const count = input.count - input.nonFinite;
  return [
    ...(count === 0 ? [] : [{ tag: `input/${layer}`, histo: histogramValue({ ...input, count }) }]),
    ...scalars(`input_${layer}`, { mean: input.mean, deviation: input.deviation, p15, p50, p85 }),
    ...scalars(`unit_${layer}`, { p15: u15, p50: u50, p85: u85 }),
    ...(saturated === null ? [] : [{ tag: `saturated/${layer}`, simpleValue: saturated }]),
    ...(dead === null ? [] : [{ tag: `dead/${layer}`, simpleValue: dead }]),
  ];
}

function ofParameter(record: ParameterRecord): SummaryValue[] {
  const { name, norm, gradientNorm, updateRatio, effectiveRate } = record;
  const groups = {
    norm,
    gradient_norm: gradientNorm,
    update_ratio: updateRatio,
    effective_rate: effectiveRate,
  };
  return Object.entries(groups).flatMap(([group, value]) =>
    value === null ? [] : [{ tag: `${group}/${name}`, simpleValue: value }],
  );
}

function scalars(group: string, values: Readonly<Record<string, number>>): SummaryValue[] {
  return Object.entries(values).map(([name, value]) => ({
    tag: `${group}/${name}`,
    simpleValue: value,
  }));
}
