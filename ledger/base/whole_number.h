#pragma once
// Parses a whole number: decimal digits and nothing else, no sign, space or separator. nullopt for
// any other text, an empty one, and a number beyond 64 bits.

#include <cstdint>
#include <optional>
#include <string_view>

namespace setoff {

[[nodiscard]] std::optional<std::uint64_t> parse_whole_number(std::string_view text);

}  // namespace setoff
