// What can be measured of an activation: the numbers it gives, where it is flat, its time.
import {
  Activation,
  generator,
  loader,
  Maxout,
  noGrad,
  ops,
  Scope,
  tensor,
  type Dataset,
  type Layer,
  type Tensor,
} from 'evenkeel';

/** Slopes below this share of the largest count as flat. */
const flat = 0.05;

const images = 1000;

/**
 * Of all numbers that the hidden layers give for test images: their mean in deviations (0 is centered at zero), and the share at which the
 * slope of the activation is under 5 % of its largest; next to no gradient comes back from there.
 */
export function shapeOfSignal(model: Layer, test: Dataset): { mean: number; flat: number } {
  using _scope = new Scope();
  const passes: { output: Tensor; input: Tensor; layer: Layer }[] = [];
  const hidden = model
    .modules()
    .filter((part) => part instanceof Activation || part instanceof Maxout);
  const stops = hidden.map((layer) =>
    layer.onForward((output, [input]) => void passes.push({ output, input: input!, layer })),
  );
  const { x } = loader(test, { batch: Math.min(images, test.count), shuffle: false }).next();
  noGrad(() => model.eval().forward(x));
  for (const stop of stops) stop();
  const outputs = passes.flatMap(({ output }) => [...output.dataSync()]);
  const slopes = passes.flatMap(({ layer, input }) => slopesOf(layer, input));
  const most = slopes.reduce((a, b) => Math.max(a, b), 0);
  return {
    mean: meanInDeviations(outputs),
    flat: slopes.filter((slope) => slope < flat * most).length / slopes.length,
  };
}

/** A maxout unit always has the slope of one of its linear pieces. */
function slopesOf(layer: Layer, input: Tensor): number[] {
  if (layer instanceof Maxout) return [1];
  const x = tensor(input.dataSync(), { shape: [...input.shape], requiresGrad: true });
  ops.sum(layer.forward(x)).backward();
  return [...x.grad!.dataSync()];
}

function meanInDeviations(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
  return mean / Math.sqrt(variance);
}

/** Numbers that are put through, and how often. */
const [numbers, rounds] = [1 << 18, 15];

/** Nanoseconds for each number that comes out, forward and back; the median of some rounds. */
export function costOf(activation: (x: Tensor) => Tensor): number {
  using _scope = new Scope();
  const drawn = generator(0)
    .normal([numbers / 256, 256])
    .dataSync();
  const times = Array.from({ length: rounds }, () => {
    using _round = new Scope();
    const x = tensor(drawn, { shape: [numbers / 256, 256], requiresGrad: true });
    const weight = ops.full(activation(x).shape, 1);
    const start = performance.now();
    const y = activation(x);
    y.backward(weight);
    x.grad!.dataSync();
    return ((performance.now() - start) * 1e6) / y.size;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!;
}
