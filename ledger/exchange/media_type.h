#pragma once
// MediaType: the type of a body, "application/json; charset=utf-8". Types and names of parameters
// are compared without regard to case; parameters other than charset say nothing to us. Source: RFC
// 9110, 8.3; structured suffixes RFC 6838, 4.2.8.

#include <optional>
#include <string>
#include <string_view>

namespace setoff {

// ASCII letters in lower case, as names of protocols are compared.
[[nodiscard]] std::string lower_case(std::string_view text);

struct MediaType {
  std::string name;     // "application/json", in lower case
  std::string charset;  // in lower case; empty if none is given

  // Nothing if the text is not a media type.
  [[nodiscard]] static std::optional<MediaType> parse(std::string_view text);
  // JSON, or a type built on it ("application/geo+json").
  [[nodiscard]] bool is_json() const;
  // What JSON is written in; ASCII is a part of it.
  [[nodiscard]] bool is_utf8() const;
};

}  // namespace setoff
