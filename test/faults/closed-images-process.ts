// Closes an image folder while an answer of its thread waits to be read. Argument: the folder. Prints "closed" for each time.
import { imageFolder } from '@evenkeel/data/images';

const [directory = ''] = process.argv.slice(2);
const still = new Int32Array(new SharedArrayBuffer(4));
for (let time = 0; time < 3; time += 1) {
  const folder = await imageFolder(directory, { size: [8, 8], workers: 1 });
  // The thread has started once it has answered.
  await folder.read(Int32Array.of(0));
  const waiting = folder.read(Int32Array.of(0)).catch(() => null);
  Atomics.wait(still, 0, 0, 100);
  await folder.close();
  await waiting;
  process.stdout.write('closed\n');
}
