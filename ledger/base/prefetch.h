#pragma once
// prefetch(): prefetches memory that will be read soon, so that the read does not stall. For
// data that another core has written, and for tables larger than the caches. It does not access the
// memory, so any address is allowed.

#include <cstddef>

namespace setoff {

inline void prefetch(const void* at, std::size_t size = 1) {
  constexpr std::size_t kCacheLine = 64;
  for (std::size_t offset = 0; offset < size; offset += kCacheLine)
    __builtin_prefetch(static_cast<const char*>(at) + offset);
  // g++ 12 assumes that a function that only prefetches has no effects, and removes calls to it.
  asm volatile("" : : "r"(at));
}

}  // namespace setoff
