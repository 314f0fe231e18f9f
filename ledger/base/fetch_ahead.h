#pragma once
// fetch_ahead(): has memory come near that is read soon, so that nobody waits for it then. For what
// another core has written, and for tables larger than the caches. It reads nothing: any address
// will do.

#include <cstddef>

namespace setoff {

inline void fetch_ahead(const void* at, std::size_t size = 1) {
  constexpr std::size_t kCacheLine = 64;
  for (std::size_t offset = 0; offset < size; offset += kCacheLine)
    __builtin_prefetch(static_cast<const char*>(at) + offset);
  // g++ 12 takes a function that only prefetches for one without effects, and drops its calls.
  asm volatile("" : : "r"(at));
}

}  // namespace setoff
