// Elementary functions on vectors. All lanes are computed alike, so the bits depend neither on VW nor on
// where in a vector an element stands; on wasm alone, `madd` rounds twice.
#pragma once
#include "math/error_function.h"
#include "math/exponential.h"
#include "math/logarithm.h"
#include "math/power.h"
#include "math/sigmoidal.h"
#include "math/trigonometric.h"
