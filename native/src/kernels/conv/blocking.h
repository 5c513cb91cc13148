// Tile sizes of the direct convolution, one row per instruction set. None of them changes a bit of the result.
#pragma once

#include <stdint.h>

#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

struct ConvBlocking {
  /** Output pixels of a tile of two vectors of channels: 2 * pixels sums fill the registers. */
  int pixels;
  /** The same for one vector. */
  int narrowPixels;
  /** Most pixels of a tile in one row, for two vectors and for one. */
  int rowPixels;
  int narrowRowPixels;
  /** Inputs of a tile of the weight gradient for two vectors of output channels, and for one. */
  int gradRows;
  int narrowGradRows;
};

constexpr ConvBlocking convBlockings[] = {
    {4, 8, 4, 8, 4, 8},        // base: 16 registers of 4
    {6, 12, 6, 12, 6, 12},     // v3: 16 registers of 8
    {14, 14, 14, 24, 15, 28},  // v4: 32 registers of 16
    {8, 14, 8, 16, 8, 16},     // neon: 32 registers of 4
    {4, 4, 4, 4, 4, 4},        // wasm: more sums than 8 spill, and each size of tile adds to what pages load
};

constexpr ConvBlocking convBlocking = convBlockings[EVENKEEL_ISA_NUMBER - 1];

/** Output channels of a full panel of packed weights. */
constexpr int64_t channelPanel = 2 * VW;

}  // namespace evenkeel::EVENKEEL_ISA
