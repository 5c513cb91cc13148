// What needs a file system; everything else is in @evenkeel/train and runs in browsers too.
export {
  openCheckpoints,
  type CheckpointDirectory,
  type CheckpointDirectoryOptions,
  type FoundCheckpoint,
} from './checkpoint-directory.js';
export { readSafetensors, writeSafetensors } from './safetensors-file.js';
export { FileWriteError, writeFileWhole } from './write-file.js';
