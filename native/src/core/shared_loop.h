// A loop that members of a team share: which pieces of it nobody has taken yet, and who is inside. How members wait for
// one is up to the team.
#pragma once

#include <stdint.h>

#include "core/team.h"
#include "core/waiting.h"

namespace evenkeel {

/** Of one team. Its caller opens and closes a loop after the other; helpers join while one is open. */
class SharedLoop {
 public:
  SharedLoop() = default;
  SharedLoop(const SharedLoop&) = delete;
  SharedLoop& operator=(const SharedLoop&) = delete;
  ~SharedLoop();

  /** Lets members 0..threads-1 join a loop from now on, until it is closed; false without memory. */
  bool open(const TeamLoop& loop, int threads);
  void close() { __atomic_fetch_and(&state_, ~isOpen, __ATOMIC_SEQ_CST); }

  /** Of the loop that was opened last. */
  uint64_t number() const { return read(state_) >> numberShift; }

  /** Whether there is an open loop that is not this one. */
  bool calls(uint64_t lastNumber) const {
    const uint64_t seen = read(state_);
    return (seen & isOpen) != 0 && seen >> numberShift != lastNumber;
  }

  /** Enters the open loop, if there is one; then its fields stay as they are. */
  bool join(uint64_t& lastNumber);

  /** Whether a member has a share of the loop, for those inside. */
  bool isFor(int member) const { return member < threads_; }

  /** Leaves it; true if nobody is left in a loop that is closed. */
  bool leave() {
    return (__atomic_sub_fetch(&state_, oneInside, __ATOMIC_SEQ_CST) & (insideMask | isOpen)) == 0;
  }

  /**
   * Takes pieces until there are none: of the member's own share first, then the far end of the others'. False if it got
   * none, as in loops for fewer members.
   */
  bool work(int member);

  /** Whether no helper is inside. */
  bool deserted() const { return (read(state_) & insideMask) == 0; }

 private:
  /** The pieces first..end-1 of a share that nobody has taken: two halves of one word, so that one exchange takes one. */
  struct alignas(64) Share {
    uint64_t pieces;

    void fill(uint32_t first, uint32_t end) { write(pieces, uint64_t{end} << 32 | first); }
    int64_t take(bool last);
  };

  /** Of `state_`: whether the loop may be joined, twice the helpers inside it, and above those its number. */
  static constexpr uint64_t isOpen = 1;
  static constexpr uint64_t oneInside = 2;
  static constexpr uint64_t insideMask = 0xfffe;
  static constexpr int numberShift = 16;

  TeamLoop loop_{};
  int threads_ = 0;
  int64_t pieces_ = 0;
  Share* shares_ = nullptr;
  int room_ = 0;
  uint64_t state_ = 0;
};

}  // namespace evenkeel
