// The nets that experiments vary: small, so that every variant trains in seconds.
import { conv2d, flatten, linear, maxPool2d, relu, sequential, type Layer } from 'evenkeel';
import { inputsOf, type Frame } from './experiment.js';

/** What stands around the non-linearity of a block: layers for so many channels, in their order. */
export type Surroundings = (channels: number) => readonly Layer[];

/** Channels of the convolutions. */
const channels = [16, 32] as const;

/**
 * Two convolutions of 3 x 3, each with its surroundings (max pooling by 2 among them), then a linear layer.
 */
export function convNet({ data: { train } }: Frame, around: Surroundings): Layer {
  const [first, second] = channels;
  const [height, width, inputs] = train.shape;
  const pooled = (length: number): number => Math.floor(Math.floor(length / 2) / 2);
  const convolution = (before: number, outputs: number): Layer =>
    conv2d(before, outputs, { kernel: 3, padding: 1 });
  return sequential(
    convolution(inputs, first),
    ...around(first),
    convolution(first, second),
    ...around(second),
    flatten(),
    linear(pooled(height) * pooled(width) * second, train.classes),
  ) as Layer;
}

/** The block that is usual: normalization, ReLU, pooling. */
export const usual =
  (norm: ((channels: number) => Layer) | null): Surroundings =>
  (count) => [...(norm === null ? [] : [norm(count)]), relu(), pool()];

export const pool = (): Layer => maxPool2d({ kernel: 2 });

/** Two hidden layers of 100 units with ReLU, each normalized before it. */
export function hiddenNet(frame: Frame, norm: ((units: number) => Layer) | null): Layer {
  const block = (inputs: number, units: number): Layer[] => [
    linear(inputs, units),
    ...(norm === null ? [] : [norm(units)]),
    relu(),
  ];
  return sequential(
    flatten(),
    ...block(inputsOf(frame), 100),
    ...block(100, 100),
    linear(100, frame.data.train.classes),
  ) as Layer;
}
