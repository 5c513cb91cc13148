// What the host allows this program's memory to become: the engine knows, the program must be told.
#pragma once

#include <stdint.h>

namespace evenkeel {

/** Bytes, for messages. */
void setMemoryLimit(int64_t bytes);

}  // namespace evenkeel
