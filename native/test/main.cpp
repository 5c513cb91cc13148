// Runs all C++ tests: `evenkeel_test --help` lists the options of doctest.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#ifdef __SANITIZE_ADDRESS__
// Sanitizers abort, so that doctest says which test and which random frame it was; and too large an
// allocation returns a null pointer, as it does in the release build.
#define EVENKEEL_OPTIONS extern "C" __attribute__((visibility("default"))) const char*

EVENKEEL_OPTIONS __asan_default_options() {
  return "abort_on_error=1:handle_abort=0:allocator_may_return_null=1:max_allocation_size_mb=2048";
}

EVENKEEL_OPTIONS __ubsan_default_options() { return "abort_on_error=1:print_stacktrace=1"; }
#endif
