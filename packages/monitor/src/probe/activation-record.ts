// What the input of an activation shows.
import type { Activation } from '@evenkeel/layers';
import { max, reshape, slice, type Tensor } from '@evenkeel/tensor';
import { activationKinds, type ActivationKind } from '../activation-kinds.js';
import type { ActivationRecord } from '../records.js';
import { distributionOf, percentileShares } from '../statistics/distribution.js';
import { duplicateShare, type Rows } from '../statistics/duplicates.js';
import { quantiles } from '../statistics/quantiles.js';
import type { Sampler } from '../statistics/sample-rows.js';

export interface ActivationInput {
  readonly layer: string;
  /** [..., units] */
  readonly input: Tensor;
  readonly sampler: Sampler;
  readonly unit: number;
}

export function activationRecord(
  { name }: Activation,
  { layer, input, sampler, unit }: ActivationInput,
): ActivationRecord {
  const rows = sampler.read(input);
  const { units } = rows;
  const kind: ActivationKind = Object.hasOwn(activationKinds, name) ? activationKinds[name]! : {};
  const index = Math.min(unit, units - 1);
  return {
    layer,
    kind: name,
    units,
    input: distributionOf(rows.values),
    unit: { index, percentiles: unitPercentiles(columnOf(input, units, index), sampler) },
    saturated: saturatedShare(rows, kind),
    dead: kind.deadUpTo === undefined ? null : deadShare(input, units, kind.deadUpTo),
    duplicates: duplicateShare(rows),
  };
}

/** One unit over all examples and places, [rows, 1]. */
function columnOf(input: Tensor, units: number, unit: number): Tensor {
  const rows = input.size / units;
  return slice(reshape(input, [rows, units]), [0, unit], { ends: [rows, unit + 1] });
}

function unitPercentiles(column: Tensor, sampler: Sampler): [number, number, number] {
  const own = sampler.read(column).values.filter(Number.isFinite);
  const [p15, p50, p85] = quantiles(own, percentileShares);
  return [p15!, p50!, p85!];
}

function saturatedShare({ values }: Rows, { below, above }: ActivationKind): number | null {
  if (below === undefined && above === undefined) return null;
  const low = below ?? -Infinity;
  const high = above ?? Infinity;
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! < low || values[i]! > high) count += 1;
  return count / values.length;
}

/** Over all examples and places, not a sample: one that is above the limit proves a unit alive. */
function deadShare(input: Tensor, units: number, upTo: number): number {
  const largest = max(reshape(input, [-1, units]), 0).dataSync();
  let count = 0;
  for (let unit = 0; unit < units; unit++) if (largest[unit]! <= upTo) count += 1;
  return count / units;
}
