// What needs a file system, by one import: data sets on disk, safetensors files and checkpoints.
export * from '@evenkeel/data/node';
export * from '@evenkeel/train/node';
