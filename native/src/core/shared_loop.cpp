#include "core/shared_loop.h"

#include "core/memory.h"

namespace evenkeel {

/** A piece should be worth so much work, and a share is cut into so many at most. */
static constexpr int64_t pieceWork = 250000;
static constexpr int64_t mostPieces = 32;

/** The number of a piece from one end or the other, or -1. */
int64_t SharedLoop::Share::take(bool last) {
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

SharedLoop::~SharedLoop() { systemRelease(shares_); }

bool SharedLoop::open(const TeamLoop& loop, int threads) {
  if (threads > room_) {
    // Nobody is inside of a loop now, so that nobody reads the old ones.
    systemRelease(shares_);
    shares_ = static_cast<Share*>(systemAllocate(sizeof(Share) * static_cast<size_t>(threads)));
    room_ = shares_ == nullptr ? 0 : threads;
    if (shares_ == nullptr) return false;
  }
  loop_ = loop;
  threads_ = threads;
  const int64_t perShare = loop.work / pieceWork / threads;
  const int64_t wanted = threads * (perShare < 1 ? 1 : perShare > mostPieces ? mostPieces : perShare);
  pieces_ = wanted < loop.count ? wanted : loop.count;
  for (int64_t i = 0; i < threads; i++) {
    shares_[i].fill(static_cast<uint32_t>(pieces_ * i / threads),
                    static_cast<uint32_t>(pieces_ * (i + 1) / threads));
  }
  const uint64_t number = (state_ >> numberShift) + 1;
  write(state_, number << numberShift | isOpen);
  return true;
}

bool SharedLoop::join(uint64_t& lastNumber) {
  uint64_t seen = read(state_);
  while ((seen & isOpen) != 0) {
    if (!__atomic_compare_exchange_n(&state_, &seen, seen + oneInside, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
      continue;
    }
    lastNumber = seen >> numberShift;
    return true;
  }
  return false;
}

bool SharedLoop::work(int member) {
  if (!isFor(member)) return false;
  bool any = false;
  for (int i = 0; i < threads_; i++) {
    Share& share = shares_[(member + i) % threads_];
    for (;;) {
      const int64_t piece = share.take(loop_.backwards == (i == 0));
      if (piece < 0) break;
      const int64_t first = loop_.count * piece / pieces_;
      const int64_t end = loop_.count * (piece + 1) / pieces_;
      loop_.call(loop_.body, first, end, member);
      any = true;
    }
  }
  return any;
}

}  // namespace evenkeel
