// The gradient that minimum and maximum share.
import { accumulate, binaryValue } from '../../calls/elementwise.js';
import type { Value } from '../../core/value.js';

/** dy where `mine` was chosen, half of it where both are equal, else 0. */
export function selectedShare(
  dy: Value,
  chosenIf: 'greater' | 'less',
  [mine, other]: readonly [Value, Value],
): Value {
  const share = binaryValue(chosenIf, [mine, other], dy.shape);
  accumulate(share, binaryValue('equal', [mine, other], dy.shape), 0.5);
  return binaryValue('mul', [dy, share], dy.shape);
}
