// The entry points of one context as a JavaScript object (`Driver` in packages/kernels).
#pragma once

#include <node_api.h>

#include "core/context.h"

namespace evenkeel {

/** An object whose functions use `context`, which must outlive them; nullptr after throwing. */
napi_value createDriver(napi_env env, Context& context);

}  // namespace evenkeel
