#include "ledger/rules/phrases.h"

namespace setoff {

std::string span_phrase(Day from, Day to) {
  if (to - from <= 1) return from.text();
  return from.text() + " to " + (to - 1).text();
}

std::string quoted_phrase(const Text& text) {
  return text.value.empty() ? std::string() : ", \"" + text.value + "\"";
}

std::string list_phrase(std::string_view what, const std::vector<std::string>& list) {
  if (list.empty()) return {};
  std::string out = std::string("; ") + std::string(what) + " ";
  for (std::size_t i = 0; i < list.size(); ++i)
    out += (i == 0 ? "" : ", ") + list[i];
  return out;
}

}  // namespace setoff
