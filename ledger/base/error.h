#pragma once
// Error: a failure as a value. `code` comes from a closed, stable list; `detail` is for people (the
// value, what is allowed, what to do); `where` names the member, the position in a file or the
// account concerned. error_codes.def lists the codes, their families and the order of checks.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ledger/base/overflow.h"

namespace setoff {

// A name or a text as details show it: in single quotes.
[[nodiscard]] inline std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

// malformed: answered, never recorded. refused: recorded in the ledger as evidence. unavailable:
// the environment failed, try again.
enum class Family : std::uint8_t { malformed, refused, unavailable };

enum class Code : std::uint16_t {
#define SETOFF_CODE(name, number, family, meaning) name = number,
#include "ledger/base/error_codes.def"
#undef SETOFF_CODE
};

struct CodeInfo {
  Code code;
  std::string_view name;
  Family family;
  std::string_view meaning;
};

// All codes, in the order of checks.
[[nodiscard]] std::span<const CodeInfo> all_codes();
[[nodiscard]] const CodeInfo& info_of(Code code);
// The code with that number or name ("window_closed"); null if there is none.
[[nodiscard]] const CodeInfo* find_code(std::uint16_t number);
[[nodiscard]] const CodeInfo* find_code(std::string_view name);

struct Error {
  Code code;
  std::string detail;
  std::string where;

  Error(Code c, std::string d = {}, std::string w = {})  // NOLINT: a code alone is an error
      : code(c), detail(std::move(d)), where(std::move(w)) {}
  Error(Overflow overflow);  // NOLINT: the code `overflow`, and what did not fit

  [[nodiscard]] Family family() const { return info_of(code).family; }
  // "window_closed: <detail> (<where>)"
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace setoff
