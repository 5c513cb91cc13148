// See team.h. Members wait awake for a moment, since the next loop of a training step comes soon, and then asleep, so
// that an idle or crowded machine has its processors back.
#include "core/team.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/processors.h"
#include "core/waiting.h"

namespace evenkeel {

namespace {

/** A piece should be worth so much work, and a share is cut into so many at most. */
constexpr int64_t pieceWork = 2000000;
constexpr int64_t mostPieces = 8;

/** The pieces first..end-1 of a share that nobody has taken: two halves of one word, so that one exchange takes one. */
struct alignas(64) Share {
  uint64_t pieces;

  void fill(uint32_t first, uint32_t end) { write(pieces, uint64_t{end} << 32 | first); }

  /** The number of a piece from one end or the other, or -1. */
  int64_t take(bool last) {
    uint64_t seen = read(pieces);
    for (;;) {
      const uint32_t first = static_cast<uint32_t>(seen);
      const uint32_t end = static_cast<uint32_t>(seen >> 32);
      if (first >= end) return -1;
      const uint64_t next = last ? seen - (uint64_t{1} << 32) : seen + 1;
      if (__atomic_compare_exchange_n(&pieces, &seen, next, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
        return last ? end - 1 : first;
      }
    }
  }
};

/** Whether the current loop may be joined, twice the helpers inside it, and above those its number. */
constexpr uint64_t open = 1;
constexpr uint64_t oneInside = 2;
constexpr uint64_t insideMask = 0xfffe;
constexpr int numberShift = 16;

class Team {
 public:
  ~Team();

  void run(const TeamLoop& loop, int threads);

 private:
  struct Helper {
    Team* team;
    pthread_t thread;
    int member;
  };

  static void* begin(void* helper);
  void serve(int member);
  void sleep();
  void wakeSleepers(int64_t work);
  bool join(int member, uint64_t& lastNumber);
  void leave();
  void work(int member);
  bool hasHelpers(int wanted);
  void close();

  bool pending(uint64_t lastNumber) const {
    const uint64_t seen = read(state_);
    return read(ending_) || ((seen & open) != 0 && seen >> numberShift != lastNumber);
  }
  /** A helper on the caller's own processor only gets in its way. */
  bool besideCaller() const {
    const int here = processorHere();
    return here >= 0 && here == read(callerProcessor_);
  }
  bool deserted() const { return (read(state_) & insideMask) == 0; }

  TeamLoop loop_{};
  int threads_ = 0;
  int callerProcessor_ = -1;
  int64_t pieces_ = 0;
  Share* shares_ = nullptr;
  Helper* helpers_ = nullptr;
  int helperCount_ = 0;
  int room_ = 0;
  uint64_t state_ = 0;
  int sleepers_ = 0;
  /** Of loops since the helpers were woken last, while some slept. */
  int64_t missedWork_ = 0;
  bool callerSleeps_ = false;
  bool ending_ = false;
  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t wake_ = PTHREAD_COND_INITIALIZER;
  pthread_cond_t left_ = PTHREAD_COND_INITIALIZER;
};

void* Team::begin(void* helper) {
  const Helper* self = static_cast<Helper*>(helper);
  self->team->serve(self->member);
  return nullptr;
}

Team::~Team() {
  close();
  free(shares_);
  free(helpers_);
}

/** Sends the helpers home. */
void Team::close() {
  pthread_mutex_lock(&mutex_);
  write(ending_, true);
  pthread_cond_broadcast(&wake_);
  pthread_mutex_unlock(&mutex_);
  for (int i = 0; i < helperCount_; i++) pthread_join(helpers_[i].thread, nullptr);
  helperCount_ = 0;
  write(ending_, false);
}

/** Makes helpers up to `wanted`; false if the system gives none. Never called while a loop runs. */
bool Team::hasHelpers(int wanted) {
  if (wanted <= helperCount_) return true;
  if (wanted > room_) {
    // Helpers know their place in memory: all begin anew.
    close();
    free(shares_);
    free(helpers_);
    room_ = wanted;
    helpers_ = static_cast<Helper*>(malloc(sizeof(Helper) * static_cast<size_t>(wanted)));
    shares_ = static_cast<Share*>(aligned_alloc(alignof(Share), sizeof(Share) * static_cast<size_t>(wanted + 1)));
    if (helpers_ == nullptr || shares_ == nullptr) {
      room_ = 0;
      return false;
    }
  }
  while (helperCount_ < wanted) {
    Helper& helper = helpers_[helperCount_];
    helper = {this, {}, helperCount_ + 1};
    if (pthread_create(&helper.thread, nullptr, begin, &helper) != 0) return false;
    helperCount_++;
  }
  return true;
}

/** Wakes helpers once they have slept through as much work as their waking is worth. */
void Team::wakeSleepers(int64_t work) {
  missedWork_ += work;
  if (missedWork_ < wakingWork) return;
  missedWork_ = 0;
  pthread_mutex_lock(&mutex_);
  pthread_cond_broadcast(&wake_);
  pthread_mutex_unlock(&mutex_);
}

void Team::run(const TeamLoop& loop, int threads) {
  if (!hasHelpers(threads - 1)) {
    loop.call(loop.body, 0, loop.count, 0);
    return;
  }
  loop_ = loop;
  threads_ = threads;
  write(callerProcessor_, processorHere());
  const int64_t perShare = loop.work / pieceWork / threads;
  const int64_t wanted = threads * (perShare < 1 ? 1 : perShare > mostPieces ? mostPieces : perShare);
  pieces_ = wanted < loop.count ? wanted : loop.count;
  for (int64_t i = 0; i < threads; i++) {
    shares_[i].fill(static_cast<uint32_t>(pieces_ * i / threads),
                    static_cast<uint32_t>(pieces_ * (i + 1) / threads));
  }
  const uint64_t number = (state_ >> numberShift) + 1;
  write(state_, number << numberShift | open);
  if (read(sleepers_) > 0) wakeSleepers(loop.work);
  work(0);
  __atomic_fetch_and(&state_, ~open, __ATOMIC_SEQ_CST);
  if (waitAwake([&] { return deserted(); }, [] { return false; })) return;
  pthread_mutex_lock(&mutex_);
  write(callerSleeps_, true);
  while (!deserted()) pthread_cond_wait(&left_, &mutex_);
  write(callerSleeps_, false);
  pthread_mutex_unlock(&mutex_);
}

/** Takes pieces until there are none: of the own share first, then the far end of the others'. */
void Team::work(int member) {
  for (int i = 0; i < threads_; i++) {
    Share& share = shares_[(member + i) % threads_];
    for (;;) {
      const int64_t piece = share.take(loop_.backwards == (i == 0));
      if (piece < 0) break;
      const int64_t first = loop_.count * piece / pieces_;
      const int64_t end = loop_.count * (piece + 1) / pieces_;
      loop_.call(loop_.body, first, end, member);
    }
  }
}

/** Sleeps until woken, though perhaps too late for the loop: then the next one is to be waited for awake. */
void Team::sleep() {
  pthread_mutex_lock(&mutex_);
  __atomic_fetch_add(&sleepers_, 1, __ATOMIC_SEQ_CST);
  if (!read(ending_)) pthread_cond_wait(&wake_, &mutex_);
  __atomic_fetch_sub(&sleepers_, 1, __ATOMIC_SEQ_CST);
  pthread_mutex_unlock(&mutex_);
}

void Team::serve(int member) {
  uint64_t lastNumber = 0;
  const Processors processors;
  for (;;) {
    const bool called = waitAwake([&] { return pending(lastNumber); }, [&] { return besideCaller(); });
    if (read(ending_)) return;
    if (besideCaller() && !processors.leave(read(callerProcessor_))) {
      sleep();
      continue;
    }
    if (!called) {
      sleep();
      continue;
    }
    if (!join(member, lastNumber)) continue;
    work(member);
    leave();
  }
}

/** Enters the current loop unless it is closed or for fewer threads; then its fields stay as they are. */
bool Team::join(int member, uint64_t& lastNumber) {
  uint64_t seen = read(state_);
  while ((seen & open) != 0) {
    if (!__atomic_compare_exchange_n(&state_, &seen, seen + oneInside, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
      continue;
    }
    lastNumber = seen >> numberShift;
    if (member < threads_) return true;
    leave();
    return false;
  }
  return false;
}

void Team::leave() {
  const uint64_t now = __atomic_sub_fetch(&state_, oneInside, __ATOMIC_SEQ_CST);
  if ((now & (insideMask | open)) != 0 || !read(callerSleeps_)) return;
  pthread_mutex_lock(&mutex_);
  pthread_cond_signal(&left_);
  pthread_mutex_unlock(&mutex_);
}

thread_local Team team;

}  // namespace

void runTeam(const TeamLoop& loop, int threads) { team.run(loop, threads); }

}  // namespace evenkeel
