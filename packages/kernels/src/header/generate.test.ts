import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contract } from '../contract.js';
import { buffer, choice, f32, flag, i32, i32s, kernel } from '../contract/fields.js';
import { dispatcher } from './dispatch.js';
import { encoders } from './encoders.js';
import { generate } from './generate.js';
import { contractHash } from './hash.js';
import { contractHeader } from './structs.js';

const scale = kernel({
  formula: 'y = a * x',
  fields: {
    x: buffer.in('float', 'n', 'c/groups'),
    y: buffer.optional.out('float', 'n', 2),
    n: i32(),
    c: i32(),
    groups: i32(1),
    shift: i32(-2147483648),
    dims: i32s(3),
    a: f32(),
    log: flag(),
    mode: choice('plain', 'fast'),
  },
  rules: ['product(dims) == n', 'shift < c || mode == 1'],
});

/** The part of a text from one line to another. */
function section(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  return text.slice(start, text.indexOf(to, start) + to.length);
}

describe('contractHeader', () => {
  it('gives each kernel a structure and each list of choices a type', () => {
    const header = contractHeader({ scale, again: scale });
    expect(section(header, 'enum class ScaleMode', 'int32_t dims[3];')).toBe(`\
enum class ScaleMode : int32_t {
  plain, fast,
};

/// y = a * x
struct ScaleArgs {
  const float* x;  // [n, c/groups]
  float* y;  // [n, 2], nullptr if absent
  int32_t n;
  int32_t c;
  int32_t groups;
  int32_t shift;
  int32_t dims[3];`);
    expect(header).toContain('using AgainMode = ScaleMode;');
    expect(header).toContain('Status (*again)(const AgainArgs& args, Scratch& scratch);');
    expect(header).toContain(`contractHash[] = "${contractHash({ scale, again: scale })}"`);
  });

  it('refuses names that C++ cannot have', () => {
    const row = kernel({ formula: '', fields: { float: i32() } });
    expect(() => contractHeader({ scale, row })).toThrow(
      'contract: a name must be camelCase and no C++ keyword, got "float".',
    );
    expect(() => contractHeader({ 'sc-ale': scale })).toThrow(
      'contract: a name must be camelCase and no C++ keyword, got "sc-ale".',
    );
  });
});

describe('dispatcher', () => {
  const text = dispatcher({ scale });

  it('checks scalars, then rules, then buffers', () => {
    const checks = [
      '{"groups", nullptr, 5, 1, 1, 0},',
      '{"dims", nullptr, 7, 3, 0, 0},',
      '{"log", nullptr, 11, 1, 0, 1},',
      '{"mode", "plain, fast", 12, 1, 0, 1},',
      'if (!check.fields(frame, fields, 6)) return false;',
      'const Axes dims{frame + 7, 3};',
      'if (!(product(dims) == n)) {',
      'static const NamedField named[] = {{"dims", 7, 3}, {"n", 3, 0}};',
      'if (!(shift < c || mode == 1)) {',
      '{"x", "n*c/groups", ElementType::float32, 1, false, false},',
      '{"y", "n*2", ElementType::float32, 2, true, true},',
      'Extent() * n * (c / groups),',
      'return check.status(kernels.scale(args, scratch));',
      '{"scale", 13, runScale},',
    ];
    const places = checks.map((check) => text.indexOf(check));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('keeps long products in a rule from overflowing', () => {
    const fields = { n: i32(), outer: i32(), inner: i32() };
    const row = kernel({ formula: '', fields, rules: ['n == outer * n * inner', 'n * n < 9'] });
    const lines = dispatcher({ row });
    expect(lines).toContain('if (!(n == times(times(outer, n), inner))) {');
    expect(lines).toContain('if (!(n * n < 9)) {');
  });

  it('refuses a division that could be by zero', () => {
    const fields = { y: buffer.out('float', 'c/groups'), c: i32(), groups: i32() };
    expect(() => dispatcher({ scale: kernel({ formula: '', fields }) })).toThrow(
      'contract: "c/groups" needs groups to be an i32 field of at least 1.',
    );
  });

  it('refuses a dimension that could be negative', () => {
    const fields = { y: buffer.out('float', 'c'), c: i32(-1) };
    expect(() => dispatcher({ scale: kernel({ formula: '', fields }) })).toThrow(
      'contract: "c" needs c to be an i32 field of at least 0.',
    );
  });
});

describe('encoders', () => {
  it('writes each field at its word', () => {
    expect(section(encoders({ scale }), '  scale(', '  },\n')).toBe(`\
  scale({ words, floats }, at, args) {
    words[at] = 0;
    words[at + 1] = args.x;
    words[at + 2] = args.y ?? 0;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('scale', 'n', args.n);
    words[at + 4] = (args.c | 0) === args.c ? args.c : bad('scale', 'c', args.c);
    words[at + 5] = (args.groups | 0) === args.groups ? args.groups : bad('scale', 'groups', args.groups);
    words[at + 6] = (args.shift | 0) === args.shift ? args.shift : bad('scale', 'shift', args.shift);
    if (!writeVector(words, at + 7, args.dims, 3)) bad('scale', 'dims', args.dims);
    floats[at + 10] = typeof args.a === 'number' ? args.a : bad('scale', 'a', args.a);
    words[at + 11] = args.log === true ? 1 : args.log === false ? 0 : bad('scale', 'log', args.log);
    words[at + 12] = choices0.get(args.mode) ?? bad('scale', 'mode', args.mode);
    return at + 13;
  },
`);
  });
});

describe('contractHash', () => {
  it('is the same for the same table and changes with every part of it', () => {
    const variants = [
      contract,
      { scale },
      { other: scale },
      { scale: { ...scale, formula: 'y = x' } },
      { scale: { ...scale, rules: [] } },
      { scale: { ...scale, inPlace: true } },
      { scale: { ...scale, fields: { ...scale.fields, groups: i32(2) } } },
      { a: scale, b: scale },
    ];
    const hashes = variants.map((table) => contractHash(table));
    expect(new Set(hashes).size).toBe(variants.length);
    expect(hashes.every((hash) => /^[0-9a-f]{16}$/.test(hash))).toBe(true);
    expect(contractHash({ ...contract })).toBe(contractHash());
  });
});

describe('generate', () => {
  it.each([...generate()])('%s is what the contract says', (name, text) => {
    const path = new URL(`../../../../${name}`, import.meta.url);
    expect(readFileSync(path, 'utf8') === text, 'run: pnpm generate').toBe(true);
  });
});
