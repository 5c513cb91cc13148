// Central differences: what a gradient must be, from nothing but forward passes.
import { noGrad, tensor, tidy, type Tensor } from '@evenkeel/tensor';
import type { GoodSample } from '@evenkeel/tensor/samples';

/** Step for float64: the error of the formula and that of rounding are both near 1e-10. */
const STEP = 1e-6;

type Inputs = Readonly<Record<string, Tensor>>;

/** sum of y * seed, the number whose gradient is looked at. */
function projection(y: Tensor, seed: Float64Array): number {
  const values = y.dataSync();
  return seed.reduce((sum, weight, i) => sum + weight * values[i]!, 0);
}

/** The gradient of sum(y * seed) with respect to one input, element by element. */
export function differences(
  sample: GoodSample,
  inputs: Inputs,
  of: { readonly input: string; readonly seed: Float64Array },
): number[] {
  const center = inputs[of.input]!;
  const values = Float64Array.from(center.dataSync());
  const at = (i: number, shift: number): number =>
    tidy(() => {
      const moved = values.slice();
      moved[i]! += shift;
      const replaced = { ...inputs, [of.input]: tensor(moved, { shape: center.shape }) };
      return projection(
        noGrad(() => sample.call(replaced)),
        of.seed,
      );
    });
  return Array.from(values, (_, i) => (at(i, STEP) - at(i, -STEP)) / (2 * STEP));
}

/** The same gradient by backward(), for the inputs named. */
export function gradients(
  sample: GoodSample,
  inputs: Inputs,
  of: { readonly wanted: readonly string[]; readonly seed: Float64Array },
): Record<string, number[]> {
  for (const [name, input] of Object.entries(inputs)) input.requiresGrad = of.wanted.includes(name);
  tidy(() => {
    const y = sample.call(inputs);
    y.backward(tensor(of.seed, { shape: y.shape }));
  });
  const found: Record<string, number[]> = {};
  for (const name of of.wanted) {
    found[name] = Array.from(inputs[name]!.grad?.dataSync() ?? []);
    inputs[name]!.zeroGrad();
  }
  return found;
}

/** The first element that is off by more than 1e-6 of the largest one, as text; null if none. */
export function firstOff(got: readonly number[], want: readonly number[]): string | null {
  if (got.length !== want.length) return `${got.length} elements, not ${want.length}`;
  const scale = Math.max(1, ...want.map(Math.abs));
  const at = want.findIndex((number, i) => !(Math.abs(got[i]! - number) <= 1e-6 * scale));
  return at < 0 ? null : `element ${at} is ${got[at]}, differences give ${want[at]}`;
}
