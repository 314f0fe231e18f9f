#pragma once
// Text forms: the text formats of values, for schemas. The patterns (ECMA-262, without look-around,
// so that every dialect supports them) match what the parsers of ledger/base and the checks of
// ledger/rules accept, up to the size of the numbers. Internal to the schemas of this folder. No
// errors.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace setoff {

struct TextForm {
  std::string_view name;  // "Money"
  std::string_view meaning;
  std::string pattern;                  // empty if `words` lists the values
  std::vector<std::string_view> words;  // all allowed values
  std::vector<std::string_view> examples;
  std::string_view format;   // of JSON Schema, if it has one
  std::size_t size_max = 0;  // characters; 0: limited by the pattern
};

// Name, ShortName, Text, Money, Balance, Quantity, Rate, Decimal, Currency, Unit, Day.
[[nodiscard]] const std::vector<TextForm>& text_forms();

// Patterns of envelope attributes.
inline constexpr std::string_view kTextPattern = "^[^\\x00-\\x1f\\x7f-\\x9f]*$";
inline constexpr std::string_view kTimePattern =
    "^(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    "[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?"
    "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$";
inline constexpr std::string_view kSubmitterPattern =
    "^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,63}(?:/[A-Za-z0-9][A-Za-z0-9._/-]{0,63})?)?$";
inline constexpr std::string_view kJsonTypePattern =
    "^[ \\t]*(?:[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/[Jj][Ss][Oo][Nn]|"
    "[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+[+][Jj][Ss][Oo][Nn])[ \\t]*(?:;.*)?$";

// Matches "booked", or "refused:" followed by a refusal code.
[[nodiscard]] std::string outcome_pattern();

}  // namespace setoff
