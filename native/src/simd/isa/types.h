// The vector types of the instruction set. Lanes run over channels or elements, never over a sum.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "select.h"

namespace evenkeel::EVENKEEL_ISA {

/** Floats in a vector. */
#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4
constexpr int VW = 16;
#elif EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v3
constexpr int VW = 8;
#else
constexpr int VW = 4;
#endif

typedef float vec __attribute__((vector_size(VW * 4), may_alias));
typedef int32_t ivec __attribute__((vector_size(VW * 4), may_alias));
typedef uint32_t uvec __attribute__((vector_size(VW * 4), may_alias));
typedef uint8_t bvec __attribute__((vector_size(VW), may_alias));

/** Half as many lanes of twice the width. */
typedef double dvec __attribute__((vector_size(VW * 4), may_alias));
typedef int64_t lvec __attribute__((vector_size(VW * 4), may_alias));
typedef uint64_t ulvec __attribute__((vector_size(VW * 4), may_alias));

/** The same in memory, where nothing is aligned beyond its element. */
typedef float vecInMemory __attribute__((vector_size(VW * 4), aligned(4), may_alias));
typedef int32_t ivecInMemory __attribute__((vector_size(VW * 4), aligned(4), may_alias));

}  // namespace evenkeel::EVENKEEL_ISA
