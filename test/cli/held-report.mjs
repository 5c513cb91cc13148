// Loaded before the program: what is to be written under a name that ends like the one in HELD is begun and never done.
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { rename } = promises;
promises.rename = async (from, to) => {
  if (!to.endsWith(process.env.HELD)) return rename(from, to);
  process.stderr.write('held\n');
  return new Promise((resolve) => void setTimeout(resolve, 60_000));
};
syncBuiltinESMExports();
