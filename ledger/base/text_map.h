#pragma once
// TextMap: values by name, found by any view of the name. For what is looked up far more often than
// it is listed: its order means nothing, so nothing is ever printed in it.

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "ledger/base/keyed_hash.h"

namespace setoff {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return hash_text(text); }
};

template <class Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

}  // namespace setoff
