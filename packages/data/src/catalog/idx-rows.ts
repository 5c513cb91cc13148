// MNIST and the sets made to replace it, as pairs of IDX files.
import type { CatalogDownload, CatalogRow, IdxFiles } from './rows.js';

const names = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const;

const fourFiles: IdxFiles = {
  format: 'idx',
  train: [names.trainImages, names.trainLabels],
  test: [names.testImages, names.testLabels],
};

/** Length and SHA-256 of each of the four files, packed. */
type Sums = Readonly<Record<keyof typeof names, readonly [bytes: number, sha256: string]>>;

function fourDownloads(
  bases: readonly string[],
  checksum: CatalogDownload['checksum'],
  sums: Sums,
): CatalogDownload[] {
  return Object.entries(names).map(([part, name]) => {
    const [bytes, sha256] = sums[part as keyof typeof names];
    const file = `${name}.gz`;
    return { file, addresses: bases.map((base) => base + file), bytes, sha256, checksum };
  });
}

const common = {
  shape: [28, 28, 1],
  counts: { train: 60_000, test: 10_000 },
  classes: 10,
  files: fourFiles,
} as const;

/** EMNIST's splits: classes, images, and the smallest label. */
const splits: readonly [split: string, classes: number, train: number, test: number, first: 0 | 1][] = [
  ['balanced', 47, 112_800, 18_800, 0],
  ['byclass', 62, 697_932, 116_323, 0],
  ['bymerge', 47, 697_932, 116_323, 0],
  ['digits', 10, 240_000, 40_000, 0],
  ['letters', 26, 124_800, 20_800, 1],
  ['mnist', 10, 60_000, 10_000, 0],
]; // prettier-ignore

const emnistFiles = (split: string, part: 'train' | 'test'): readonly [string, string] => [
  `emnist-${split}-${part}-images-idx3-ubyte`,
  `emnist-${split}-${part}-labels-idx1-ubyte`,
];

const emnistMembers = splits
  .flatMap(([split]) => [...emnistFiles(split, 'train'), ...emnistFiles(split, 'test')])
  .map((file) => [`gzip/${file}.gz`, `${file}.gz`]);

const emnistArchive: CatalogDownload = {
  file: 'gzip.zip',
  addresses: ['https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip'],
  bytes: 561_753_746,
  sha256: 'fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e',
  checksum: 'published',
  archive: {
    format: 'zip',
    members: Object.fromEntries(emnistMembers) as Record<string, string>,
    largestMember: 250_000_000,
  },
};

const emnistRows = splits.map(([split, classes, train, test, firstLabel]): CatalogRow => ({
  name: `emnist-${split}`,
  title: `EMNIST ${split}: handwritten ${classes === 10 ? 'digits' : 'characters'}`,
  folder: 'emnist',
  shape: [28, 28, 1],
  classes,
  counts: { train, test },
  licence: 'none stated; a work of NIST, from NIST Special Database 19',
  cite: 'Cohen, Afshar, Tapson, van Schaik 2017, "EMNIST: an extension of MNIST to handwritten letters"',
  files: {
    format: 'idx',
    train: emnistFiles(split, 'train'),
    test: emnistFiles(split, 'test'),
    transposed: true,
    firstLabel,
  },
  downloads: [emnistArchive],
}));

export const idxRows: readonly CatalogRow[] = [
  {
    ...common,
    name: 'mnist',
    title: 'MNIST: handwritten digits',
    folder: 'mnist',
    licence: 'CC BY-SA 3.0, as catalogued by others',
    cite: 'LeCun, Bottou, Bengio, Haffner 1998, "Gradient-based learning applied to document recognition"',
    downloads: fourDownloads(
      [
        'https://storage.googleapis.com/cvdf-datasets/mnist/',
        'https://ossci-datasets.s3.amazonaws.com/mnist/',
      ],
      'computed',
      {
        trainImages: [
          9_912_422,
          '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
        ],
        trainLabels: [28_881, '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c'],
        testImages: [1_648_877, '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6'],
        testLabels: [4_542, 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6'],
      },
    ),
  },
  {
    ...common,
    name: 'fashion-mnist',
    title: 'Fashion-MNIST: articles of clothing',
    folder: 'fashion-mnist',
    classNames: [
      'T-shirt', 'trouser', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'ankle boot',
    ], // prettier-ignore
    licence: 'MIT, Zalando SE',
    cite: 'Xiao, Rasul, Vollgraf 2017, "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms"',
    downloads: fourDownloads(
      [
        'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
        'https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/',
      ],
      'published',
      {
        trainImages: [
          26_421_880,
          '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
        ],
        trainLabels: [29_515, 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845'],
        testImages: [4_422_102, '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073'],
        testLabels: [5_148, '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5'],
      },
    ),
  },
  {
    ...common,
    name: 'kmnist',
    title: 'KMNIST: cursive Japanese characters',
    folder: 'kmnist',
    classNames: ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'],
    licence: 'CC BY-SA 4.0, ROIS-DS Center for Open Data in the Humanities',
    cite: 'Clanuwat et al. 2018, "Deep learning for classical Japanese literature"',
    downloads: fourDownloads(['http://codh.rois.ac.jp/kmnist/dataset/kmnist/'], 'published', {
      trainImages: [18_165_135, '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4'],
      trainLabels: [29_497, 'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17'],
      testImages: [3_041_136, 'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5'],
      testLabels: [5_120, '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c'],
    }),
  },
  ...emnistRows,
];
