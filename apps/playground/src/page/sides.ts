// How each net looks and is called on the page.
import type { ColorName } from '../charts/spec.js';
import type { NetName, PerNet } from '../race/net-names.js';
import { wholeText } from './format.js';
import { snapshot } from './store.js';

export interface Side {
  readonly color: ColorName;
  /** Class of the style sheet. */
  readonly tone: 'batch-norm' | 'plain';
  readonly title: string;
}

export const sides: PerNet<Side> = {
  'batch norm': { color: 'batchNorm', tone: 'batch-norm', title: 'With batch norm' },
  plain: { color: 'plain', tone: 'plain', title: 'Without batch norm' },
};

/** Why a net has stopped, for its charts; null if it has not. */
export const noteOf = (name: NetName) => (): string | null => {
  const failure = snapshot.peek()?.nets[name].failure ?? null;
  return failure === null ? null : `loss ${failure.value} at step ${wholeText(failure.step)}`;
};
