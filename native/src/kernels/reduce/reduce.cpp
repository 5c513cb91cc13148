// y[o,i] = f over k of x[o,k,i]
#include "column.h"
#include "core/threads.h"
#include "generated/contract.gen.h"
#include "product.h"
#include "row.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Columns that one task takes. */
constexpr int64_t columnBlock = 64;

int64_t blocksOf(int64_t n, int64_t block) { return (n + block - 1) / block; }

int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

/** Rows: the blocks of all rows side by side, then each row's blocks in order. */
template <class Rule>
Status reduceLast(const ReduceArgs& args, Scratch& scratch, double divisor) {
  const int64_t n = args.n;
  const int64_t blocks = rowBlocks(n);
  const int64_t work = n * args.outer;
  if (blocks == 1) {
    parallelFor(args.outer, work, [&](int64_t begin, int64_t end, int) {
      for (int64_t o = begin; o < end; o++) {
        const double value = reduceBlockOf<Rule>(args.x + o * n, 0, n);
        args.y[o] = static_cast<float>(value / divisor);
      }
    });
    return Status::ok();
  }
  const int64_t count = blocks * args.outer;
  float* partial = scratch.floats(Slot::partials, static_cast<size_t>(count));
  if (partial == nullptr) return Status::outOfMemory();
  parallelFor(count, work, [&](int64_t begin, int64_t end, int) {
    for (int64_t task = begin; task < end; task++) {
      const int64_t first = task % blocks * rowBlock;
      const float* x = args.x + task / blocks * n;
      partial[task] = reduceBlockOf<Rule>(x, first, smaller(first + rowBlock, n));
    }
  });
  for (int64_t o = 0; o < args.outer; o++) {
    double total = Rule::identity;
    for (int64_t b = 0; b < blocks; b++) {
      total = Rule::join(total, static_cast<double>(partial[o * blocks + b]));
    }
    args.y[o] = static_cast<float>(total / divisor);
  }
  return Status::ok();
}

/** Rows begin..end-1 of `columns` columns, results to `out`. */
template <class Rule>
void reducePanel(const float* x, int64_t stride, int64_t begin, int64_t end, int64_t columns, float* out) {
  constexpr int NV = columnVectors;
  int64_t j = 0;
  if constexpr (NV > 1) {
    for (; j + NV * VW <= columns; j += NV * VW) {
      vec result[NV];
      reduceRows<Rule, NV>(
          begin, end, [&](int64_t k, int u) { return load(x + k * stride + j + u * VW); }, result);
      for (int u = 0; u < NV; u++) store(out + j + u * VW, result[u]);
    }
  }
  for (; j + VW <= columns; j += VW) {
    vec result[1];
    reduceRows<Rule, 1>(
        begin, end, [&](int64_t k, int) { return load(x + k * stride + j); }, result);
    store(out + j, result[0]);
  }
  if (j < columns) {
    const int rest = static_cast<int>(columns - j);
    vec result[1];
    reduceRows<Rule, 1>(
        begin, end, [&](int64_t k, int) { return loadPart(x + k * stride + j, rest); }, result);
    storePart(out + j, result[0], rest);
  }
}

/** Where a task of `reduceMiddle` stands: chunk of rows and block of columns of one matrix. */
struct Panel {
  int64_t outer;
  int64_t chunk;
  int64_t column;
};

/** Columns: every chunk of rows and block of columns is one task, then the chunks are joined in order. */
template <class Rule>
Status reduceMiddle(const ReduceArgs& args, Scratch& scratch, double divisor) {
  const int64_t n = args.n;
  const int64_t inner = args.inner;
  const int64_t chunks = columnChunks(n);
  const int64_t blocks = blocksOf(inner, columnBlock);
  const int64_t count = args.outer * chunks * inner;
  float* partial = scratch.floats(Slot::partials, static_cast<size_t>(count));
  if (partial == nullptr) return Status::outOfMemory();
  parallelFor(args.outer * chunks * blocks, args.outer * n * inner, [&](int64_t first, int64_t last, int) {
    for (int64_t task = first; task < last; task++) {
      const Panel at = {task / (chunks * blocks), task / blocks % chunks, task % blocks * columnBlock};
      const int64_t begin = at.chunk * columnChunk;
      reducePanel<Rule>(args.x + at.outer * n * inner + at.column, inner, begin,
                        smaller(begin + columnChunk, n), smaller(columnBlock, inner - at.column),
                        partial + (at.outer * chunks + at.chunk) * inner + at.column);
    }
  });
  parallelFor(args.outer * blocks, count, [&](int64_t first, int64_t last, int) {
    for (int64_t task = first; task < last; task++) {
      const int64_t column = task % blocks * columnBlock;
      const int64_t columns = smaller(columnBlock, inner - column);
      double total[columnBlock];
      for (int64_t j = 0; j < columns; j++) total[j] = Rule::identity;
      const float* p = partial + task / blocks * chunks * inner + column;
      for (int64_t q = 0; q < chunks; q++, p += inner) {
        for (int64_t j = 0; j < columns; j++) total[j] = Rule::join(total[j], static_cast<double>(p[j]));
      }
      float* y = args.y + task / blocks * inner + column;
      for (int64_t j = 0; j < columns; j++) y[j] = static_cast<float>(total[j] / divisor);
    }
  });
  return Status::ok();
}

template <class Rule>
Status run(const ReduceArgs& args, Scratch& scratch, double divisor = 1.0) {
  return args.inner == 1 ? reduceLast<Rule>(args, scratch, divisor)
                         : reduceMiddle<Rule>(args, scratch, divisor);
}

}  // namespace

Status reduce(const ReduceArgs& args, Scratch& scratch) {
  if (args.outer == 0 || args.inner == 0) return Status::ok();
  switch (args.f) {
    case ReduceF::sum: return run<SumRule>(args, scratch);
    case ReduceF::mean: return run<SumRule>(args, scratch, args.n);
    case ReduceF::max: return run<MaxRule>(args, scratch);
    case ReduceF::min: return run<MinRule>(args, scratch);
    case ReduceF::sumOfSquares: return run<SquaresRule>(args, scratch);
    case ReduceF::prod: break;
  }
  reduceProduct(args);
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
