// The ways to choose first weights that `evenkeel initializers` compares.
import {
  calculateGain,
  constant,
  dataDependentInit,
  heNormal,
  initializer,
  lecunNormal,
  lsuv,
  normal,
  orthogonal,
  uniform,
  xavierNormal,
  type Draw,
  type Layer,
  type Tensor,
} from 'evenkeel';
import type { ActivationName } from '../models/spec.js';

export interface Scheme {
  readonly name: string;
  /** What each weight is drawn from. */
  readonly init: Draw;
  readonly batchNorm?: boolean;
  /** Fits the drawn weights to a batch. */
  readonly fit?: (model: Layer, batch: Tensor) => void;
}

/** What is known of the gain; an elu is close to the identity where its input is small. */
function gainOf(activation: ActivationName): number {
  return activation === 'elu' ? 1 : calculateGain(activation);
}

/** The interval that some lecture slides print as He's rule. */
const slide: Draw = initializer(
  'slide',
  ([inputs = 1, outputs = 1]) => uniformOf(inputs, outputs).distribution([inputs, outputs]),
  (shape, generator) => uniformOf(shape[0] ?? 1, shape[1] ?? 1)(shape, generator),
);

function uniformOf(inputs: number, outputs: number) {
  const bound = 4 / (inputs + outputs);
  return uniform({ low: -bound, high: bound });
}

/** All schemes, in the order in which they were found. */
export function schemesFor(activation: ActivationName): Scheme[] {
  const gain = gainOf(activation);
  return [
    { name: 'zeros', init: constant(0) },
    { name: 'normal, std 0.01', init: normal({ std: 0.01 }) },
    { name: 'normal, std 1', init: normal({ std: 1 }) },
    { name: 'LeCun', init: lecunNormal() },
    { name: 'Xavier', init: xavierNormal() },
    { name: `Xavier, gain ${gain.toPrecision(4)}`, init: xavierNormal({ gain }) },
    { name: 'He', init: heNormal() },
    { name: 'slide, ±4 / (in + out)', init: slide },
    { name: `orthogonal, gain ${gain.toPrecision(4)}`, init: orthogonal({ gain }) },
    { name: 'LSUV', init: constant(0), fit: (model, batch) => void lsuv(model, batch) },
    {
      name: 'data-dependent',
      init: normal({ std: 0.01 }),
      fit: (model, batch) => void dataDependentInit(model, batch),
    },
    { name: 'batch norm, std 0.01', init: normal({ std: 0.01 }), batchNorm: true },
  ];
}
