// See team.h. Members wait awake for a moment, since the next loop of a training step comes soon, and then asleep, so
// that an idle or crowded machine has its processors back.
#include "core/team.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/processors.h"
#include "core/shared_loop.h"
#include "core/waiting.h"

namespace evenkeel {

namespace {

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
  void leave();
  bool hasHelpers(int wanted);
  void close();

  bool pending(uint64_t lastNumber) const { return read(ending_) || loop_.calls(lastNumber); }
  /** A helper on the caller's own processor only gets in its way. */
  bool besideCaller() const {
    const int here = processorHere();
    return here >= 0 && here == read(callerProcessor_);
  }

  SharedLoop loop_;
  int callerProcessor_ = -1;
  Helper* helpers_ = nullptr;
  int helperCount_ = 0;
  int room_ = 0;
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
    free(helpers_);
    room_ = wanted;
    helpers_ = static_cast<Helper*>(malloc(sizeof(Helper) * static_cast<size_t>(wanted)));
    if (helpers_ == nullptr) {
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
  const bool helped = hasHelpers(threads - 1);
  // Before the loop is open: helpers look at it then.
  write(callerProcessor_, processorHere());
  if (!helped || !loop_.open(loop, threads)) {
    loop.call(loop.body, 0, loop.count, 0);
    return;
  }
  if (read(sleepers_) > 0) wakeSleepers(loop.work);
  loop_.work(0);
  loop_.close();
  if (waitAwake([&] { return loop_.deserted(); }, [] { return false; })) return;
  pthread_mutex_lock(&mutex_);
  write(callerSleeps_, true);
  while (!loop_.deserted()) pthread_cond_wait(&left_, &mutex_);
  write(callerSleeps_, false);
  pthread_mutex_unlock(&mutex_);
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
    if (!loop_.join(lastNumber)) continue;
    loop_.work(member);
    leave();
  }
}

void Team::leave() {
  if (!loop_.leave() || !read(callerSleeps_)) return;
  pthread_mutex_lock(&mutex_);
  pthread_cond_signal(&left_);
  pthread_mutex_unlock(&mutex_);
}

thread_local Team team;

}  // namespace

void runTeam(const TeamLoop& loop, int threads) { team.run(loop, threads); }

}  // namespace evenkeel
