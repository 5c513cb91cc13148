// The sum of class probabilities that several predictors give for the same test images; its largest are the answers of the ensemble.
import { evaluatePredictions, type Dataset, type Predictor } from 'evenkeel';
import { testLoader } from '../data.js';

export class Votes {
  readonly #test: Dataset;
  readonly #sums: Float64Array;

  constructor(test: Dataset) {
    this.#test = test;
    this.#sums = new Float64Array(test.count * test.classes);
  }

  /** Adds what a predictor says; gives its own accuracy. */
  async add(predict: Predictor): Promise<number> {
    let at = 0;
    const heard: Predictor = (x) => {
      const probabilities = predict(x);
      for (const value of probabilities.dataSync()) this.#sums[at++]! += value;
      return probabilities;
    };
    return (await evaluatePredictions(heard, testLoader(this.#test))).accuracy;
  }

  /** Of all together, as `ensemble` would answer. */
  accuracy(): number {
    const { count, classes, labels } = this.#test;
    let right = 0;
    for (let image = 0; image < count; image++) {
      const row = this.#sums.subarray(image * classes, (image + 1) * classes);
      if (row.indexOf(Math.max(...row)) === labels[image]) right++;
    }
    return right / count;
  }
}
