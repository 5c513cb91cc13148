// Asks for more memory than the process may have, of each back end, and prints what each says and that it goes on.
import { ops, tidy, useBackend, zeros } from 'evenkeel';

const said: Record<string, { readonly message: string; readonly after: number }> = {};
for (const name of ['reference', 'wasm', 'native'] as const) {
  useBackend(name, name === 'wasm' ? { memoryLimit: 2 ** 28 } : {});
  const small = zeros([1000]);
  let message = 'nothing';
  try {
    zeros([2 ** 14, 2 ** 14]);
  } catch (error) {
    message = `${(error as Error).name}: ${(error as Error).message}`;
  }
  said[name] = { message, after: tidy(() => ops.sum(ops.add(small, 1)).item()) };
}
process.stdout.write(JSON.stringify(said));
