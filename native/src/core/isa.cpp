#include "core/isa.h"

namespace evenkeel {

#if defined(__x86_64__)
namespace base { extern const KernelTable kernelTable; }
namespace v3 { extern const KernelTable kernelTable; }
namespace v4 { extern const KernelTable kernelTable; }

const InstructionSet* instructionSets(int32_t& count) {
  static const InstructionSet sets[] = {
      {"base", "x86-64", &base::kernelTable, true},
      {"v3", "AVX2 and FMA", &v3::kernelTable, __builtin_cpu_supports("x86-64-v3") != 0},
      {"v4", "AVX-512", &v4::kernelTable, __builtin_cpu_supports("x86-64-v4") != 0},
  };
  count = 3;
  return sets;
}
#elif defined(__aarch64__)
namespace neon { extern const KernelTable kernelTable; }

const InstructionSet* instructionSets(int32_t& count) {
  static const InstructionSet sets[] = {{"neon", "NEON", &neon::kernelTable, true}};
  count = 1;
  return sets;
}
#elif defined(__wasm__)
namespace wasm { extern const KernelTable kernelTable; }

const InstructionSet* instructionSets(int32_t& count) {
  static const InstructionSet sets[] = {{"wasm", "SIMD", &wasm::kernelTable, true}};
  count = 1;
  return sets;
}
#else
namespace base { extern const KernelTable kernelTable; }

const InstructionSet* instructionSets(int32_t& count) {
  static const InstructionSet sets[] = {{"base", "", &base::kernelTable, true}};
  count = 1;
  return sets;
}
#endif

static bool equal(const char* a, const char* b) {
  while (*a != 0 && *a == *b) a++, b++;
  return *a == *b;
}

const InstructionSet* chooseInstructionSet(const char* name, Message& message) {
  int32_t count = 0;
  const InstructionSet* sets = instructionSets(count);
  const InstructionSet* best = nullptr;
  message.clear().text("native: the instruction set must be one of");
  const char* separator = " ";
  for (int32_t i = 0; i < count; i++) {
    if (!sets[i].supported) continue;
    best = &sets[i];
    if (equal(name, best->name)) return best;
    message.text(separator).text(best->name);
    separator = ", ";
  }
  if (*name == 0) return best;
  message.text(" on this machine, got ").text(name).text(".");
  for (int32_t i = 0; i < count; i++) {
    if (equal(name, sets[i].name)) message.text(" This processor lacks ").text(sets[i].feature).text(".");
  }
  return nullptr;
}

}  // namespace evenkeel
