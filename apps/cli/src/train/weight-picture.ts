// The weights of the first layer as a picture: a tile for each unit.
import { Parameter, type Module } from 'evenkeel';

export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  /** A byte for each pixel. */
  readonly data: Uint8Array;
}

/** Tiles that are shown. */
const most = 64;
const gap = 1;

/**
 * Tiles of the first weight that looks at images: [KH, KW, C, O] of a convolution, or [H W C, O] of a linear layer. 0 is a middle
 * gray, and the largest weight white or black; of several channels the mean. Null if there is none.
 */
export function weightPicture(
  model: Module,
  [height, width, channels]: readonly [number, number, number],
): GrayPicture | null {
  const weight = model.parameters().find(({ shape }) => shape.length >= 2);
  if (!(weight instanceof Parameter)) return null;
  const { shape } = weight;
  const isLinear = shape.length === 2 && shape[0] === height * width * channels;
  if (shape.length !== 4 && !isLinear) return null;
  const tile = isLinear
    ? { height, width, channels }
    : { height: shape[0]!, width: shape[1]!, channels: shape[2]! };
  return tiled(weight.dataSync(), tile, shape.at(-1)!);
}

function tiled(
  values: ArrayLike<number>,
  tile: { readonly height: number; readonly width: number; readonly channels: number },
  units: number,
): GrayPicture {
  const shown = Math.min(units, most);
  const columns = Math.ceil(Math.sqrt(shown));
  const width = columns * (tile.width + gap) + gap;
  const height = Math.ceil(shown / columns) * (tile.height + gap) + gap;
  const data = new Uint8Array(width * height).fill(255);
  let largest = 1e-12;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  for (let unit = 0; unit < shown; unit++) {
    const left = gap + (unit % columns) * (tile.width + gap);
    const top = gap + Math.floor(unit / columns) * (tile.height + gap);
    for (let pixel = 0; pixel < tile.height * tile.width; pixel++) {
      let sum = 0;
      for (let c = 0; c < tile.channels; c++) {
        sum += values[(pixel * tile.channels + c) * units + unit]!;
      }
      const at = (top + Math.floor(pixel / tile.width)) * width + left + (pixel % tile.width);
      data[at] = Math.round(127.5 * (1 + sum / tile.channels / largest));
    }
  }
  return { width, height, data };
}
