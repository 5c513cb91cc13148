#include "addon/driver.h"

#include "addon/values.h"

namespace evenkeel {
namespace {

template <size_t N>
Context& contextOf(const Call<N>& call) {
  return *static_cast<Context*>(call.data);
}

napi_value run(napi_env env, napi_callback_info info) {
  Call<1> call(env, info);
  int64_t words = 0;
  if (!toInteger(env, call.arguments[0], words)) return nullptr;
  napi_value result = nullptr;
  napi_create_int32(env, contextOf(call).run(words), &result);
  return result;
}

/** Lets the garbage collector count buffers that it could free as memory of the tensors that hold them. */
napi_value collectable(napi_env env, napi_callback_info info) {
  Call<1> call(env, info);
  int64_t growth = 0;
  if (!toInteger(env, call.arguments[0], growth)) return nullptr;
  int64_t total = 0;
  napi_adjust_external_memory(env, growth, &total);
  return nullptr;
}

napi_value alloc(napi_env env, napi_callback_info info) {
  Call<2> call(env, info);
  int64_t type = 0;
  int64_t elements = 0;
  const bool valid = toInteger(env, call.arguments[0], type) && toInteger(env, call.arguments[1], elements);
  if (!valid) return nullptr;
  napi_value result = nullptr;
  napi_create_int32(env, contextOf(call).allocate(type, elements), &result);
  return result;
}

napi_value boolean(napi_env env, bool value) {
  napi_value result = nullptr;
  napi_get_boolean(env, value, &result);
  return result;
}

napi_value release(napi_env env, napi_callback_info info) {
  Call<1> call(env, info);
  int32_t handle = 0;
  if (!toHandle(env, call.arguments[0], handle)) return nullptr;
  return boolean(env, contextOf(call).release(handle));
}

/** Arguments of read and write: handle, offset in elements, typed array. */
struct Transfer {
  Span span{};
  void* memory = nullptr;

  bool parse(napi_env env, const Call<3>& call) {
    Elements elements;
    const bool valid = toHandle(env, call.arguments[0], span.handle) &&
                       toInteger(env, call.arguments[1], span.offset) &&
                       toElements(env, call.arguments[2], elements);
    span.type = elements.type;
    span.length = static_cast<int64_t>(elements.length);
    memory = elements.data;
    return valid;
  }
};

napi_value read(napi_env env, napi_callback_info info) {
  Call<3> call(env, info);
  Transfer to;
  if (!to.parse(env, call)) return nullptr;
  return boolean(env, contextOf(call).read(to.span, to.memory));
}

napi_value write(napi_env env, napi_callback_info info) {
  Call<3> call(env, info);
  Transfer from;
  if (!from.parse(env, call)) return nullptr;
  return boolean(env, contextOf(call).write(from.span, from.memory));
}

napi_value lastError(napi_env env, napi_callback_info info) {
  Call<0> call(env, info);
  return fromText(env, contextOf(call).error());
}

napi_value trim(napi_env env, napi_callback_info info) {
  Call<0> call(env, info);
  contextOf(call).trim();
  return nullptr;
}

napi_value threads(napi_env env, napi_callback_info info) {
  Call<0> call(env, info);
  return fromNumber(env, contextOf(call).threads());
}

napi_value setThreads(napi_env env, napi_callback_info info) {
  Call<1> call(env, info);
  int64_t count = 0;
  if (!toInteger(env, call.arguments[0], count)) return nullptr;
  return boolean(env, contextOf(call).setThreads(count));
}

napi_value memory(napi_env env, napi_callback_info info) {
  Call<0> call(env, info);
  const Context& context = contextOf(call);
  napi_value object = nullptr;
  napi_create_object(env, &object);
  const auto set = [&](const char* name, int64_t value) {
    setProperty(env, object, name, fromNumber(env, static_cast<double>(value)));
  };
  set("buffers", context.arena().count());
  set("bytes", context.arena().bytes());
  set("peakBytes", context.arena().peakBytes());
  set("pooledBytes", context.pool().idleBytes());
  set("scratchBytes", static_cast<int64_t>(context.scratch().size()));
  set("growths", context.pool().growths());
  return object;
}

/**
 * The frame buffer belongs to the context: nothing is to be done when its view is collected, and giving the
 * view away does no harm. Do not mark the view untransferable: Node 24 and later then abort when the
 * environment ends.
 */
void keep(napi_env, void*, void*) {}

}  // namespace

napi_value createDriver(napi_env env, Context& context) {
  napi_value frame = nullptr;
  const size_t bytes = sizeof(int32_t) * Context::frameWords;
  if (napi_create_external_arraybuffer(env, context.frame(), bytes, keep, nullptr, &frame) != napi_ok) {
    napi_throw_error(env, nullptr, "native: this runtime forbids memory outside its heap.");
    return nullptr;
  }
  napi_value object = nullptr;
  napi_create_object(env, &object);
  setProperty(env, object, "frame", frame);
  setProperty(env, object, "isa", fromText(env, context.isa()));
  const struct {
    const char* name;
    napi_callback function;
  } functions[] = {
      {"run", run},           {"alloc", alloc},         {"free", release},
      {"read", read},         {"write", write},         {"lastError", lastError},
      {"trim", trim},         {"threads", threads},     {"setThreads", setThreads},
      {"memory", memory},     {"collectable", collectable},
  };
  for (const auto& entry : functions) {
    napi_value function = nullptr;
    napi_create_function(env, entry.name, NAPI_AUTO_LENGTH, entry.function, &context, &function);
    setProperty(env, object, entry.name, function);
  }
  return object;
}

}  // namespace evenkeel
