// Generated from packages/kernels/src/contract by `pnpm generate`. Do not edit.
import { bad, writeVector, type Encoders } from '../encode.js';

const choices0 = new Map([
  ['neg', 0],
  ['abs', 1],
  ['exp', 2],
  ['log', 3],
  ['sqrt', 4],
  ['rsqrt', 5],
  ['square', 6],
  ['reciprocal', 7],
  ['log1p', 8],
  ['expm1', 9],
  ['sin', 10],
  ['cos', 11],
  ['erf', 12],
  ['sigmoid', 13],
  ['tanh', 14],
  ['relu', 15],
  ['relu6', 16],
  ['leakyRelu', 17],
  ['elu', 18],
  ['selu', 19],
  ['celu', 20],
  ['gelu', 21],
  ['geluTanh', 22],
  ['silu', 23],
  ['mish', 24],
  ['softplus', 25],
  ['softsign', 26],
  ['hardSigmoid', 27],
  ['hardSwish', 28],
  ['pow', 29],
  ['clip', 30],
  ['affine', 31],
  ['sign', 32],
  ['floor', 33],
  ['round', 34],
]);

const choices1 = new Map([
  ['add', 0],
  ['sub', 1],
  ['mul', 2],
  ['div', 3],
  ['maximum', 4],
  ['minimum', 5],
  ['pow', 6],
  ['equal', 7],
  ['notEqual', 8],
  ['greater', 9],
  ['greaterEqual', 10],
  ['less', 11],
  ['lessEqual', 12],
]);

const choices2 = new Map([
  ['sum', 0],
  ['mean', 1],
  ['max', 2],
  ['min', 3],
  ['prod', 4],
  ['sumOfSquares', 5],
]);

const choices3 = new Map([
  ['place', 0],
  ['element', 1],
]);

const choices4 = new Map([
  ['none', 0],
  ['relu', 1],
  ['sigmoid', 2],
  ['tanh', 3],
]);

const choices5 = new Map([
  ['exact', 0],
  ['fast', 1],
]);

const choices6 = new Map([
  ['none', 0],
  ['relu', 1],
]);

const choices7 = new Map([
  ['none', 0],
  ['mean', 1],
  ['sum', 2],
]);

const choices8 = new Map([
  ['coupled', 0],
  ['decoupled', 1],
]);

/** For each kernel: writes a frame at word `at` and returns the word after it. */
export const encoders: Encoders = {
  fill({ words, floats }, at, args) {
    words[at] = 0;
    words[at + 1] = args.y;
    words[at + 2] = (args.n | 0) === args.n ? args.n : bad('fill', 'n', args.n);
    floats[at + 3] = typeof args.value === 'number' ? args.value : bad('fill', 'value', args.value);
    return at + 4;
  },
  copy({ words }, at, args) {
    words[at] = 1;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('copy', 'n', args.n);
    words[at + 4] = (args.xLength | 0) === args.xLength ? args.xLength : bad('copy', 'xLength', args.xLength);
    words[at + 5] = (args.xOffset | 0) === args.xOffset ? args.xOffset : bad('copy', 'xOffset', args.xOffset);
    words[at + 6] = (args.yLength | 0) === args.yLength ? args.yLength : bad('copy', 'yLength', args.yLength);
    words[at + 7] = (args.yOffset | 0) === args.yOffset ? args.yOffset : bad('copy', 'yOffset', args.yOffset);
    return at + 8;
  },
  fromBytes({ words, floats }, at, args) {
    words[at] = 2;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('fromBytes', 'n', args.n);
    floats[at + 4] = typeof args.scale === 'number' ? args.scale : bad('fromBytes', 'scale', args.scale);
    floats[at + 5] = typeof args.shift === 'number' ? args.shift : bad('fromBytes', 'shift', args.shift);
    return at + 6;
  },
  toFloat({ words }, at, args) {
    words[at] = 3;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('toFloat', 'n', args.n);
    return at + 4;
  },
  toInt({ words }, at, args) {
    words[at] = 4;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('toInt', 'n', args.n);
    return at + 4;
  },
  unary({ words, floats }, at, args) {
    words[at] = 5;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('unary', 'n', args.n);
    words[at + 4] = choices0.get(args.f) ?? bad('unary', 'f', args.f);
    floats[at + 5] = typeof args.alpha === 'number' ? args.alpha : bad('unary', 'alpha', args.alpha);
    floats[at + 6] = typeof args.beta === 'number' ? args.beta : bad('unary', 'beta', args.beta);
    return at + 7;
  },
  unaryGrad({ words, floats }, at, args) {
    words[at] = 6;
    words[at + 1] = args.dy;
    words[at + 2] = args.saved;
    words[at + 3] = args.dx;
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('unaryGrad', 'n', args.n);
    words[at + 5] = choices0.get(args.f) ?? bad('unaryGrad', 'f', args.f);
    floats[at + 6] = typeof args.alpha === 'number' ? args.alpha : bad('unaryGrad', 'alpha', args.alpha);
    floats[at + 7] = typeof args.beta === 'number' ? args.beta : bad('unaryGrad', 'beta', args.beta);
    return at + 8;
  },
  binary({ words }, at, args) {
    words[at] = 7;
    words[at + 1] = args.a;
    words[at + 2] = args.b;
    words[at + 3] = args.y;
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('binary', 'n', args.n);
    words[at + 5] = (args.aLength | 0) === args.aLength ? args.aLength : bad('binary', 'aLength', args.aLength);
    words[at + 6] = (args.bLength | 0) === args.bLength ? args.bLength : bad('binary', 'bLength', args.bLength);
    if (!writeVector(words, at + 7, args.dims, 6)) bad('binary', 'dims', args.dims);
    if (!writeVector(words, at + 13, args.aStrides, 6)) bad('binary', 'aStrides', args.aStrides);
    if (!writeVector(words, at + 19, args.bStrides, 6)) bad('binary', 'bStrides', args.bStrides);
    words[at + 25] = choices1.get(args.f) ?? bad('binary', 'f', args.f);
    return at + 26;
  },
  where({ words }, at, args) {
    words[at] = 8;
    words[at + 1] = args.condition;
    words[at + 2] = args.a ?? 0;
    words[at + 3] = args.b ?? 0;
    words[at + 4] = args.y;
    words[at + 5] = (args.n | 0) === args.n ? args.n : bad('where', 'n', args.n);
    return at + 6;
  },
  accumulate({ words, floats }, at, args) {
    words[at] = 9;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('accumulate', 'n', args.n);
    floats[at + 4] = typeof args.scale === 'number' ? args.scale : bad('accumulate', 'scale', args.scale);
    return at + 5;
  },
  gatherStrided({ words }, at, args) {
    words[at] = 10;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('gatherStrided', 'n', args.n);
    words[at + 4] = (args.xLength | 0) === args.xLength ? args.xLength : bad('gatherStrided', 'xLength', args.xLength);
    words[at + 5] = (args.offset | 0) === args.offset ? args.offset : bad('gatherStrided', 'offset', args.offset);
    if (!writeVector(words, at + 6, args.dims, 6)) bad('gatherStrided', 'dims', args.dims);
    if (!writeVector(words, at + 12, args.strides, 6)) bad('gatherStrided', 'strides', args.strides);
    return at + 18;
  },
  scatterStrided({ words }, at, args) {
    words[at] = 11;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('scatterStrided', 'n', args.n);
    words[at + 4] = (args.yLength | 0) === args.yLength ? args.yLength : bad('scatterStrided', 'yLength', args.yLength);
    words[at + 5] = (args.offset | 0) === args.offset ? args.offset : bad('scatterStrided', 'offset', args.offset);
    if (!writeVector(words, at + 6, args.dims, 6)) bad('scatterStrided', 'dims', args.dims);
    if (!writeVector(words, at + 12, args.strides, 6)) bad('scatterStrided', 'strides', args.strides);
    words[at + 18] = args.accumulate === true ? 1 : args.accumulate === false ? 0 : bad('scatterStrided', 'accumulate', args.accumulate);
    return at + 19;
  },
  reduce({ words }, at, args) {
    words[at] = 12;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.outer | 0) === args.outer ? args.outer : bad('reduce', 'outer', args.outer);
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('reduce', 'n', args.n);
    words[at + 5] = (args.inner | 0) === args.inner ? args.inner : bad('reduce', 'inner', args.inner);
    words[at + 6] = choices2.get(args.f) ?? bad('reduce', 'f', args.f);
    return at + 7;
  },
  extremumGrad({ words }, at, args) {
    words[at] = 13;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = args.dy;
    words[at + 4] = args.dx;
    words[at + 5] = (args.outer | 0) === args.outer ? args.outer : bad('extremumGrad', 'outer', args.outer);
    words[at + 6] = (args.n | 0) === args.n ? args.n : bad('extremumGrad', 'n', args.n);
    words[at + 7] = (args.inner | 0) === args.inner ? args.inner : bad('extremumGrad', 'inner', args.inner);
    return at + 8;
  },
  argMax({ words }, at, args) {
    words[at] = 14;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.outer | 0) === args.outer ? args.outer : bad('argMax', 'outer', args.outer);
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('argMax', 'n', args.n);
    words[at + 5] = (args.inner | 0) === args.inner ? args.inner : bad('argMax', 'inner', args.inner);
    return at + 6;
  },
  softmax({ words }, at, args) {
    words[at] = 15;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.outer | 0) === args.outer ? args.outer : bad('softmax', 'outer', args.outer);
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('softmax', 'n', args.n);
    words[at + 5] = (args.inner | 0) === args.inner ? args.inner : bad('softmax', 'inner', args.inner);
    words[at + 6] = args.log === true ? 1 : args.log === false ? 0 : bad('softmax', 'log', args.log);
    return at + 7;
  },
  softmaxGrad({ words }, at, args) {
    words[at] = 16;
    words[at + 1] = args.y;
    words[at + 2] = args.dy;
    words[at + 3] = args.dx;
    words[at + 4] = (args.outer | 0) === args.outer ? args.outer : bad('softmaxGrad', 'outer', args.outer);
    words[at + 5] = (args.n | 0) === args.n ? args.n : bad('softmaxGrad', 'n', args.n);
    words[at + 6] = (args.inner | 0) === args.inner ? args.inner : bad('softmaxGrad', 'inner', args.inner);
    words[at + 7] = args.log === true ? 1 : args.log === false ? 0 : bad('softmaxGrad', 'log', args.log);
    return at + 8;
  },
  broadcastMiddle({ words, floats }, at, args) {
    words[at] = 17;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.outer | 0) === args.outer ? args.outer : bad('broadcastMiddle', 'outer', args.outer);
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('broadcastMiddle', 'n', args.n);
    words[at + 5] = (args.inner | 0) === args.inner ? args.inner : bad('broadcastMiddle', 'inner', args.inner);
    floats[at + 6] = typeof args.scale === 'number' ? args.scale : bad('broadcastMiddle', 'scale', args.scale);
    return at + 7;
  },
  gather({ words }, at, args) {
    words[at] = 18;
    words[at + 1] = args.x;
    words[at + 2] = args.index;
    words[at + 3] = args.y;
    words[at + 4] = (args.outer | 0) === args.outer ? args.outer : bad('gather', 'outer', args.outer);
    words[at + 5] = (args.n | 0) === args.n ? args.n : bad('gather', 'n', args.n);
    words[at + 6] = (args.inner | 0) === args.inner ? args.inner : bad('gather', 'inner', args.inner);
    words[at + 7] = (args.count | 0) === args.count ? args.count : bad('gather', 'count', args.count);
    words[at + 8] = (args.indexLength | 0) === args.indexLength ? args.indexLength : bad('gather', 'indexLength', args.indexLength);
    words[at + 9] = choices3.get(args.per) ?? bad('gather', 'per', args.per);
    return at + 10;
  },
  scatterAdd({ words }, at, args) {
    words[at] = 19;
    words[at + 1] = args.x;
    words[at + 2] = args.index;
    words[at + 3] = args.y;
    words[at + 4] = (args.outer | 0) === args.outer ? args.outer : bad('scatterAdd', 'outer', args.outer);
    words[at + 5] = (args.n | 0) === args.n ? args.n : bad('scatterAdd', 'n', args.n);
    words[at + 6] = (args.inner | 0) === args.inner ? args.inner : bad('scatterAdd', 'inner', args.inner);
    words[at + 7] = (args.count | 0) === args.count ? args.count : bad('scatterAdd', 'count', args.count);
    words[at + 8] = (args.indexLength | 0) === args.indexLength ? args.indexLength : bad('scatterAdd', 'indexLength', args.indexLength);
    words[at + 9] = choices3.get(args.per) ?? bad('scatterAdd', 'per', args.per);
    return at + 10;
  },
  oneHot({ words }, at, args) {
    words[at] = 20;
    words[at + 1] = args.index;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('oneHot', 'n', args.n);
    words[at + 4] = (args.c | 0) === args.c ? args.c : bad('oneHot', 'c', args.c);
    return at + 5;
  },
  cumSum({ words }, at, args) {
    words[at] = 21;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.outer | 0) === args.outer ? args.outer : bad('cumSum', 'outer', args.outer);
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('cumSum', 'n', args.n);
    words[at + 5] = (args.inner | 0) === args.inner ? args.inner : bad('cumSum', 'inner', args.inner);
    words[at + 6] = args.reverse === true ? 1 : args.reverse === false ? 0 : bad('cumSum', 'reverse', args.reverse);
    return at + 7;
  },
  argSort({ words }, at, args) {
    words[at] = 22;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.outer | 0) === args.outer ? args.outer : bad('argSort', 'outer', args.outer);
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('argSort', 'n', args.n);
    words[at + 5] = (args.inner | 0) === args.inner ? args.inner : bad('argSort', 'inner', args.inner);
    words[at + 6] = args.descending === true ? 1 : args.descending === false ? 0 : bad('argSort', 'descending', args.descending);
    return at + 7;
  },
  matmul({ words }, at, args) {
    words[at] = 23;
    words[at + 1] = args.a;
    words[at + 2] = args.b;
    words[at + 3] = args.bias ?? 0;
    words[at + 4] = args.c;
    words[at + 5] = (args.batch | 0) === args.batch ? args.batch : bad('matmul', 'batch', args.batch);
    words[at + 6] = (args.aBatch | 0) === args.aBatch ? args.aBatch : bad('matmul', 'aBatch', args.aBatch);
    words[at + 7] = (args.bBatch | 0) === args.bBatch ? args.bBatch : bad('matmul', 'bBatch', args.bBatch);
    words[at + 8] = (args.m | 0) === args.m ? args.m : bad('matmul', 'm', args.m);
    words[at + 9] = (args.n | 0) === args.n ? args.n : bad('matmul', 'n', args.n);
    words[at + 10] = (args.k | 0) === args.k ? args.k : bad('matmul', 'k', args.k);
    words[at + 11] = args.transposeA === true ? 1 : args.transposeA === false ? 0 : bad('matmul', 'transposeA', args.transposeA);
    words[at + 12] = args.transposeB === true ? 1 : args.transposeB === false ? 0 : bad('matmul', 'transposeB', args.transposeB);
    words[at + 13] = choices4.get(args.activation) ?? bad('matmul', 'activation', args.activation);
    return at + 14;
  },
  conv2d({ words }, at, args) {
    words[at] = 24;
    words[at + 1] = args.x;
    words[at + 2] = args.weight;
    words[at + 3] = args.bias ?? 0;
    words[at + 4] = args.y;
    words[at + 5] = (args.n | 0) === args.n ? args.n : bad('conv2d', 'n', args.n);
    words[at + 6] = (args.h | 0) === args.h ? args.h : bad('conv2d', 'h', args.h);
    words[at + 7] = (args.w | 0) === args.w ? args.w : bad('conv2d', 'w', args.w);
    words[at + 8] = (args.c | 0) === args.c ? args.c : bad('conv2d', 'c', args.c);
    words[at + 9] = (args.oh | 0) === args.oh ? args.oh : bad('conv2d', 'oh', args.oh);
    words[at + 10] = (args.ow | 0) === args.ow ? args.ow : bad('conv2d', 'ow', args.ow);
    words[at + 11] = (args.o | 0) === args.o ? args.o : bad('conv2d', 'o', args.o);
    words[at + 12] = (args.kh | 0) === args.kh ? args.kh : bad('conv2d', 'kh', args.kh);
    words[at + 13] = (args.kw | 0) === args.kw ? args.kw : bad('conv2d', 'kw', args.kw);
    words[at + 14] = (args.strideH | 0) === args.strideH ? args.strideH : bad('conv2d', 'strideH', args.strideH);
    words[at + 15] = (args.strideW | 0) === args.strideW ? args.strideW : bad('conv2d', 'strideW', args.strideW);
    words[at + 16] = (args.padTop | 0) === args.padTop ? args.padTop : bad('conv2d', 'padTop', args.padTop);
    words[at + 17] = (args.padBottom | 0) === args.padBottom ? args.padBottom : bad('conv2d', 'padBottom', args.padBottom);
    words[at + 18] = (args.padLeft | 0) === args.padLeft ? args.padLeft : bad('conv2d', 'padLeft', args.padLeft);
    words[at + 19] = (args.padRight | 0) === args.padRight ? args.padRight : bad('conv2d', 'padRight', args.padRight);
    words[at + 20] = (args.dilationH | 0) === args.dilationH ? args.dilationH : bad('conv2d', 'dilationH', args.dilationH);
    words[at + 21] = (args.dilationW | 0) === args.dilationW ? args.dilationW : bad('conv2d', 'dilationW', args.dilationW);
    words[at + 22] = (args.groups | 0) === args.groups ? args.groups : bad('conv2d', 'groups', args.groups);
    words[at + 23] = choices5.get(args.precision) ?? bad('conv2d', 'precision', args.precision);
    words[at + 24] = choices6.get(args.activation) ?? bad('conv2d', 'activation', args.activation);
    return at + 25;
  },
  conv2dInputGrad({ words }, at, args) {
    words[at] = 25;
    words[at + 1] = args.dy;
    words[at + 2] = args.weight;
    words[at + 3] = args.dx;
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('conv2dInputGrad', 'n', args.n);
    words[at + 5] = (args.h | 0) === args.h ? args.h : bad('conv2dInputGrad', 'h', args.h);
    words[at + 6] = (args.w | 0) === args.w ? args.w : bad('conv2dInputGrad', 'w', args.w);
    words[at + 7] = (args.c | 0) === args.c ? args.c : bad('conv2dInputGrad', 'c', args.c);
    words[at + 8] = (args.oh | 0) === args.oh ? args.oh : bad('conv2dInputGrad', 'oh', args.oh);
    words[at + 9] = (args.ow | 0) === args.ow ? args.ow : bad('conv2dInputGrad', 'ow', args.ow);
    words[at + 10] = (args.o | 0) === args.o ? args.o : bad('conv2dInputGrad', 'o', args.o);
    words[at + 11] = (args.kh | 0) === args.kh ? args.kh : bad('conv2dInputGrad', 'kh', args.kh);
    words[at + 12] = (args.kw | 0) === args.kw ? args.kw : bad('conv2dInputGrad', 'kw', args.kw);
    words[at + 13] = (args.strideH | 0) === args.strideH ? args.strideH : bad('conv2dInputGrad', 'strideH', args.strideH);
    words[at + 14] = (args.strideW | 0) === args.strideW ? args.strideW : bad('conv2dInputGrad', 'strideW', args.strideW);
    words[at + 15] = (args.padTop | 0) === args.padTop ? args.padTop : bad('conv2dInputGrad', 'padTop', args.padTop);
    words[at + 16] = (args.padBottom | 0) === args.padBottom ? args.padBottom : bad('conv2dInputGrad', 'padBottom', args.padBottom);
    words[at + 17] = (args.padLeft | 0) === args.padLeft ? args.padLeft : bad('conv2dInputGrad', 'padLeft', args.padLeft);
    words[at + 18] = (args.padRight | 0) === args.padRight ? args.padRight : bad('conv2dInputGrad', 'padRight', args.padRight);
    words[at + 19] = (args.dilationH | 0) === args.dilationH ? args.dilationH : bad('conv2dInputGrad', 'dilationH', args.dilationH);
    words[at + 20] = (args.dilationW | 0) === args.dilationW ? args.dilationW : bad('conv2dInputGrad', 'dilationW', args.dilationW);
    words[at + 21] = (args.groups | 0) === args.groups ? args.groups : bad('conv2dInputGrad', 'groups', args.groups);
    words[at + 22] = choices5.get(args.precision) ?? bad('conv2dInputGrad', 'precision', args.precision);
    return at + 23;
  },
  conv2dWeightGrad({ words }, at, args) {
    words[at] = 26;
    words[at + 1] = args.x;
    words[at + 2] = args.dy;
    words[at + 3] = args.dweight;
    words[at + 4] = args.dbias ?? 0;
    words[at + 5] = (args.n | 0) === args.n ? args.n : bad('conv2dWeightGrad', 'n', args.n);
    words[at + 6] = (args.h | 0) === args.h ? args.h : bad('conv2dWeightGrad', 'h', args.h);
    words[at + 7] = (args.w | 0) === args.w ? args.w : bad('conv2dWeightGrad', 'w', args.w);
    words[at + 8] = (args.c | 0) === args.c ? args.c : bad('conv2dWeightGrad', 'c', args.c);
    words[at + 9] = (args.oh | 0) === args.oh ? args.oh : bad('conv2dWeightGrad', 'oh', args.oh);
    words[at + 10] = (args.ow | 0) === args.ow ? args.ow : bad('conv2dWeightGrad', 'ow', args.ow);
    words[at + 11] = (args.o | 0) === args.o ? args.o : bad('conv2dWeightGrad', 'o', args.o);
    words[at + 12] = (args.kh | 0) === args.kh ? args.kh : bad('conv2dWeightGrad', 'kh', args.kh);
    words[at + 13] = (args.kw | 0) === args.kw ? args.kw : bad('conv2dWeightGrad', 'kw', args.kw);
    words[at + 14] = (args.strideH | 0) === args.strideH ? args.strideH : bad('conv2dWeightGrad', 'strideH', args.strideH);
    words[at + 15] = (args.strideW | 0) === args.strideW ? args.strideW : bad('conv2dWeightGrad', 'strideW', args.strideW);
    words[at + 16] = (args.padTop | 0) === args.padTop ? args.padTop : bad('conv2dWeightGrad', 'padTop', args.padTop);
    words[at + 17] = (args.padBottom | 0) === args.padBottom ? args.padBottom : bad('conv2dWeightGrad', 'padBottom', args.padBottom);
    words[at + 18] = (args.padLeft | 0) === args.padLeft ? args.padLeft : bad('conv2dWeightGrad', 'padLeft', args.padLeft);
    words[at + 19] = (args.padRight | 0) === args.padRight ? args.padRight : bad('conv2dWeightGrad', 'padRight', args.padRight);
    words[at + 20] = (args.dilationH | 0) === args.dilationH ? args.dilationH : bad('conv2dWeightGrad', 'dilationH', args.dilationH);
    words[at + 21] = (args.dilationW | 0) === args.dilationW ? args.dilationW : bad('conv2dWeightGrad', 'dilationW', args.dilationW);
    words[at + 22] = (args.groups | 0) === args.groups ? args.groups : bad('conv2dWeightGrad', 'groups', args.groups);
    words[at + 23] = choices5.get(args.precision) ?? bad('conv2dWeightGrad', 'precision', args.precision);
    return at + 24;
  },
  maxPool2d({ words }, at, args) {
    words[at] = 27;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = args.tap ?? 0;
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('maxPool2d', 'n', args.n);
    words[at + 5] = (args.h | 0) === args.h ? args.h : bad('maxPool2d', 'h', args.h);
    words[at + 6] = (args.w | 0) === args.w ? args.w : bad('maxPool2d', 'w', args.w);
    words[at + 7] = (args.c | 0) === args.c ? args.c : bad('maxPool2d', 'c', args.c);
    words[at + 8] = (args.oh | 0) === args.oh ? args.oh : bad('maxPool2d', 'oh', args.oh);
    words[at + 9] = (args.ow | 0) === args.ow ? args.ow : bad('maxPool2d', 'ow', args.ow);
    words[at + 10] = (args.kh | 0) === args.kh ? args.kh : bad('maxPool2d', 'kh', args.kh);
    words[at + 11] = (args.kw | 0) === args.kw ? args.kw : bad('maxPool2d', 'kw', args.kw);
    words[at + 12] = (args.strideH | 0) === args.strideH ? args.strideH : bad('maxPool2d', 'strideH', args.strideH);
    words[at + 13] = (args.strideW | 0) === args.strideW ? args.strideW : bad('maxPool2d', 'strideW', args.strideW);
    words[at + 14] = (args.padTop | 0) === args.padTop ? args.padTop : bad('maxPool2d', 'padTop', args.padTop);
    words[at + 15] = (args.padBottom | 0) === args.padBottom ? args.padBottom : bad('maxPool2d', 'padBottom', args.padBottom);
    words[at + 16] = (args.padLeft | 0) === args.padLeft ? args.padLeft : bad('maxPool2d', 'padLeft', args.padLeft);
    words[at + 17] = (args.padRight | 0) === args.padRight ? args.padRight : bad('maxPool2d', 'padRight', args.padRight);
    words[at + 18] = (args.dilationH | 0) === args.dilationH ? args.dilationH : bad('maxPool2d', 'dilationH', args.dilationH);
    words[at + 19] = (args.dilationW | 0) === args.dilationW ? args.dilationW : bad('maxPool2d', 'dilationW', args.dilationW);
    return at + 20;
  },
  maxPool2dGrad({ words }, at, args) {
    words[at] = 28;
    words[at + 1] = args.dy;
    words[at + 2] = args.tap;
    words[at + 3] = args.dx;
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('maxPool2dGrad', 'n', args.n);
    words[at + 5] = (args.h | 0) === args.h ? args.h : bad('maxPool2dGrad', 'h', args.h);
    words[at + 6] = (args.w | 0) === args.w ? args.w : bad('maxPool2dGrad', 'w', args.w);
    words[at + 7] = (args.c | 0) === args.c ? args.c : bad('maxPool2dGrad', 'c', args.c);
    words[at + 8] = (args.oh | 0) === args.oh ? args.oh : bad('maxPool2dGrad', 'oh', args.oh);
    words[at + 9] = (args.ow | 0) === args.ow ? args.ow : bad('maxPool2dGrad', 'ow', args.ow);
    words[at + 10] = (args.kh | 0) === args.kh ? args.kh : bad('maxPool2dGrad', 'kh', args.kh);
    words[at + 11] = (args.kw | 0) === args.kw ? args.kw : bad('maxPool2dGrad', 'kw', args.kw);
    words[at + 12] = (args.strideH | 0) === args.strideH ? args.strideH : bad('maxPool2dGrad', 'strideH', args.strideH);
    words[at + 13] = (args.strideW | 0) === args.strideW ? args.strideW : bad('maxPool2dGrad', 'strideW', args.strideW);
    words[at + 14] = (args.padTop | 0) === args.padTop ? args.padTop : bad('maxPool2dGrad', 'padTop', args.padTop);
    words[at + 15] = (args.padBottom | 0) === args.padBottom ? args.padBottom : bad('maxPool2dGrad', 'padBottom', args.padBottom);
    words[at + 16] = (args.padLeft | 0) === args.padLeft ? args.padLeft : bad('maxPool2dGrad', 'padLeft', args.padLeft);
    words[at + 17] = (args.padRight | 0) === args.padRight ? args.padRight : bad('maxPool2dGrad', 'padRight', args.padRight);
    words[at + 18] = (args.dilationH | 0) === args.dilationH ? args.dilationH : bad('maxPool2dGrad', 'dilationH', args.dilationH);
    words[at + 19] = (args.dilationW | 0) === args.dilationW ? args.dilationW : bad('maxPool2dGrad', 'dilationW', args.dilationW);
    return at + 20;
  },
  avgPool2d({ words }, at, args) {
    words[at] = 29;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('avgPool2d', 'n', args.n);
    words[at + 4] = (args.h | 0) === args.h ? args.h : bad('avgPool2d', 'h', args.h);
    words[at + 5] = (args.w | 0) === args.w ? args.w : bad('avgPool2d', 'w', args.w);
    words[at + 6] = (args.c | 0) === args.c ? args.c : bad('avgPool2d', 'c', args.c);
    words[at + 7] = (args.oh | 0) === args.oh ? args.oh : bad('avgPool2d', 'oh', args.oh);
    words[at + 8] = (args.ow | 0) === args.ow ? args.ow : bad('avgPool2d', 'ow', args.ow);
    words[at + 9] = (args.kh | 0) === args.kh ? args.kh : bad('avgPool2d', 'kh', args.kh);
    words[at + 10] = (args.kw | 0) === args.kw ? args.kw : bad('avgPool2d', 'kw', args.kw);
    words[at + 11] = (args.strideH | 0) === args.strideH ? args.strideH : bad('avgPool2d', 'strideH', args.strideH);
    words[at + 12] = (args.strideW | 0) === args.strideW ? args.strideW : bad('avgPool2d', 'strideW', args.strideW);
    words[at + 13] = (args.padTop | 0) === args.padTop ? args.padTop : bad('avgPool2d', 'padTop', args.padTop);
    words[at + 14] = (args.padBottom | 0) === args.padBottom ? args.padBottom : bad('avgPool2d', 'padBottom', args.padBottom);
    words[at + 15] = (args.padLeft | 0) === args.padLeft ? args.padLeft : bad('avgPool2d', 'padLeft', args.padLeft);
    words[at + 16] = (args.padRight | 0) === args.padRight ? args.padRight : bad('avgPool2d', 'padRight', args.padRight);
    words[at + 17] = (args.dilationH | 0) === args.dilationH ? args.dilationH : bad('avgPool2d', 'dilationH', args.dilationH);
    words[at + 18] = (args.dilationW | 0) === args.dilationW ? args.dilationW : bad('avgPool2d', 'dilationW', args.dilationW);
    words[at + 19] = args.countIncludePad === true ? 1 : args.countIncludePad === false ? 0 : bad('avgPool2d', 'countIncludePad', args.countIncludePad);
    return at + 20;
  },
  avgPool2dGrad({ words }, at, args) {
    words[at] = 30;
    words[at + 1] = args.dy;
    words[at + 2] = args.dx;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('avgPool2dGrad', 'n', args.n);
    words[at + 4] = (args.h | 0) === args.h ? args.h : bad('avgPool2dGrad', 'h', args.h);
    words[at + 5] = (args.w | 0) === args.w ? args.w : bad('avgPool2dGrad', 'w', args.w);
    words[at + 6] = (args.c | 0) === args.c ? args.c : bad('avgPool2dGrad', 'c', args.c);
    words[at + 7] = (args.oh | 0) === args.oh ? args.oh : bad('avgPool2dGrad', 'oh', args.oh);
    words[at + 8] = (args.ow | 0) === args.ow ? args.ow : bad('avgPool2dGrad', 'ow', args.ow);
    words[at + 9] = (args.kh | 0) === args.kh ? args.kh : bad('avgPool2dGrad', 'kh', args.kh);
    words[at + 10] = (args.kw | 0) === args.kw ? args.kw : bad('avgPool2dGrad', 'kw', args.kw);
    words[at + 11] = (args.strideH | 0) === args.strideH ? args.strideH : bad('avgPool2dGrad', 'strideH', args.strideH);
    words[at + 12] = (args.strideW | 0) === args.strideW ? args.strideW : bad('avgPool2dGrad', 'strideW', args.strideW);
    words[at + 13] = (args.padTop | 0) === args.padTop ? args.padTop : bad('avgPool2dGrad', 'padTop', args.padTop);
    words[at + 14] = (args.padBottom | 0) === args.padBottom ? args.padBottom : bad('avgPool2dGrad', 'padBottom', args.padBottom);
    words[at + 15] = (args.padLeft | 0) === args.padLeft ? args.padLeft : bad('avgPool2dGrad', 'padLeft', args.padLeft);
    words[at + 16] = (args.padRight | 0) === args.padRight ? args.padRight : bad('avgPool2dGrad', 'padRight', args.padRight);
    words[at + 17] = (args.dilationH | 0) === args.dilationH ? args.dilationH : bad('avgPool2dGrad', 'dilationH', args.dilationH);
    words[at + 18] = (args.dilationW | 0) === args.dilationW ? args.dilationW : bad('avgPool2dGrad', 'dilationW', args.dilationW);
    words[at + 19] = args.countIncludePad === true ? 1 : args.countIncludePad === false ? 0 : bad('avgPool2dGrad', 'countIncludePad', args.countIncludePad);
    return at + 20;
  },
  batchNorm({ words, floats }, at, args) {
    words[at] = 31;
    words[at + 1] = args.x;
    words[at + 2] = args.residual ?? 0;
    words[at + 3] = args.gamma ?? 0;
    words[at + 4] = args.beta ?? 0;
    words[at + 5] = args.y;
    words[at + 6] = args.mean;
    words[at + 7] = args.rstd;
    words[at + 8] = args.runningMean ?? 0;
    words[at + 9] = args.runningVar ?? 0;
    words[at + 10] = (args.m | 0) === args.m ? args.m : bad('batchNorm', 'm', args.m);
    words[at + 11] = (args.c | 0) === args.c ? args.c : bad('batchNorm', 'c', args.c);
    floats[at + 12] = typeof args.eps === 'number' ? args.eps : bad('batchNorm', 'eps', args.eps);
    floats[at + 13] = typeof args.momentum === 'number' ? args.momentum : bad('batchNorm', 'momentum', args.momentum);
    words[at + 14] = choices6.get(args.activation) ?? bad('batchNorm', 'activation', args.activation);
    return at + 15;
  },
  batchNormGrad({ words }, at, args) {
    words[at] = 32;
    words[at + 1] = args.x;
    words[at + 2] = args.dy;
    words[at + 3] = args.y ?? 0;
    words[at + 4] = args.gamma ?? 0;
    words[at + 5] = args.beta ?? 0;
    words[at + 6] = args.mean;
    words[at + 7] = args.rstd;
    words[at + 8] = args.dx ?? 0;
    words[at + 9] = args.dresidual ?? 0;
    words[at + 10] = args.dgamma ?? 0;
    words[at + 11] = args.dbeta ?? 0;
    words[at + 12] = (args.m | 0) === args.m ? args.m : bad('batchNormGrad', 'm', args.m);
    words[at + 13] = (args.c | 0) === args.c ? args.c : bad('batchNormGrad', 'c', args.c);
    words[at + 14] = choices6.get(args.activation) ?? bad('batchNormGrad', 'activation', args.activation);
    return at + 15;
  },
  batchNormInference({ words, floats }, at, args) {
    words[at] = 33;
    words[at + 1] = args.x;
    words[at + 2] = args.residual ?? 0;
    words[at + 3] = args.gamma ?? 0;
    words[at + 4] = args.beta ?? 0;
    words[at + 5] = args.mean;
    words[at + 6] = args.variance;
    words[at + 7] = args.y;
    words[at + 8] = (args.m | 0) === args.m ? args.m : bad('batchNormInference', 'm', args.m);
    words[at + 9] = (args.c | 0) === args.c ? args.c : bad('batchNormInference', 'c', args.c);
    floats[at + 10] = typeof args.eps === 'number' ? args.eps : bad('batchNormInference', 'eps', args.eps);
    words[at + 11] = choices6.get(args.activation) ?? bad('batchNormInference', 'activation', args.activation);
    return at + 12;
  },
  batchNormInferenceGrad({ words, floats }, at, args) {
    words[at] = 34;
    words[at + 1] = args.x;
    words[at + 2] = args.dy;
    words[at + 3] = args.y ?? 0;
    words[at + 4] = args.gamma ?? 0;
    words[at + 5] = args.beta ?? 0;
    words[at + 6] = args.mean;
    words[at + 7] = args.variance;
    words[at + 8] = args.dx ?? 0;
    words[at + 9] = args.dresidual ?? 0;
    words[at + 10] = args.dgamma ?? 0;
    words[at + 11] = args.dbeta ?? 0;
    words[at + 12] = (args.m | 0) === args.m ? args.m : bad('batchNormInferenceGrad', 'm', args.m);
    words[at + 13] = (args.c | 0) === args.c ? args.c : bad('batchNormInferenceGrad', 'c', args.c);
    floats[at + 14] = typeof args.eps === 'number' ? args.eps : bad('batchNormInferenceGrad', 'eps', args.eps);
    words[at + 15] = choices6.get(args.activation) ?? bad('batchNormInferenceGrad', 'activation', args.activation);
    return at + 16;
  },
  groupNorm({ words, floats }, at, args) {
    words[at] = 35;
    words[at + 1] = args.x;
    words[at + 2] = args.gamma ?? 0;
    words[at + 3] = args.beta ?? 0;
    words[at + 4] = args.y;
    words[at + 5] = args.mean;
    words[at + 6] = args.rstd;
    words[at + 7] = (args.n | 0) === args.n ? args.n : bad('groupNorm', 'n', args.n);
    words[at + 8] = (args.s | 0) === args.s ? args.s : bad('groupNorm', 's', args.s);
    words[at + 9] = (args.groups | 0) === args.groups ? args.groups : bad('groupNorm', 'groups', args.groups);
    words[at + 10] = (args.k | 0) === args.k ? args.k : bad('groupNorm', 'k', args.k);
    floats[at + 11] = typeof args.eps === 'number' ? args.eps : bad('groupNorm', 'eps', args.eps);
    words[at + 12] = args.center === true ? 1 : args.center === false ? 0 : bad('groupNorm', 'center', args.center);
    return at + 13;
  },
  groupNormGrad({ words }, at, args) {
    words[at] = 36;
    words[at + 1] = args.x;
    words[at + 2] = args.dy;
    words[at + 3] = args.gamma ?? 0;
    words[at + 4] = args.mean;
    words[at + 5] = args.rstd;
    words[at + 6] = args.dx ?? 0;
    words[at + 7] = args.dgamma ?? 0;
    words[at + 8] = args.dbeta ?? 0;
    words[at + 9] = (args.n | 0) === args.n ? args.n : bad('groupNormGrad', 'n', args.n);
    words[at + 10] = (args.s | 0) === args.s ? args.s : bad('groupNormGrad', 's', args.s);
    words[at + 11] = (args.groups | 0) === args.groups ? args.groups : bad('groupNormGrad', 'groups', args.groups);
    words[at + 12] = (args.k | 0) === args.k ? args.k : bad('groupNormGrad', 'k', args.k);
    words[at + 13] = args.center === true ? 1 : args.center === false ? 0 : bad('groupNormGrad', 'center', args.center);
    return at + 14;
  },
  crossEntropy({ words, floats }, at, args) {
    words[at] = 37;
    words[at + 1] = args.logits;
    words[at + 2] = args.target;
    words[at + 3] = args.classWeights ?? 0;
    words[at + 4] = args.loss;
    words[at + 5] = (args.lossLength | 0) === args.lossLength ? args.lossLength : bad('crossEntropy', 'lossLength', args.lossLength);
    words[at + 6] = (args.n | 0) === args.n ? args.n : bad('crossEntropy', 'n', args.n);
    words[at + 7] = (args.c | 0) === args.c ? args.c : bad('crossEntropy', 'c', args.c);
    words[at + 8] = choices7.get(args.reduction) ?? bad('crossEntropy', 'reduction', args.reduction);
    words[at + 9] = args.hasIgnoreIndex === true ? 1 : args.hasIgnoreIndex === false ? 0 : bad('crossEntropy', 'hasIgnoreIndex', args.hasIgnoreIndex);
    words[at + 10] = (args.ignoreIndex | 0) === args.ignoreIndex ? args.ignoreIndex : bad('crossEntropy', 'ignoreIndex', args.ignoreIndex);
    floats[at + 11] = typeof args.labelSmoothing === 'number' ? args.labelSmoothing : bad('crossEntropy', 'labelSmoothing', args.labelSmoothing);
    return at + 12;
  },
  crossEntropyGrad({ words, floats }, at, args) {
    words[at] = 38;
    words[at + 1] = args.logits;
    words[at + 2] = args.target;
    words[at + 3] = args.classWeights ?? 0;
    words[at + 4] = args.dloss;
    words[at + 5] = args.dlogits;
    words[at + 6] = (args.lossLength | 0) === args.lossLength ? args.lossLength : bad('crossEntropyGrad', 'lossLength', args.lossLength);
    words[at + 7] = (args.n | 0) === args.n ? args.n : bad('crossEntropyGrad', 'n', args.n);
    words[at + 8] = (args.c | 0) === args.c ? args.c : bad('crossEntropyGrad', 'c', args.c);
    words[at + 9] = choices7.get(args.reduction) ?? bad('crossEntropyGrad', 'reduction', args.reduction);
    words[at + 10] = args.hasIgnoreIndex === true ? 1 : args.hasIgnoreIndex === false ? 0 : bad('crossEntropyGrad', 'hasIgnoreIndex', args.hasIgnoreIndex);
    words[at + 11] = (args.ignoreIndex | 0) === args.ignoreIndex ? args.ignoreIndex : bad('crossEntropyGrad', 'ignoreIndex', args.ignoreIndex);
    floats[at + 12] = typeof args.labelSmoothing === 'number' ? args.labelSmoothing : bad('crossEntropyGrad', 'labelSmoothing', args.labelSmoothing);
    return at + 13;
  },
  sgd({ words, floats }, at, args) {
    words[at] = 39;
    words[at + 1] = args.p;
    words[at + 2] = args.grad;
    words[at + 3] = args.velocity ?? 0;
    words[at + 4] = (args.n | 0) === args.n ? args.n : bad('sgd', 'n', args.n);
    floats[at + 5] = typeof args.lr === 'number' ? args.lr : bad('sgd', 'lr', args.lr);
    floats[at + 6] = typeof args.momentum === 'number' ? args.momentum : bad('sgd', 'momentum', args.momentum);
    floats[at + 7] = typeof args.dampening === 'number' ? args.dampening : bad('sgd', 'dampening', args.dampening);
    floats[at + 8] = typeof args.weightDecay === 'number' ? args.weightDecay : bad('sgd', 'weightDecay', args.weightDecay);
    words[at + 9] = args.nesterov === true ? 1 : args.nesterov === false ? 0 : bad('sgd', 'nesterov', args.nesterov);
    words[at + 10] = args.first === true ? 1 : args.first === false ? 0 : bad('sgd', 'first', args.first);
    return at + 11;
  },
  adam({ words, floats }, at, args) {
    words[at] = 40;
    words[at + 1] = args.p;
    words[at + 2] = args.grad;
    words[at + 3] = args.m;
    words[at + 4] = args.v;
    words[at + 5] = args.vMax ?? 0;
    words[at + 6] = (args.n | 0) === args.n ? args.n : bad('adam', 'n', args.n);
    floats[at + 7] = typeof args.lr === 'number' ? args.lr : bad('adam', 'lr', args.lr);
    floats[at + 8] = typeof args.beta1 === 'number' ? args.beta1 : bad('adam', 'beta1', args.beta1);
    floats[at + 9] = typeof args.beta2 === 'number' ? args.beta2 : bad('adam', 'beta2', args.beta2);
    floats[at + 10] = typeof args.eps === 'number' ? args.eps : bad('adam', 'eps', args.eps);
    floats[at + 11] = typeof args.weightDecay === 'number' ? args.weightDecay : bad('adam', 'weightDecay', args.weightDecay);
    words[at + 12] = choices8.get(args.decay) ?? bad('adam', 'decay', args.decay);
    floats[at + 13] = typeof args.correction1 === 'number' ? args.correction1 : bad('adam', 'correction1', args.correction1);
    floats[at + 14] = typeof args.correction2 === 'number' ? args.correction2 : bad('adam', 'correction2', args.correction2);
    return at + 15;
  },
  randomUniform({ words, floats }, at, args) {
    words[at] = 41;
    words[at + 1] = args.y;
    words[at + 2] = (args.n | 0) === args.n ? args.n : bad('randomUniform', 'n', args.n);
    words[at + 3] = (args.seedLow | 0) === args.seedLow ? args.seedLow : bad('randomUniform', 'seedLow', args.seedLow);
    words[at + 4] = (args.seedHigh | 0) === args.seedHigh ? args.seedHigh : bad('randomUniform', 'seedHigh', args.seedHigh);
    words[at + 5] = (args.streamLow | 0) === args.streamLow ? args.streamLow : bad('randomUniform', 'streamLow', args.streamLow);
    words[at + 6] = (args.streamHigh | 0) === args.streamHigh ? args.streamHigh : bad('randomUniform', 'streamHigh', args.streamHigh);
    words[at + 7] = (args.blockLow | 0) === args.blockLow ? args.blockLow : bad('randomUniform', 'blockLow', args.blockLow);
    words[at + 8] = (args.blockHigh | 0) === args.blockHigh ? args.blockHigh : bad('randomUniform', 'blockHigh', args.blockHigh);
    floats[at + 9] = typeof args.low === 'number' ? args.low : bad('randomUniform', 'low', args.low);
    floats[at + 10] = typeof args.high === 'number' ? args.high : bad('randomUniform', 'high', args.high);
    return at + 11;
  },
  randomNormal({ words, floats }, at, args) {
    words[at] = 42;
    words[at + 1] = args.y;
    words[at + 2] = (args.n | 0) === args.n ? args.n : bad('randomNormal', 'n', args.n);
    words[at + 3] = (args.seedLow | 0) === args.seedLow ? args.seedLow : bad('randomNormal', 'seedLow', args.seedLow);
    words[at + 4] = (args.seedHigh | 0) === args.seedHigh ? args.seedHigh : bad('randomNormal', 'seedHigh', args.seedHigh);
    words[at + 5] = (args.streamLow | 0) === args.streamLow ? args.streamLow : bad('randomNormal', 'streamLow', args.streamLow);
    words[at + 6] = (args.streamHigh | 0) === args.streamHigh ? args.streamHigh : bad('randomNormal', 'streamHigh', args.streamHigh);
    words[at + 7] = (args.blockLow | 0) === args.blockLow ? args.blockLow : bad('randomNormal', 'blockLow', args.blockLow);
    words[at + 8] = (args.blockHigh | 0) === args.blockHigh ? args.blockHigh : bad('randomNormal', 'blockHigh', args.blockHigh);
    floats[at + 9] = typeof args.mean === 'number' ? args.mean : bad('randomNormal', 'mean', args.mean);
    floats[at + 10] = typeof args.std === 'number' ? args.std : bad('randomNormal', 'std', args.std);
    return at + 11;
  },
  dropout({ words, floats }, at, args) {
    words[at] = 43;
    words[at + 1] = args.x;
    words[at + 2] = args.y;
    words[at + 3] = (args.n | 0) === args.n ? args.n : bad('dropout', 'n', args.n);
    words[at + 4] = (args.seedLow | 0) === args.seedLow ? args.seedLow : bad('dropout', 'seedLow', args.seedLow);
    words[at + 5] = (args.seedHigh | 0) === args.seedHigh ? args.seedHigh : bad('dropout', 'seedHigh', args.seedHigh);
    words[at + 6] = (args.streamLow | 0) === args.streamLow ? args.streamLow : bad('dropout', 'streamLow', args.streamLow);
    words[at + 7] = (args.streamHigh | 0) === args.streamHigh ? args.streamHigh : bad('dropout', 'streamHigh', args.streamHigh);
    words[at + 8] = (args.blockLow | 0) === args.blockLow ? args.blockLow : bad('dropout', 'blockLow', args.blockLow);
    words[at + 9] = (args.blockHigh | 0) === args.blockHigh ? args.blockHigh : bad('dropout', 'blockHigh', args.blockHigh);
    floats[at + 10] = typeof args.rate === 'number' ? args.rate : bad('dropout', 'rate', args.rate);
    floats[at + 11] = typeof args.scale === 'number' ? args.scale : bad('dropout', 'scale', args.scale);
    return at + 12;
  },
};
