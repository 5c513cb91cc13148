// How many hidden units no image brings above 0.
import { Activation, evaluate, type Layer } from 'evenkeel';
import { testLoader } from '../data.js';
import type { Frame } from './experiment.js';

/**
 * Share of the units behind wholly connected layers whose activation gives nothing above 0 for any test image. A ReLU among them
 * is dead: it passes on no gradient.
 */
export async function silentShare(model: Layer, { data }: Frame): Promise<number> {
  const spoke: boolean[][] = [];
  const hidden = model.modules().filter((part) => part instanceof Activation);
  const stops = hidden.map((activation, i) =>
    activation.onForward((output) => {
      const units = (spoke[i] ??= Array.from({ length: output.shape[1]! }, () => false));
      output.dataSync().forEach((value: number, at: number) => {
        if (value > 0) units[at % units.length] = true;
      });
    }),
  );
  await evaluate(model, testLoader(data.test));
  for (const stop of stops) stop();
  const all = spoke.flat();
  return all.filter((speaks) => !speaks).length / all.length;
}
