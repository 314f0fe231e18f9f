#include "simulator/scenario/names.h"

#include <algorithm>

#include "ledger/base/characters.h"

namespace setoff::simulator {

namespace {

constexpr std::size_t kNameSizeMax = 32;

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

}  // namespace

bool is_scenario_name(std::string_view text) {
  if (text.empty() || text.size() > kNameSizeMax || !is_lower(text.front())) return false;
  return std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_reserved_word(std::string_view text) {
  return text == "value" || text == "source" || text == "tag" || text == "note";
}

std::string ledger_name(std::string_view name) {
  std::string out(name);
  std::ranges::replace(out, '_', '-');
  return out;
}

}  // namespace setoff::simulator
