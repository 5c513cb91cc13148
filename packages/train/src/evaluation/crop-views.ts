// Crops and mirrored crops of images, for test-time augmentation.
import { ArgumentError, flip, pad, ShapeError, slice, tidy, type Tensor } from '@evenkeel/tensor';
import type { ImageView } from './predictor.js';

export interface CropViewOptions {
  /** [h, w] of each crop, in pixels. */
  readonly size: readonly [height: number, width: number];
  /** Crops along each axis, evenly spaced from border to border, the middle alone for 1; default 3. */
  readonly grid?: number;
  /** Zeros put around the images first, in pixels; default 0. So nets get crops of the images' own size. */
  readonly padding?: number;
  /** Whether each crop is taken mirrored too, which doubles the views; default true. */
  readonly mirror?: boolean;
}

/**
 * The views of multi-crop evaluation: grid^2 crops, each also mirrored left to right.
 *
 * Along an axis of length L with padding, crop i of g starts at round(i * (L - size) / (g - 1)); of one at
 * floor((L - size) / 2). With grid = 3 and mirror that are 18 views: AlexNet's ten (corners and centre) and those between.
 * GoogLeNet's 144 crops, which the batch-norm paper uses, are such views of three squares of four scaled copies.
 *
 * @param options  size; grid = 3; padding = 0; mirror = true
 * @returns  grid^2 views, or twice as many: crops row by row, then the mirrored ones
 * @throws ArgumentError  sizes, grid or padding that make no sense
 * @throws ShapeError  from a view, if an image is smaller than the crop
 * @see Szegedy et al. 2015, "Going deeper with convolutions", section 7
 * @example
 * const views = cropViews({ size: [1, 1], grid: 2, mirror: false });
 * const image = tensor([1, 2, 3, 4, 5, 6], { shape: [1, 2, 3, 1] });
 * views.map((view) => view(image).item()); // [1, 3, 4, 6]
 */
export function cropViews(options: CropViewOptions): ImageView[] {
  const { size, grid = 3, padding = 0, mirror = true } = options;
  const whole = (value: number, least: number): boolean =>
    Number.isSafeInteger(value) && value >= least;
  if (size.length !== 2 || !size.every((length) => whole(length, 1))) {
    refuse('size', 'two whole numbers from 1 on', `[${size.join(', ')}]`);
  }
  if (!whole(grid, 1)) refuse('grid', 'a whole number from 1 on', String(grid));
  if (!whole(padding, 0)) refuse('padding', 'a whole number from 0 on', String(padding));
  const crops = Array.from({ length: grid * grid }, (_, i): ImageView => {
    const at = [Math.floor(i / grid), i % grid] as const;
    return (x) => tidy(() => cropOf(padded(x, padding), { size, grid, at }));
  });
  if (!mirror) return crops;
  return [
    ...crops,
    ...crops.map(
      (view): ImageView =>
        (x) =>
          tidy(() => flip(view(x), 2)),
    ),
  ];
}

function padded(x: Tensor, padding: number): Tensor {
  if (padding === 0 || x.shape.length !== 4) return x;
  const around = [padding, padding] as const;
  return pad(x, [[0, 0], around, around, [0, 0]]);
}

interface Crop {
  readonly size: readonly [number, number];
  readonly grid: number;
  /** Row and column among the crops. */
  readonly at: readonly [number, number];
}

function cropOf(x: Tensor, { size, grid, at }: Crop): Tensor {
  const starts = at.map((place, axis) => {
    const room = (x.shape[1 + axis] ?? 0) - size[axis]!;
    return grid === 1 ? Math.floor(room / 2) : Math.round((place * room) / (grid - 1));
  });
  if (x.shape.length !== 4 || x.shape[1]! < size[0] || x.shape[2]! < size[1]) {
    throw new ShapeError({
      op: 'cropViews',
      argument: 'x',
      expected: `[N, H, W, C] with H >= ${size[0]} and W >= ${size[1]} after padding`,
      received: `[${x.shape.join(', ')}]`,
    });
  }
  const ends = starts.map((start, axis) => start + size[axis]!);
  return slice(x, [0, ...starts], { ends: [x.shape[0]!, ...ends] });
}

function refuse(argument: string, expected: string, received: string): never {
  throw new ArgumentError({ op: 'cropViews', argument, expected, received });
}
