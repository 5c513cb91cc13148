// Decodes images on a thread of its own. Plain JavaScript, so that it runs as it stands, from sources and from a build.
//
// Takes { id, files: [{ file, size, modified }], shape: [H, W, C], fit, maxPixels }; answers
// { id, values: ArrayBuffer [files, H, W, C] }, or { id, failure: { file, now } } if a file has changed, or
// { id, failure: { file, reason } } if it is no image. Tasks are done one after the other, the files of one a few at a time.
import { stat } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';

const { default: sharp } = await import(workerData.sharp);
sharp.cache(false);
sharp.concurrency(1);

/** Files in the making: while one is read from the disk, others are decoded. */
const lanes = 4;

async function decodeOne(file, { shape: [height, width, channels], fit, maxPixels }) {
  const { data, info } = await sharp(file, { limitInputPixels: maxPixels })
    .autoOrient()
    .resize({ width, height, fit })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .flatten({ background: '#000' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels === channels) return data;
  // Grey files stay of one channel whatever color space is asked for.
  if (info.channels === 1) {
    return Uint8Array.from(
      { length: data.length * channels },
      (_, i) => data[Math.floor(i / channels)],
    );
  }
  throw new Error(`it has ${info.channels} channels, not ${channels}`);
}

/** What is wrong with a file: it is looked at after it was read, so that a change in the middle is noticed, too. */
async function failureOf(file, reason) {
  const now = await stat(file.file).then(
    ({ size, mtimeMs }) => ({ size, modified: mtimeMs }),
    () => null,
  );
  if (now?.size !== file.size || now.modified !== file.modified) return { file, now };
  return reason === null ? null : { file, reason };
}

async function decodeAll({ id, files, ...how }) {
  const size = how.shape.reduce((product, length) => product * length, 1);
  const values = new Uint8Array(files.length * size);
  let next = 0;
  let failure = null;
  const lane = async () => {
    while (failure === null && next < files.length) {
      const at = next;
      next += 1;
      let reason = null;
      try {
        values.set(await decodeOne(files[at].file, how), at * size);
      } catch (error) {
        reason = error.message;
      }
      const found = await failureOf(files[at], reason);
      failure ??= found;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failure !== null) parentPort.postMessage({ id, failure });
  else parentPort.postMessage({ id, values: values.buffer }, [values.buffer]);
}

let last = Promise.resolve();
parentPort.on('message', (task) => {
  last = last.then(() => decodeAll(task));
});
