// WebAssembly SIMD, 4 lanes. It has no fused multiply-add: `madd` rounds twice.
#pragma once
#include <wasm_simd128.h>

#include "types.h"

namespace evenkeel::EVENKEEL_ISA {

/** a * b + c, rounded after the product and after the sum. */
EVENKEEL_INLINE vec madd(vec a, vec b, vec c) { return a * b + c; }

EVENKEEL_INLINE vec squareRoot(vec a) { return (vec)wasm_f32x4_sqrt((v128_t)a); }

EVENKEEL_INLINE dvec squareRootWide(dvec a) { return (dvec)wasm_f64x2_sqrt((v128_t)a); }

/** Products of the even lanes. */
EVENKEEL_INLINE ulvec multiplyEven(uvec a, uvec b) {
  return ((ulvec)a & 0xffffffffu) * ((ulvec)b & 0xffffffffu);
}

/** a > b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec maxOf(vec a, vec b) { return (vec)wasm_f32x4_pmax((v128_t)b, (v128_t)a); }
/** a < b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec minOf(vec a, vec b) { return (vec)wasm_f32x4_pmin((v128_t)b, (v128_t)a); }

/** Whether any lane of a comparison is true. */
EVENKEEL_INLINE bool anyOf(ivec mask) { return wasm_v128_any_true((v128_t)mask); }

/** VW bytes as integers from 0 to 255. */
EVENKEEL_INLINE ivec loadBytes(const uint8_t* p) {
  return (ivec)wasm_u32x4_extend_low_u16x8(wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(p)));
}

/** Stores the low byte of every lane. */
EVENKEEL_INLINE void storeBytes(uint8_t* p, ivec a) {
  const v128_t words = wasm_u16x8_narrow_i32x4((v128_t)(a & 255), (v128_t)(a & 255));
  wasm_v128_store32_lane(p, wasm_u8x16_narrow_i16x8(words, words), 0);
}

// Partial loads and stores are calls: inlined in every loop's end they would be a fifth of the module.

/** The first k < VW lanes from p, the others 0. */
__attribute__((noinline)) inline vec loadPart(const float* p, int k) {
  if (k <= 0) return vec{};
  if (k == 1) return (vec)wasm_v128_load32_zero(p);
  const v128_t two = wasm_v128_load64_zero(p);
  return (vec)(k == 2 ? two : wasm_v128_load32_lane(p + 2, two, 2));
}

/** Stores the first k < VW lanes. */
__attribute__((noinline)) inline void storePart(float* p, vec a, int k) {
  if (k == 1) wasm_v128_store32_lane(p, (v128_t)a, 0);
  if (k < 2) return;
  wasm_v128_store64_lane(p, (v128_t)a, 0);
  if (k > 2) wasm_v128_store32_lane(p + 2, (v128_t)a, 2);
}

/** The first k < VW of the bytes as integers from 0 to 255, the other lanes 0. */
__attribute__((noinline)) inline ivec loadBytesPart(const uint8_t* p, int k) {
  ivec bytes = {};
  for (int i = 0; i < k; i++) bytes[i] = p[i];
  return bytes;
}

/** Stores the low byte of the first k < VW lanes. */
__attribute__((noinline)) inline void storeBytesPart(uint8_t* p, ivec a, int k) {
  for (int i = 0; i < k; i++) p[i] = static_cast<uint8_t>(a[i]);
}

}  // namespace evenkeel::EVENKEEL_ISA
