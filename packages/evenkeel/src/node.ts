// What needs a file system, by one import: data sets on disk, logs, safetensors files and checkpoints.
export * from '@evenkeel/data/node';
export * from '@evenkeel/monitor/node';
export * from '@evenkeel/train/node';
