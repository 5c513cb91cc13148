/**
 * Data sets, readers and loaders; runs in browsers. Files are read by @evenkeel/data/node.
 *
 * @module @evenkeel/data
 */
export { bytesSource, type ByteSource } from './byte-source.js';
export {
  catalog,
  catalogRow,
  type CatalogArchive,
  type CatalogDownload,
  type CatalogRow,
  type CifarFiles,
  type IdxFiles,
} from './catalog/rows.js';
export { readCifar, type ReadCifarOptions } from './cifar/read-cifar.js';
export {
  dataset,
  pixelStatistics,
  sliceDataset,
  type Dataset,
  type DatasetParts,
  type PixelStatistics,
} from './dataset.js';
export { covariance, type Covariance } from './covariance.js';
export { drawDigits, type DrawDigitsOptions } from './digits/draw-digits.js';
export { symmetricEigen, type SymmetricEigen } from './eigen.js';
export {
  FileChangedError,
  FileFormatError,
  type FileProblem,
  type FileStamp,
} from './file-error.js';
export { readLabeledImages, type LabeledImages } from './idx/labeled-images.js';
export { readIdx, type IdxArray, type ReadIdxOptions } from './idx/read-idx.js';
export type { Batch, RawBatch } from './batch.js';
export type { IndexLoader, IndexLoaderOptions, LoaderState } from './index-loader.js';
export { loader, type Loader, type LoaderOptions } from './loader.js';
export {
  tensorLoader,
  type TensorLoader,
  type TensorLoaderOptions,
  type TensorPair,
} from './tensor-loader.js';
export { pca, type PcaOptions, type PrincipalComponents } from './pca.js';
export type {
  IndexedSource,
  Sample,
  SampleKind,
  SequentialSource,
  StreamSource,
} from './stream/source.js';
export {
  streamLoader,
  type StreamLoader,
  type StreamLoaderOptions,
  type StreamLoaderState,
} from './stream/stream-loader.js';
export {
  channelStatistics,
  compose,
  cutmix,
  cutout,
  meanImage,
  mixup,
  photometric,
  randomAffine,
  randomCrop,
  randomFlip,
  smoothLabels,
  standardize,
  standardizeEach,
  subtractMean,
  zcaWhitening,
  type ChannelStatistics,
  type CutoutOptions,
  type MixOptions,
  type PhotometricOptions,
  type RandomAffineOptions,
  type RandomCropOptions,
  type RandomFlipOptions,
  type Samples,
  type Transform,
  type ZcaOptions,
  type ZcaWhitening,
} from './transforms/index.js';
