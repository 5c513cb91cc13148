// clang and its linker, which are WebAssembly programs themselves: no compiler need be installed.
import { commands, version } from '@yowasp/clang';

const target = '--target=wasm32-unknown-unknown';

/**
 * As for the addon (native/cmake/kernels.cmake): products and sums are fused only where the source says so. There is no
 * C library. `matomics` changes no code but that of atomic operations, and lets objects be linked with shared memory.
 */
const compileFlags = [
  target,
  '-std=gnu++17',
  '-DNDEBUG',
  '-DEVENKEEL_ISA=wasm',
  '-msimd128',
  '-matomics',
  '-mbulk-memory',
  '-mnontrapping-fptoint',
  '-ffreestanding',
  '-nostdinc++',
  '-ffp-contract=off',
  // Kernels say themselves what is a vector and what is unrolled; more of it would only be larger.
  '-fno-vectorize',
  '-fno-slp-vectorize',
  '-fno-unroll-loops',
  '-fno-math-errno',
  '-fno-exceptions',
  '-fno-rtti',
  '-fno-threadsafe-statics',
  '-fno-c++-static-destructors',
  '-fvisibility=hidden',
  '-Wall',
  '-Wextra',
  '-Wshadow',
  '-Werror',
  '-Isrc',
];

/** Where training spends its time. All else is compiled to be small: every page that trains loads it. */
const hot = /^kernels\/(conv\/(grad_tile|row_tile|sweep)|conv\/winograd\/\w+|matmul\/tile)\.cpp$/;

const flagsOf = (unit) => [...compileFlags, hot.test(unit) ? '-O3' : '-Os'];

const stackBytes = 512 * 1024;
const pageBytes = 65536;

/** The stack lies first, so that one that overflows stops the program instead of overwriting its data. */
const linkFlags = [
  target,
  '-nostdlib',
  '-Wl,--no-entry',
  '-Wl,--import-memory',
  `-Wl,--initial-memory=${32 * pageBytes}`,
  `-Wl,--max-memory=${65536 * pageBytes}`,
  `-Wl,-z,stack-size=${stackBytes}`,
  '-Wl,--stack-first',
  '-Wl,--strip-all',
  '-Wl,--fatal-warnings',
];

/** Of a module whose memory several instances share, each with a stack and thread_local variables of its own. */
const sharingFlags = [
  '-Wl,--shared-memory',
  '-Wl,--export=__stack_pointer',
  '-Wl,--export=__wasm_init_tls',
];

/** The modules that are made, each of the same objects but for the one that runs parallel loops. */
export const modules = [
  { name: 'evenkeel.wasm', without: 'wasm/team.cpp', flags: linkFlags },
  {
    name: 'evenkeel-threads.wasm',
    without: 'wasm/alone.cpp',
    flags: [...linkFlags, ...sharingFlags],
  },
];

/** What, beside the sources, decides the bytes of an object. */
export const settingsOf = (unit) => ({ version, flags: flagsOf(unit) });

async function run(args, files) {
  let diagnostics = '';
  const decoder = new TextDecoder();
  const stderr = (bytes) => {
    if (bytes !== null) diagnostics += decoder.decode(bytes, { stream: true });
  };
  try {
    const tree = await commands['clang++'](args, files, {
      stdout: null,
      stderr,
      fetchProgress: () => {},
    });
    return tree.out;
  } catch (error) {
    throw new Error(`clang++ ${args.at(-1)}: ${error.message}\n${diagnostics}`, { cause: error });
  }
}

/** The object of one unit of `tree`. */
export function compile(unit, tree) {
  return run([...flagsOf(unit), '-o', 'out', '-c', `src/${unit}`], { src: tree });
}

/** The bytes of one of `modules`; `objectOf` gives the object of a unit, and the order of units decides that of functions. */
export function link({ without, flags }, units, objectOf) {
  const objects = units
    .filter((unit) => unit !== without)
    .map((unit) => [`${unit.replaceAll('/', '_')}.o`, objectOf(unit)]);
  const files = Object.fromEntries(objects);
  return run([...flags, '-o', 'out', ...objects.map(([name]) => name)], files);
}
