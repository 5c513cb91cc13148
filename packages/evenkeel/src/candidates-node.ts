// The back ends of Node, fastest first. package.json gives browsers candidates-browser.ts in its place.
import { needFloat32, reference, wasm, type Candidate } from './candidate.js';
import { nativeModule } from './native-module.js';

const native: Candidate = {
  name: 'native',
  create({ isa, threads, precision }) {
    needFloat32('native', precision);
    if (nativeModule instanceof Error) {
      throw new Error(
        `native: the package @evenkeel/native must load, got '${nativeModule.message.split('\n')[0]}'.\n` +
          'Install it: npm install @evenkeel/native',
        { cause: nativeModule },
      );
    }
    return nativeModule.createNativeBackend({
      ...(isa === undefined ? {} : { isa }),
      ...(threads === undefined ? {} : { threads }),
    });
  },
};

export const candidates: readonly Candidate[] = [native, wasm, reference];
