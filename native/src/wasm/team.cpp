// Parallel loops where memory is shared: by helpers that the host runs, each with an instance of this module of its own. Those
// who are not there yet, or never come, only leave more of the work to others.
//
// Nobody wakes anybody: who waits for long sleeps for moments, and looks again. The operating system likes to put a woken
// thread on the processor of the one that wakes it, and a program in WebAssembly could not move from there. For the same
// reason helpers without work go home, instead of sleeping until they are called, and so do those that find themselves on
// their caller's processor nevertheless: new threads get one of their own.
#include "core/team.h"

#include "core/memory.h"
#include "core/shared_loop.h"
#include "core/threads.h"
#include "core/waiting.h"
#include "wasm/export.h"

/** Has the host start a helper, at once or later, with memory of its own. */
extern "C" __attribute__((import_module("env"), import_name("startHelper"))) void startHelper(int32_t member, void* memory);

namespace evenkeel {
namespace {

/** Kernels use up to 8 kB of it. */
constexpr size_t stackBytes = size_t{64} << 10;

/** Nanoseconds that a helper and the caller sleep between looks, the one for a loop to begin and the other for it to end. */
constexpr int64_t helperNap = 250000;
constexpr int64_t callerNap = 50000;

/**
 * After how long a helper finds out whether it is beside its caller; those that follow one that was, each after twice the time
 * of the one before, up to the most: where there is but one processor, starting them would cost more than they do.
 */
constexpr int64_t shortestTrial = 100000000;
constexpr int32_t mostDoublings = 7;
/** How long it looks for that, at most. */
constexpr int64_t longestLook = 5000000;
/** Two looks that follow each other so soon had nobody else run on this processor in between. */
constexpr int64_t glimpse = 30000;

int64_t trialOf(int32_t misplaced) {
  return shortestTrial << (misplaced < mostDoublings ? misplaced : mostDoublings);
}

void sleep(int64_t duration) {
  static int32_t unchanged;
  __builtin_wasm_memory_atomic_wait32(&unchanged, 0, duration);
}

/** The one of this memory. Its caller is the instance that was made first. */
class Team {
 public:
  void run(const TeamLoop& loop, int threads);
  int call(int threads);
  void serve(int member, int64_t patience);
  void leaveForGood(int member) { write(helpers_[member].present, 0); }
  void fail(int member);
  void callerMustNotSleep() { callerMustStayAwake_ = true; }
  int32_t helped() const { return read(helped_); }

 private:
  bool isBesideCaller() const;

  struct Helper {
    /** Whether it was called and has not left for good. */
    int32_t present;
    void* memory;
    /** How often in a row one was beside its caller. */
    int32_t misplaced;
    /** Whether it is in a loop. */
    bool inside;
  };

  SharedLoop loop_;
  Helper helpers_[maxThreads] = {};
  bool callerMustStayAwake_ = false;
  bool failed_ = false;
  int32_t helped_ = 0;
};

/** Calls those helpers that are not there. Returns for how many threads there is memory. */
int Team::call(int threads) {
  for (int member = 1; member < threads; member++) {
    Helper& helper = helpers_[member];
    if (read(helper.present) != 0) continue;
    if (helper.memory == nullptr) helper.memory = systemAllocate(stackBytes + __builtin_wasm_tls_size());
    if (helper.memory == nullptr) return member;
    helper.present = 1;
    startHelper(member, helper.memory);
  }
  return threads;
}

void Team::run(const TeamLoop& loop, int threads) {
  call(threads);
  if (threads <= 1 || !loop_.open(loop, threads)) {
    loop.call(loop.body, 0, loop.count, 0);
    return;
  }
  loop_.work(0);
  loop_.close();
  while (!waitAwake([&] { return loop_.deserted(); }, [] { return false; })) {
    while (!callerMustStayAwake_ && !loop_.deserted()) sleep(callerNap);
  }
  if (read(failed_)) __builtin_trap();
}

/** Whether it shares its caller's processor: then loops begin, but never before its eyes. */
bool Team::isBesideCaller() const {
  bool missed = false;
  uint64_t number = loop_.number();
  int64_t look = nanoseconds();
  for (const int64_t end = look + longestLook; look < end;) {
    const uint64_t next = loop_.number();
    const int64_t now = nanoseconds();
    if (next != number && now - look < glimpse) return false;
    missed |= next != number;
    number = next;
    look = now;
  }
  return missed;
}

/** Returns after so many nanoseconds without a loop for it, or when it only gets in the caller's way. */
void Team::serve(int member, int64_t patience) {
  uint64_t lastNumber = 0;
  int64_t lastCall = nanoseconds();
  int64_t lastTest = lastCall;
  int32_t& misplaced = helpers_[member].misplaced;
  bool& inside = helpers_[member].inside;
  const auto called = [&] { return loop_.calls(lastNumber); };
  for (;;) {
    if (!waitAwake(called, [] { return false; })) {
      if (nanoseconds() - lastCall > patience) return;
      sleep(helperNap);
      continue;
    }
    if (!loop_.join(lastNumber)) continue;
    write(inside, true);
    const bool isForIt = loop_.isFor(member);
    if (loop_.work(member)) __atomic_fetch_add(&helped_, 1, __ATOMIC_SEQ_CST);
    write(inside, false);
    loop_.leave();
    const int64_t now = nanoseconds();
    if (isForIt) lastCall = now;
    if (now - lastCall > patience) return;
    if (now - lastTest < trialOf(misplaced)) continue;
    misplaced = isBesideCaller() ? misplaced + 1 : 0;
    if (misplaced > 0) return;
    lastTest = now;
  }
}

/** Of a helper that was stopped by a trap, in the middle of a loop if it was in one. */
void Team::fail(int member) {
  write(failed_, true);
  if (helpers_[member].inside) loop_.leave();
}

Team team;

}  // namespace

void runTeam(const TeamLoop& loop, int threads) { team.run(loop, threads); }

EVENKEEL_EXPORT("callerMustNotSleep") void callerMustNotSleep() { team.callerMustNotSleep(); }

/** Calls helpers before there is a loop for them. Returns for how many threads there is memory. */
EVENKEEL_EXPORT("callHelpers") int32_t callHelpers(int32_t threads) { return team.call(threads); }

/** Bytes of a helper's memory that are its stack; what is thread_local follows. */
EVENKEEL_EXPORT("helperStack") int32_t helperStack() { return stackBytes; }

/** What a helper does, until there was no loop for it for `patience` milliseconds. */
EVENKEEL_EXPORT("serve") void serve(int32_t member, double patience) {
  team.serve(member, static_cast<int64_t>(patience * 1e6));
}

/** What it says then, last of all: its memory may be another's from now on. */
EVENKEEL_EXPORT("helperLeft") void helperLeft(int32_t member) { team.leaveForGood(member); }

/** What it says after a trap: the loop fails, too, instead of waiting for it. */
EVENKEEL_EXPORT("helperFailed") void helperFailed(int32_t member) { team.fail(member); }

/** How often a helper has taken part in a loop. */
EVENKEEL_EXPORT("helped") int32_t helped() { return team.helped(); }

}  // namespace evenkeel
