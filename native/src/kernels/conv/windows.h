// All windows of a correlation, in scratch memory.
#pragma once

#include <stdint.h>

#include "core/scratch.h"
#include "kernels/conv/correlate.h"
#include "kernels/conv/stage.h"
#include "kernels/conv/window.h"

namespace evenkeel::EVENKEEL_ISA {

/** Every pair of a row window and a column window is swept. */
struct Windows {
  Window* rows;
  int64_t rowCount;
  Window* columns;
  int64_t columnCount;
  Halo halo;

  bool valid() const { return rows != nullptr; }
  /** Taps of all windows of an axis; fewer than the kernel's where the stride skips some. */
  int64_t rowTaps() const { return rows[rowCount - 1].tapsBefore + rows[rowCount - 1].taps; }
  int64_t columnTaps() const {
    return columns[columnCount - 1].tapsBefore + columns[columnCount - 1].taps;
  }
};

/**
 * Builds the windows with their tap classes, widened by a halo where rows are wide and staged: the
 * choice depends on the shape alone. Not valid if memory is exhausted. Uses the slot pointers.
 */
Windows buildWindows(const Correlation& correlation, Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
