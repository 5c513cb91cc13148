/**
 * What of @evenkeel/monitor needs a file system.
 *
 * @module @evenkeel/monitor/node
 */
export { jsonLines, readLog, type LogFile, type LogFileOptions } from './json-lines.js';
export { tensorBoard, type TensorBoardFile } from './tensor-board.js';
