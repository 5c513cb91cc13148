// Loads saving-job.ts in a worker thread: Node 20 does not hand the loader of TypeScript on to workers.
import { register } from 'tsx/esm/api';

register();
await import('./saving-job.ts');
