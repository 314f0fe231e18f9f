#pragma once
// Text: a free-text value (a title, a reason, an authority's reference), as opposed to a name,
// which is a std::string that is_name() accepts. At most 1,000 bytes of valid UTF-8 without control
// characters.

#include <string>
#include <string_view>

namespace setoff {

struct Text {
  std::string value;
  friend bool operator==(const Text&, const Text&) = default;
};

inline constexpr std::size_t kNameSizeMax = 64;
inline constexpr std::size_t kTextSizeMax = 1000;

// [A-Za-z0-9][A-Za-z0-9._/-]{0,63}: names of invoices, releases, credits, persons, keys.
[[nodiscard]] bool is_name(std::string_view text);
// [a-z0-9][a-z0-9-]{0,31}: a segment of an account path (parties, bank accounts, lines, goods,
// purposes).
[[nodiscard]] bool is_segment(std::string_view text);
// Converts another name to a segment, "Home_Power" to "home-power"; empty if that is not possible.
[[nodiscard]] std::string as_segment(std::string_view text);
// Whether the text is in Unicode's composed form (NFC) and has no bidirectional control characters:
// two such texts that look the same have the same bytes.
[[nodiscard]] bool is_normal_text(std::string_view text);
// Valid UTF-8, no control characters, at most kTextSizeMax bytes.
[[nodiscard]] bool is_text(std::string_view text);

}  // namespace setoff
