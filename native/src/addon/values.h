// Conversions between JavaScript values and C++. Every function that can fail throws a JavaScript
// TypeError and returns false or nullptr; no C++ exception exists in this library.
#pragma once

#include <node_api.h>
#include <stdint.h>

#include "core/arena.h"

namespace evenkeel {

/** The arguments of one call and the pointer that its function was made with. */
template <size_t N>
struct Call {
  napi_value arguments[N > 0 ? N : 1];
  size_t count = N;
  void* data = nullptr;

  Call(napi_env env, napi_callback_info info) {
    napi_get_cb_info(env, info, &count, arguments, nullptr, &data);
  }
};

/** An integer of at most 53 bits. */
bool toInteger(napi_env env, napi_value value, int64_t& result);
/** A handle: any number; what is no 32-bit integer becomes a handle that is not alive. */
bool toHandle(napi_env env, napi_value value, int32_t& result);
/** The elements of a Float32Array, Int32Array or Uint8Array. */
struct Elements {
  void* data = nullptr;
  size_t length = 0;
  ElementType type = ElementType::uint8;
};

bool toElements(napi_env env, napi_value value, Elements& result);
/** A string of at most 63 bytes; what is longer is cut off. */
bool toText(napi_env env, napi_value value, char (&text)[64]);

napi_value fromNumber(napi_env env, double value);
napi_value fromText(napi_env env, const char* text);

void setProperty(napi_env env, napi_value object, const char* name, napi_value value);

}  // namespace evenkeel
