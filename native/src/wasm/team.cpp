// Parallel loops where memory is shared: by helpers that the host runs, each with an instance of this module of its own. Those
// who are not there yet, or never come, only leave more of the work to others.
#include "core/team.h"

#include "core/memory.h"
#include "core/shared_loop.h"
#include "core/waiting.h"
#include "wasm/export.h"

/** Has the host start helpers until there are so many, at once or later. */
extern "C" __attribute__((import_module("env"), import_name("startHelpers"))) void startHelpers(int32_t count);

namespace evenkeel {
namespace {

/** Kernels use up to 8 kB of it. */
constexpr size_t stackBytes = size_t{64} << 10;

constexpr int64_t forever = -1;

/** The one of this memory. Its caller is the instance that was made first. */
class Team {
 public:
  void run(const TeamLoop& loop, int threads);
  void serve(int member);
  void callerMustNotSleep() { callerMaySleep_ = false; }
  void fail() { write(failed_, true); }
  void leave();
  int32_t helped() const { return read(helped_); }

 private:
  void sleep();
  void wakeSleepers(int64_t work);
  void waitForHelpers();

  SharedLoop loop_;
  int started_ = 0;
  int sleepers_ = 0;
  /** How often sleepers were woken: the word that they sleep on. */
  int32_t wakings_ = 0;
  /** Of loops since then, while some slept. */
  int64_t missedWork_ = 0;
  bool callerMaySleep_ = true;
  bool callerSleeps_ = false;
  bool failed_ = false;
  int32_t helped_ = 0;
};

void Team::run(const TeamLoop& loop, int threads) {
  if (threads - 1 > started_) {
    started_ = threads - 1;
    startHelpers(started_);
  }
  if (threads <= 1 || !loop_.open(loop, threads)) {
    loop.call(loop.body, 0, loop.count, 0);
    return;
  }
  if (read(sleepers_) > 0) wakeSleepers(loop.work);
  loop_.work(0);
  loop_.close();
  waitForHelpers();
  if (read(failed_)) __builtin_trap();
}

void Team::waitForHelpers() {
  while (!waitAwake([&] { return loop_.deserted(); }, [] { return false; })) {
    if (!callerMaySleep_) continue;
    write(callerSleeps_, true);
    const uint64_t seen = read(*loop_.state());
    if (!loop_.deserted()) {
      __builtin_wasm_memory_atomic_wait64(reinterpret_cast<long long*>(loop_.state()), static_cast<long long>(seen), forever);
    }
    write(callerSleeps_, false);
  }
}

/** Wakes helpers once they have slept through as much work as their waking is worth. */
void Team::wakeSleepers(int64_t work) {
  missedWork_ += work;
  if (missedWork_ < wakingWork) return;
  missedWork_ = 0;
  __atomic_fetch_add(&wakings_, 1, __ATOMIC_SEQ_CST);
  __builtin_wasm_memory_atomic_notify(&wakings_, UINT32_MAX);
}

/** Sleeps until woken, though perhaps too late for the loop: then the next one is to be waited for awake. */
void Team::sleep() {
  const int32_t seen = read(wakings_);
  __atomic_fetch_add(&sleepers_, 1, __ATOMIC_SEQ_CST);
  __builtin_wasm_memory_atomic_wait32(&wakings_, seen, forever);
  __atomic_fetch_sub(&sleepers_, 1, __ATOMIC_SEQ_CST);
}

void Team::serve(int member) {
  uint64_t lastNumber = 0;
  for (;;) {
    if (!waitAwake([&] { return loop_.calls(lastNumber); }, [] { return false; })) {
      sleep();
      continue;
    }
    if (!loop_.join(lastNumber)) continue;
    if (loop_.work(member)) __atomic_fetch_add(&helped_, 1, __ATOMIC_SEQ_CST);
    leave();
  }
}

void Team::leave() {
  if (!loop_.leave() || !read(callerSleeps_)) return;
  __builtin_wasm_memory_atomic_notify(reinterpret_cast<int*>(loop_.state()), 1);
}

Team team;

}  // namespace

void runTeam(const TeamLoop& loop, int threads) { team.run(loop, threads); }

EVENKEEL_EXPORT("callerMustNotSleep") void callerMustNotSleep() { team.callerMustNotSleep(); }

/** Memory that a helper needs for itself, or nullptr: its stack, and behind that what is thread_local. */
EVENKEEL_EXPORT("helperMemory") void* helperMemory() {
  return systemAllocate(stackBytes + __builtin_wasm_tls_size());
}

/** Bytes of the stack. */
EVENKEEL_EXPORT("helperStack") int32_t helperStack() { return stackBytes; }

/** What a helper does all its life, from 1 on; the host ends it. */
EVENKEEL_EXPORT("serve") void serve(int32_t member) { team.serve(member); }

/** How often a helper has taken part in a loop. */
EVENKEEL_EXPORT("helped") int32_t helped() { return team.helped(); }

/** For a helper that was stopped by a trap in the middle of a loop: that loop fails, too, instead of waiting for it. */
EVENKEEL_EXPORT("helperFailed") void helperFailed() {
  team.fail();
  team.leave();
}

}  // namespace evenkeel
