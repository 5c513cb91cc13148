// CIFAR-10 and CIFAR-100 in their binary layout.
import type { CatalogDownload, CatalogRow } from './rows.js';

const batches = [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`);

interface Archive extends Pick<CatalogDownload, 'file' | 'bytes' | 'sha256'> {
  /** The folder in the archive. */
  readonly inside: string;
  readonly members: readonly string[];
  readonly largestMember: number;
}

const archive = ({ file, bytes, sha256, ...rest }: Archive): CatalogDownload => ({
  file,
  addresses: [`https://www.cs.toronto.edu/~kriz/${file}`],
  bytes,
  sha256,
  checksum: 'published',
  archive: {
    format: 'tar.gz',
    members: Object.fromEntries(rest.members.map((name) => [`${rest.inside}/${name}`, name])),
    largestMember: rest.largestMember,
  },
});

const common = {
  shape: [32, 32, 3],
  counts: { train: 50_000, test: 10_000 },
  licence: 'none stated; cite the report',
  cite: 'Krizhevsky 2009, "Learning multiple layers of features from tiny images"',
} as const;

const hundred = {
  ...common,
  folder: 'cifar100',
  downloads: [
    archive({
      file: 'cifar-100-binary.tar.gz',
      bytes: 168_513_733,
      sha256: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
      inside: 'cifar-100-binary',
      members: ['train.bin', 'test.bin'],
      largestMember: 50_000 * 3074,
    }),
  ],
};

const hundredFiles = (labels: 'fine' | 'coarse'): CatalogRow['files'] => ({
  format: 'cifar',
  layout: 'cifar100',
  labels,
  train: ['train.bin'],
  test: ['test.bin'],
});

export const cifarRows: readonly CatalogRow[] = [
  {
    ...common,
    name: 'cifar10',
    title: 'CIFAR-10: small color photographs',
    folder: 'cifar10',
    classes: 10,
    classNames: [
      'airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck',
    ], // prettier-ignore
    files: {
      format: 'cifar',
      layout: 'cifar10',
      labels: 'fine',
      train: batches,
      test: ['test_batch.bin'],
    },
    downloads: [
      archive({
        file: 'cifar-10-binary.tar.gz',
        bytes: 170_052_171,
        sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
        inside: 'cifar-10-batches-bin',
        members: [...batches, 'test_batch.bin'],
        largestMember: 10_000 * 3073,
      }),
    ],
  },
  {
    ...hundred,
    name: 'cifar100',
    title: 'CIFAR-100: small color photographs of 100 classes',
    classes: 100,
    files: hundredFiles('fine'),
  },
  {
    ...hundred,
    name: 'cifar100-coarse',
    title: 'CIFAR-100 with its 20 groups of classes',
    classes: 20,
    files: hundredFiles('coarse'),
  },
];
