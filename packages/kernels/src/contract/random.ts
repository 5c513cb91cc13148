// Counter-based random numbers: Philox 4x32-10, the same bits on every back end.
import { buffer, f32, i32, kernel } from './fields.js';

const anyInt = () => i32(-2147483648);
/** key = (seedLow, seedHigh); counter of block b = (blockLow + b with carry, blockHigh, streamLow, streamHigh). */
const counter = {
  seedLow: anyInt(),
  seedHigh: anyInt(),
  streamLow: anyInt(),
  streamHigh: anyInt(),
  blockLow: anyInt(),
  blockHigh: anyInt(),
};

export const randomRows = {
  randomUniform: kernel({
    formula:
      'y[4b+i] = low + (high - low) * (word[i] >> 8) * 2^-24, word = philox(counter of block b)',
    fields: { y: buffer.out('float', 'n'), n: i32(), ...counter, low: f32(), high: f32() },
  }),
  randomNormal: kernel({
    formula:
      'y[4b+2i], y[4b+2i+1] = mean + std * r * (cos t, sin t); r = sqrt(-2 log u), t = 2 pi v, ' +
      'u = (word[2i] + 1) * 2^-32, v = word[2i+1] * 2^-32, all in double without fused operations',
    fields: { y: buffer.out('float', 'n'), n: i32(), ...counter, mean: f32(), std: f32() },
  }),
  dropout: kernel({
    formula: 'y[i] = u[i] < rate ? 0 : x[i] * scale, u = the numbers of randomUniform from 0 to 1',
    fields: {
      x: buffer.in('float', 'n'),
      y: buffer.out('float', 'n'),
      n: i32(),
      ...counter,
      rate: f32(),
      scale: f32(),
    },
  }),
};
