#include "addon/values.h"

namespace evenkeel {

static bool typeError(napi_env env, const char* message) {
  napi_throw_type_error(env, nullptr, message);
  return false;
}

bool toInteger(napi_env env, napi_value value, int64_t& result) {
  constexpr double limit = 9007199254740992.0;
  double number = 0;
  const bool read = napi_get_value_double(env, value, &number) == napi_ok;
  if (!read || !(number >= -limit && number <= limit)) {
    return typeError(env, "native: a size or an offset must be an integer.");
  }
  result = static_cast<int64_t>(number);
  return static_cast<double>(result) == number ||
         typeError(env, "native: a size or an offset must be an integer.");
}

bool toHandle(napi_env env, napi_value value, int32_t& result) {
  double number = 0;
  if (napi_get_value_double(env, value, &number) != napi_ok) {
    return typeError(env, "native: a handle must be a number.");
  }
  const bool isInt = number >= 0 && number <= 2147483647.0;
  result = isInt ? static_cast<int32_t>(number) : 0;
  if (static_cast<double>(result) != number) result = 0;
  return true;
}

bool toElements(napi_env env, napi_value value, Elements& result) {
  bool isTypedArray = false;
  napi_typedarray_type type = napi_int8_array;
  napi_is_typedarray(env, value, &isTypedArray);
  if (isTypedArray) {
    napi_get_typedarray_info(env, value, &type, &result.length, &result.data, nullptr, nullptr);
  }
  switch (type) {
    case napi_float32_array: result.type = ElementType::float32; return true;
    case napi_int32_array: result.type = ElementType::int32; return true;
    case napi_uint8_array: result.type = ElementType::uint8; return true;
    default: break;
  }
  return typeError(env, "native: data must be a Float32Array, an Int32Array or a Uint8Array.");
}

bool toText(napi_env env, napi_value value, char (&text)[64]) {
  size_t length = 0;
  return napi_get_value_string_utf8(env, value, text, sizeof(text), &length) == napi_ok ||
         typeError(env, "native: a name must be a string.");
}

napi_value fromNumber(napi_env env, double value) {
  napi_value result = nullptr;
  napi_create_double(env, value, &result);
  return result;
}

napi_value fromText(napi_env env, const char* text) {
  napi_value result = nullptr;
  napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &result);
  return result;
}

void setProperty(napi_env env, napi_value object, const char* name, napi_value value) {
  if (value != nullptr) napi_set_named_property(env, object, name, value);
}

}  // namespace evenkeel
