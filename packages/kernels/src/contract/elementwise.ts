// Kernels that treat every element alone, with broadcasting and strided views.
import { buffer, choice, f32, flag, i32, i32s, kernel } from './fields.js';

/**
 * Functions of one variable. The gradient of those in `savesOutput` is computed from y,
 * of all others from x.
 */
export const unaryFunctions = [
  'neg', 'abs', 'exp', 'log', 'sqrt', 'rsqrt', 'square', 'reciprocal', 'log1p', 'expm1',
  'sin', 'cos', 'erf', 'sigmoid', 'tanh', 'relu', 'relu6', 'leakyRelu', 'elu', 'selu', 'celu',
  'gelu', 'geluTanh', 'silu', 'mish', 'softplus', 'softsign', 'hardSigmoid', 'hardSwish',
  'pow', 'clip', 'affine', 'sign', 'floor', 'round',
] as const; // prettier-ignore

export type UnaryFunction = (typeof unaryFunctions)[number];

/** Functions whose derivative is a formula of their own output. */
export const savesOutput: ReadonlySet<UnaryFunction> = new Set<UnaryFunction>([
  'exp', 'sqrt', 'rsqrt', 'reciprocal', 'sigmoid', 'tanh', 'relu',
]); // prettier-ignore

export const binaryFunctions = [
  'add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'pow',
  'equal', 'notEqual', 'greater', 'greaterEqual', 'less', 'lessEqual',
] as const; // prettier-ignore

export type BinaryFunction = (typeof binaryFunctions)[number];

/** Largest number of axes of a strided kernel, after neighbouring axes have been merged. */
export const maxAxes = 6;

export const elementwiseRows = {
  fill: kernel({
    formula: 'y[i] = value',
    fields: { y: buffer.out('float', 'n'), n: i32(), value: f32() },
  }),
  copy: kernel({
    formula: 'y[yOffset + i] = x[xOffset + i]',
    fields: {
      x: buffer.in('float', 'xLength'),
      y: buffer.inout('float', 'yLength'),
      n: i32(),
      xLength: i32(),
      xOffset: i32(),
      yLength: i32(),
      yOffset: i32(),
    },
    rules: ['xOffset + n <= xLength', 'yOffset + n <= yLength'],
  }),
  fromBytes: kernel({
    formula: 'y[i] = x[i] * scale + shift',
    fields: {
      x: buffer.in('u8', 'n'),
      y: buffer.out('float', 'n'),
      n: i32(),
      scale: f32(),
      shift: f32(),
    },
  }),
  toFloat: kernel({
    formula: 'y[i] = x[i]',
    fields: { x: buffer.in('i32', 'n'), y: buffer.out('float', 'n'), n: i32() },
  }),
  toInt: kernel({
    formula: 'y[i] = x[i] without its fraction; NaN gives 0, what is too large the nearest int32',
    fields: { x: buffer.in('float', 'n'), y: buffer.out('i32', 'n'), n: i32() },
  }),
  unary: kernel({
    formula: 'y[i] = f(x[i]); alpha and beta are parameters of f',
    fields: {
      x: buffer.in('float', 'n'),
      y: buffer.out('float', 'n'),
      n: i32(),
      f: choice(...unaryFunctions),
      alpha: f32(),
      beta: f32(),
    },
    inPlace: true,
  }),
  unaryGrad: kernel({
    formula: "dx[i] = dy[i] * f'(saved[i]); saved is y for the functions in savesOutput, else x",
    fields: {
      dy: buffer.in('float', 'n'),
      saved: buffer.in('float', 'n'),
      dx: buffer.out('float', 'n'),
      n: i32(),
      f: choice(...unaryFunctions),
      alpha: f32(),
      beta: f32(),
    },
    inPlace: true,
  }),
  binary: kernel({
    formula: 'y[i] = f(a[strided], b[strided]); comparisons give 1 or 0',
    fields: {
      a: buffer.in('float', 'aLength'),
      b: buffer.in('float', 'bLength'),
      y: buffer.out('float', 'n'),
      n: i32(),
      aLength: i32(),
      bLength: i32(),
      dims: i32s(maxAxes),
      aStrides: i32s(maxAxes),
      bStrides: i32s(maxAxes),
      f: choice(...binaryFunctions),
    },
    rules: [
      'product(dims) == n',
      'reach(dims, aStrides) < aLength',
      'reach(dims, bStrides) < bLength',
    ],
  }),
  where: kernel({
    formula: 'y[i] = condition[i] != 0 ? a[i] : b[i]; a missing branch is 0',
    fields: {
      condition: buffer.in('i32', 'n'),
      a: buffer.optional.in('float', 'n'),
      b: buffer.optional.in('float', 'n'),
      y: buffer.out('float', 'n'),
      n: i32(),
    },
  }),
  accumulate: kernel({
    formula: 'y[i] += x[i] * scale',
    fields: {
      x: buffer.in('float', 'n'),
      y: buffer.inout('float', 'n'),
      n: i32(),
      scale: f32(),
    },
    inPlace: true,
  }),
  gatherStrided: kernel({
    formula: 'y[i] = x[offset + sum of index * strides], i running over dims in row-major order',
    fields: {
      x: buffer.in('float', 'xLength'),
      y: buffer.out('float', 'n'),
      n: i32(),
      xLength: i32(),
      offset: i32(),
      dims: i32s(maxAxes),
      strides: i32s(maxAxes, -2147483648),
    },
    rules: ['product(dims) == n', 'viewInside(dims, strides, offset, xLength)'],
  }),
  scatterStrided: kernel({
    formula: 'y[offset + sum of index * strides] = (accumulate ? old : 0) + x[i]',
    fields: {
      x: buffer.in('float', 'n'),
      y: buffer.inout('float', 'yLength'),
      n: i32(),
      yLength: i32(),
      offset: i32(),
      dims: i32s(maxAxes),
      strides: i32s(maxAxes, -2147483648),
      accumulate: flag(),
    },
    rules: ['product(dims) == n', 'viewInside(dims, strides, offset, yLength)'],
  }),
};
