// The Node addon: opens contexts and says what this binary is. Each Node environment (main thread or
// worker) has its own list of contexts, which live until the environment ends, because functions that
// use them may be anywhere.
#include <node_api.h>

#include <new>

#include "addon/driver.h"
#include "addon/values.h"
#include "core/threads.h"

namespace evenkeel {
namespace {

struct ContextList {
  Context* context;
  ContextList* next;
};

void destroyContexts(napi_env, void* data, void*) {
  ContextList** head = static_cast<ContextList**>(data);
  while (*head != nullptr) {
    ContextList* first = *head;
    *head = first->next;
    delete first->context;
    delete first;
  }
  delete head;
}

/** A context that the environment will destroy, or nullptr without memory. */
Context* createContext(napi_env env, const InstructionSet& isa) {
  ContextList** head = nullptr;
  napi_get_instance_data(env, reinterpret_cast<void**>(&head));
  Context* context = new (std::nothrow) Context(isa, defaultThreads());
  ContextList* entry = new (std::nothrow) ContextList{context, nullptr};
  if (head == nullptr || context == nullptr || entry == nullptr || !context->ready()) {
    delete context;
    delete entry;
    return nullptr;
  }
  entry->next = *head;
  *head = entry;
  return context;
}

/** open(isa): a driver for the named instruction set, or for the best one if the name is empty. */
napi_value open(napi_env env, napi_callback_info info) {
  Call<1> call(env, info);
  char name[64];
  if (!toText(env, call.arguments[0], name)) return nullptr;
  Message message;
  const InstructionSet* isa = chooseInstructionSet(name, message);
  if (isa == nullptr) {
    napi_throw_error(env, nullptr, message.c_str());
    return nullptr;
  }
  Context* context = createContext(env, *isa);
  if (context == nullptr) {
    napi_throw_error(env, nullptr, "native: memory must be available, got none for a frame buffer.");
    return nullptr;
  }
  return createDriver(env, *context);
}

/** Names of the instruction sets in this binary that the processor has, best last. */
napi_value supportedSets(napi_env env) {
  int32_t count = 0;
  const InstructionSet* sets = instructionSets(count);
  napi_value list = nullptr;
  napi_create_array(env, &list);
  uint32_t length = 0;
  for (int32_t i = 0; i < count; i++) {
    if (sets[i].supported) napi_set_element(env, list, length++, fromText(env, sets[i].name));
  }
  return list;
}

napi_value initialize(napi_env env, napi_value exports) {
  ContextList** head = new (std::nothrow) ContextList*(nullptr);
  if (head == nullptr || napi_set_instance_data(env, head, destroyContexts, nullptr) != napi_ok) {
    delete head;
    napi_throw_error(env, nullptr, "native: memory must be available, got none.");
    return nullptr;
  }
  napi_value function = nullptr;
  napi_create_function(env, "open", NAPI_AUTO_LENGTH, open, nullptr, &function);
  setProperty(env, exports, "open", function);
  setProperty(env, exports, "contractHash", fromText(env, contractHash));
  setProperty(env, exports, "compiler", fromText(env, __VERSION__));
  setProperty(env, exports, "isas", supportedSets(env));
  return exports;
}

}  // namespace
}  // namespace evenkeel

NAPI_MODULE_INIT() { return evenkeel::initialize(env, exports); }
