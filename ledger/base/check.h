#pragma once
// SETOFF_CHECK detects a bug in Setoff itself, never bad input. It is compiled into every build and
// aborts with the location and the condition, because books that continue after a broken invariant
// are worse than books that stop.

#include <source_location>

namespace setoff {

// Writes "file:line: CHECK failed: <condition>" to stderr and aborts.
[[noreturn]] void check_failed(const char* condition, std::source_location where);

}  // namespace setoff

#define SETOFF_CHECK(condition)                                            \
  do {                                                                     \
    if (!(condition)) [[unlikely]]                                         \
      ::setoff::check_failed(#condition, std::source_location::current()); \
  } while (false)
