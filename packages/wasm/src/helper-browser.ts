// The program of a helper in browsers.
import { serve, type HelperTask } from './helper.js';

const hear = ({ data }: MessageEvent<HelperTask>): void => {
  serve(data, () => postMessage('begun'));
  close();
};

addEventListener('message', hear, { once: true });
