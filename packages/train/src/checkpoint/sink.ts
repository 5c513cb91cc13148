// Where the training loop puts checkpoints. Files are one place (node/); a browser may have another.
import type { SafeFile } from '../safetensors/format.js';

export interface CheckpointSink {
  /**
   * Keeps a checkpoint for good before its promise is fulfilled.
   *
   * @returns  where it is, for people to read
   */
  save(content: SafeFile): Promise<string>;
}

/** Where a run that goes on finds its last checkpoint. */
export interface CheckpointSource {
  latest(): Promise<{ readonly path: string; readonly content: SafeFile } | null>;
}
