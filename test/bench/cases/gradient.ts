// The gradient of one op alone: its forward pass runs once, its backward pass each time.
import type { Tensor } from '@evenkeel/tensor';

/** The call that computes the gradients of `leaves` from `dy`, given y, and forgets them again. */
export function gradientOf(y: Tensor, dy: Tensor, leaves: readonly Tensor[]): () => void {
  return () => {
    y.backward(dy, { retainGraph: true });
    for (const leaf of leaves) leaf.zeroGrad();
  };
}
