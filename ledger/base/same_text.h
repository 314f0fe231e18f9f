#pragma once
// same_text(): equality of short names, for the hot paths. Names in the books mostly view the same
// bytes or differ at once; the call that compares bytes one by one is left for the rest.

#include <cstring>
#include <string_view>

namespace setoff {

[[nodiscard]] inline bool same_text(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  if (a.data() == b.data() || a.empty()) return true;
  return a.back() == b.back() && std::memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace setoff
