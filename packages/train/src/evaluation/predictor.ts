// What gives class probabilities: a model, several models, a model that looks several times.
import { inEvaluationMode } from '@evenkeel/layers';
import {
  ArgumentError,
  add,
  mul,
  noGrad,
  ShapeError,
  softmax,
  tidy,
  type Tensor,
} from '@evenkeel/tensor';
import type { Model } from '../evaluate.js';

/** Class probabilities [N, classes] of images [N, H, W, C]; the rows sum to 1. */
export type Predictor = (x: Tensor) => Tensor;

/** Another look at images: [N, H, W, C] to [N, h, w, C], such as a crop. */
export type ImageView = (x: Tensor) => Tensor;

export interface PredictorOptions {
  /** What logits are divided by; default 1. `fitTemperature` finds it. */
  readonly temperature?: number;
}

/**
 * The class probabilities that a model gives, in evaluation mode and without gradients.
 *
 * p = softmax(model(x) / temperature)
 *
 * @param model    gives logits [N, classes] for x; every part of it gets its own mode back after each call
 * @param options  temperature = 1
 * @returns  a function from x to probabilities [N, classes]
 * @throws ArgumentError  a temperature that is not above 0
 * @example
 * const model = sequential(linear(2, 2, { init: (shape) => tensor([[1, 0], [0, 1]], { shape }) }));
 * predictor(model)(tensor([[0, Math.log(3)]])).dataSync(); // [0.25, 0.75]
 */
export function predictor(model: Model, options: PredictorOptions = {}): Predictor {
  const { temperature = 1 } = options;
  if (!(temperature > 0 && temperature < Infinity)) {
    const rule = { argument: 'temperature', expected: 'a finite number above 0' };
    throw new ArgumentError({ op: 'predictor', ...rule, received: String(temperature) });
  }
  return (x) =>
    inEvaluationMode(model, () =>
      tidy(() => noGrad(() => softmax(mul(model.forward(x), 1 / temperature), -1))),
    );
}

/**
 * Several predictors as one: the average of their probabilities.
 *
 * p = sum over m of p_m / M
 *
 * @param predictors  for the same classes, such as `models.map((model) => predictor(model))`
 * @returns  a predictor
 * @throws ArgumentError  an empty list
 * @throws ShapeError  from the predictor, if two give different shapes
 * @see Ioffe & Szegedy 2015, section 4.2.3: an ensemble of six batch-normalized nets
 * @example
 * const sure = () => tensor([[1, 0]]);
 * const unsure = () => tensor([[0.5, 0.5]]);
 * ensemble([sure, unsure])(zeros([1, 1, 1, 1])).dataSync(); // [0.75, 0.25]
 */
export function ensemble(predictors: readonly Predictor[]): Predictor {
  requireSome('ensemble', 'predictors', predictors);
  return (x) =>
    average(
      'ensemble',
      predictors.map((predict) => () => predict(x)),
    );
}

/**
 * Test-time augmentation: the average of a predictor's probabilities over several views of each image.
 *
 * p(x) = sum over v of predict(v(x)) / V
 *
 * @param predict  of one view
 * @param views    such as `cropViews({ size: [24, 24] })`
 * @returns  a predictor
 * @throws ArgumentError  an empty list
 * @see Krizhevsky, Sutskever & Hinton 2012, "ImageNet classification with deep convolutional neural networks", section 4.1
 * @example
 * const brightness = (x) => concat([x, sub(1, x)], -1);
 * const both = [(x) => x, (x) => sub(1, x)];
 * augmented(brightness, both)(tensor([[0.2]])).dataSync(); // [0.5, 0.5]
 */
export function augmented(predict: Predictor, views: readonly ImageView[]): Predictor {
  requireSome('augmented', 'views', views);
  return (x) =>
    average(
      'augmented',
      views.map((view) => () => predict(view(x))),
    );
}

function requireSome(op: string, argument: string, list: readonly unknown[]): void {
  if (list.length > 0) return;
  throw new ArgumentError({
    op,
    argument,
    expected: 'a list of at least one',
    received: 'an empty one',
  });
}

/** The mean of what the functions give, one after the other so that little memory is held. */
function average(op: string, makers: readonly (() => Tensor)[]): Tensor {
  return tidy(() =>
    noGrad(() => {
      let sum: Tensor | null = null;
      for (const make of makers) {
        const next = tidy(make);
        if (sum !== null) checkSame(op, sum, next);
        const before: Tensor | null = sum;
        sum = before === null ? next : add(before, next);
        before?.dispose();
      }
      return mul(sum!, 1 / makers.length);
    }),
  );
}

function checkSame(op: string, { shape }: Tensor, next: Tensor): void {
  if (next.shape.length === shape.length && next.shape.every((n, axis) => n === shape[axis]))
    return;
  const expected = `[${shape.join(', ')}] as of the one before`;
  const received = `[${next.shape.join(', ')}]`;
  throw new ShapeError({ op, argument: 'probabilities', expected, received });
}
