// Reconstructions to look at: one row of test images, one for each way to bring them back.
import { encode } from 'fast-png';
import { noGrad, sliceDataset, loader, tidy, type Dataset, type Tensor } from 'evenkeel';

/** Pixels of the picture for each pixel of an image, and between two images. */
const zoom = 3;
const gap = 4;

/** From x [N, H, W, C] to as many numbers. */
export type Reconstruct = (x: Tensor) => Tensor;

/**
 * A PNG with the first test image of each class above its reconstructions, a row for each function.
 *
 * @param test  grey images or colored ones (C = 3)
 * @param rows  in order from the top; the images themselves come first
 */
export function reconstructionPicture(test: Dataset, rows: readonly Reconstruct[]): Uint8Array {
  const [height, width, channels] = test.shape;
  const chosen = firstOfEachClass(test);
  const wide = chosen.length * (width * zoom + gap) + gap;
  const high = (rows.length + 1) * (height * zoom + gap) + gap;
  const data = new Uint8Array(wide * high * channels).fill(255);
  chosen.forEach((index, column) => {
    [(x: Tensor) => x, ...rows].forEach((reconstruct, row) => {
      const pixels = pixelsOf(test, { index, reconstruct });
      const left = gap + column * (width * zoom + gap);
      const top = gap + row * (height * zoom + gap);
      for (let y = 0; y < height * zoom; y += 1) {
        for (let x = 0; x < width * zoom; x += 1) {
          const from = Math.floor(y / zoom) * width + Math.floor(x / zoom);
          const to = (top + y) * wide + left + x;
          const color = pixels.subarray(from * channels, (from + 1) * channels);
          data.set(color, to * channels);
        }
      }
    });
  });
  return encode({ width: wide, height: high, data, channels, depth: 8 });
}

function firstOfEachClass({ labels, classes }: Dataset): number[] {
  const found = Array.from({ length: classes }, (_, label) => labels.indexOf(label));
  return found.filter((index) => index >= 0);
}

/** One image after reconstruction, as bytes. */
function pixelsOf(
  test: Dataset,
  { index, reconstruct }: { index: number; reconstruct: Reconstruct },
): Uint8Array {
  return tidy(() => {
    const one = sliceDataset(test, { start: index, end: index + 1 });
    const { x } = loader(one, { batch: 1, shuffle: false }).next();
    const values = noGrad(() => reconstruct(x)).dataSync();
    return Uint8Array.from(values, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));
  });
}
