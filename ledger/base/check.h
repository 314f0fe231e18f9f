#pragma once
// CHECK: a bug in Setoff itself, never bad input. It stays in every build and aborts with the place
// and the condition, because books that go on after a broken invariant are worse than books that
// stop.

#include <source_location>

namespace setoff {

// Writes "file:line: CHECK failed: <condition>" to stderr and aborts.
[[noreturn]] void check_failed(const char* condition, std::source_location where);

}  // namespace setoff

#define CHECK(condition)                                                   \
  do {                                                                     \
    if (!(condition)) [[unlikely]]                                         \
      ::setoff::check_failed(#condition, std::source_location::current()); \
  } while (false)
