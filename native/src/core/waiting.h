// Waiting awake for what another thread does, and the words of memory by which it is seen.
#pragma once

#include <stdint.h>
#ifndef __wasm__
#include <time.h>
#endif

namespace evenkeel {

/** Nanoseconds of waiting awake before a member goes to sleep. */
constexpr int64_t awake = 100000;

#ifdef __wasm__
/** Milliseconds by the clock of the host. */
extern "C" __attribute__((import_module("env"), import_name("now"))) double hostNow();

inline int64_t nanoseconds() { return static_cast<int64_t>(hostNow() * 1e6); }
#else
inline int64_t nanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return int64_t{time.tv_sec} * 1000000000 + time.tv_nsec;
}
#endif

inline void pauseBriefly() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

/** Waits awake until `done()`; false if that took too long or is `hopeless()`. */
template <class Done, class Hopeless>
bool waitAwake(const Done& done, const Hopeless& hopeless) {
  if (done()) return true;
  const int64_t end = nanoseconds() + awake;
  do {
    if (hopeless()) return false;
    for (int i = 0; i < 64; i++) {
      if (done()) return true;
      pauseBriefly();
    }
  } while (nanoseconds() < end);
  return false;
}

template <class T>
T read(const T& value) {
  return __atomic_load_n(&value, __ATOMIC_SEQ_CST);
}

template <class T>
void write(T& value, T next) {
  __atomic_store_n(&value, next, __ATOMIC_SEQ_CST);
}

}  // namespace evenkeel
