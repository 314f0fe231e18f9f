#pragma once
// Percent encoding of bytes in text (RFC 3986 section 2.1): "%2C" for a comma.

#include <optional>
#include <string>
#include <string_view>

namespace setoff {

// Encodes control characters and those listed in `special`, which must contain '%'.
[[nodiscard]] std::string percent_encoded(std::string_view text, std::string_view special);
// Nullopt if a % is not followed by two hex digits.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace setoff
