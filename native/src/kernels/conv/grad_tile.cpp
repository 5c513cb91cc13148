#include "kernels/conv/grad_tile.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/** Kernels of one line by the number of inputs. */
template <int vectors, bool ahead>
struct RunKernels {
  GradKernel byRun[gradRows(vectors) + 1] = {};

  constexpr RunKernels() { fill<gradRows(vectors)>(); }

  template <int run>
  constexpr void fill() {
    byRun[run] = sumPixels<1, run, vectors, ahead>;
    if constexpr (run > 1) fill<run - 1>();
  }
};

/** Kernels of short lines by their number. */
template <int vectors, int run>
struct LineKernels {
  static constexpr int most = gradRows(vectors) / run;
  GradKernel byLines[most + 1] = {};

  constexpr LineKernels() { fill<most>(); }

  template <int lines>
  constexpr void fill() {
    if constexpr (lines > 0) {
      byLines[lines] = sumPixels<lines, run, vectors, false>;
      fill<lines - 1>();
    }
  }
};

template <int vectors, int run>
constexpr LineKernels<vectors, run> lineKernels;

template <int vectors>
constexpr RunKernels<vectors, false> runKernels;

template <int vectors>
constexpr RunKernels<vectors, true> fetchingKernels;

template <int vectors>
GradKernel kernelOf(int64_t lines, int64_t run, bool ahead) {
  if constexpr (!compact) {
    if (lines == 1 && ahead) return fetchingKernels<vectors>.byRun[run];
  }
  if (lines == 1) return runKernels<vectors>.byRun[run];
  if (run == 3) return lineKernels<vectors, 3>.byLines[lines];
  if (run == 5) return lineKernels<vectors, 5>.byLines[lines];
  return lineKernels<vectors, 9>.byLines[lines];
}

}  // namespace

GradKernel gradKernel(int64_t vectors, int64_t lines, int64_t run, bool ahead) {
  return vectors == 1 ? kernelOf<1>(lines, run, ahead) : kernelOf<2>(lines, run, ahead);
}

int64_t linesOf(int64_t run, int64_t vectors) {
  // Kernels 3 and 5 wide on one channel, 3 wide on three.
  if (run != 3 && run != 5 && run != 9) return 1;
  const int64_t lines = gradRows(static_cast<int>(vectors)) / run;
  return lines > 1 ? lines : 1;
}

}  // namespace evenkeel::EVENKEEL_ISA
