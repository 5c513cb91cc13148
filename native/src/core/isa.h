// The instruction sets in this binary, and which of them the processor has.
#pragma once

#include "core/message.h"
#include "generated/contract.gen.h"

namespace evenkeel {

struct InstructionSet {
  const char* name;
  /** What a processor without it lacks, for messages. */
  const char* feature;
  const KernelTable* kernels;
  bool supported;
};

/** All instruction sets of this binary, best last. */
const InstructionSet* instructionSets(int32_t& count);

/**
 * The one called `name`, or the best that the processor has if `name` is empty.
 * Returns nullptr after writing a message if it is unknown or not supported.
 */
const InstructionSet* chooseInstructionSet(const char* name, Message& message);

}  // namespace evenkeel
