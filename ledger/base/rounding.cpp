#include "ledger/base/rounding.h"

#include <array>
#include <utility>

namespace setoff {
namespace {

constexpr std::array<std::pair<std::string_view, Rounding>, 4> kNames = {{
    {"half_even", Rounding::half_even},
    {"half_up", Rounding::half_up},
    {"down", Rounding::down},
    {"up", Rounding::up},
}};

}  // namespace

std::optional<Rounding> find_rounding(std::string_view name) {
  for (const auto& [text, rounding] : kNames)
    if (text == name) return rounding;
  return std::nullopt;
}

std::string_view name_of(Rounding rounding) {
  return kNames[static_cast<std::size_t>(rounding)].first;
}

}  // namespace setoff
