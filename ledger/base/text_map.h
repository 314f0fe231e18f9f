#pragma once
// TextMap: a hash map by name, with lookup by string_view. For tables that are looked up far more
// often than listed: its order is arbitrary, so nothing is ever printed in that order.

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

// The value under a name, default-constructed there if absent; `map[name]` would copy the name
// first.
template <class Value>
Value& value_at(TextMap<Value>& map, std::string_view name) {
  const auto found = map.find(name);
  return found != map.end() ? found->second : map.try_emplace(std::string(name)).first->second;
}

}  // namespace setoff
