// Scalars of a random frame: drawn field by field, then mended until the rules of the kernel hold.
#pragma once

#include <stdint.h>

#include <array>
#include <map>
#include <string>

#include "frames/random.h"
#include "generated/fields.gen.h"

namespace evenkeel {

/** Axes of a vector field. */
using Vector = std::array<int32_t, 6>;

struct Shape {
  const Kernel* kernel;
  std::map<std::string, int64_t> scalars;
  std::map<std::string, Vector> vectors;

  bool has(const char* name) const { return scalars.count(name) != 0; }
  int64_t& operator[](const char* name) { return scalars[name]; }

  /** Elements that a buffer must hold: the value of "n*h*c/groups". */
  int64_t elements(const Field& field) const;
};

/** Scalars of ordinary size for which all rules hold. */
Shape drawShape(const Kernel& kernel, Random& random);

}  // namespace evenkeel
