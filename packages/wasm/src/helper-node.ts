// The program of a helper in Node.
import { parentPort, workerData } from 'node:worker_threads';
import { serve, type HelperTask } from './helper.js';

serve(workerData as HelperTask, () => parentPort!.postMessage('begun'));
