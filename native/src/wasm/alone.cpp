// Parallel loops where there is one thread.
#include "core/threads.h"

namespace evenkeel {

void runTeam(const TeamLoop& loop, int) { loop.call(loop.body, 0, loop.count, 0); }

}  // namespace evenkeel
