// Which dropped file is what: their names say so, as those of MNIST do.

interface Named {
  readonly name: string;
}

export interface FilePair<F> {
  readonly images: F;
  readonly labels: F;
}

export interface FileRoles<F> {
  readonly train: FilePair<F>;
  /** Null if there was only one pair. */
  readonly test: FilePair<F> | null;
}

/**
 * Sorts two or four files into pairs of images and labels.
 *
 * @throws Error  in words for the page, if their number or their names do not allow it
 */
export function pairFiles<F extends Named>(files: readonly F[]): FileRoles<F> {
  const tests = files.filter(({ name }) => /t10k|test/i.test(name));
  const others = files.filter((file) => !tests.includes(file));
  const train = pairOf(others.length > 0 ? others : tests);
  const test = others.length > 0 && tests.length > 0 ? pairOf(tests) : null;
  if (train !== null && (tests.length === 0 || others.length === 0 || test !== null)) {
    return { train, test };
  }
  const got = files.length === 0 ? 'nothing' : files.map(({ name }) => name).join(', ');
  throw new Error(
    'Dropped files must be the images and the labels of a data set, and those of its test set if there is one, ' +
      'called like the IDX files of MNIST (train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-…; .gz is fine), ' +
      `got ${got}.`,
  );
}

function pairOf<F extends Named>(files: readonly F[]): FilePair<F> | null {
  const images = files.filter(({ name }) => /images|idx3/i.test(name));
  const labels = files.filter(({ name }) => /labels|idx1/i.test(name));
  const [image, label] = [images[0], labels[0]];
  if (image === undefined || label === undefined || image === label || files.length !== 2)
    return null;
  return { images: image, labels: label };
}
