#pragma once
// MediaType: the type of a body, such as "application/json; charset=utf-8". Types and parameter
// names are case-insensitive; parameters other than charset are ignored. Source: RFC 9110, 8.3;
// structured suffixes: RFC 6838, 4.2.8.

#include <optional>
#include <string>
#include <string_view>

namespace setoff {

// Converts ASCII letters to lower case, for comparing protocol names.
[[nodiscard]] std::string lower_case(std::string_view text);

struct MediaType {
  std::string name;     // "application/json", in lower case
  std::string charset;  // in lower case; empty if absent

  // nullopt if the text is not a media type.
  [[nodiscard]] static std::optional<MediaType> parse(std::string_view text);
  // JSON, or a type built on it ("application/geo+json").
  [[nodiscard]] bool is_json() const;
  // Whether the charset is UTF-8 or absent, as JSON requires; ASCII is a subset of UTF-8.
  [[nodiscard]] bool is_utf8() const;
};

}  // namespace setoff
