// The optional package of the native back end. Its JavaScript is loaded with this package, its binary only when chosen.
import type * as native from '@evenkeel/native';

type NativeModule = typeof native;

async function load(): Promise<NativeModule | Error> {
  try {
    return await import('@evenkeel/native');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The package, or why it could not be loaded. */
export const nativeModule: NativeModule | Error = await load();
