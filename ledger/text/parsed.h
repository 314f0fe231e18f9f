#pragma once
// Parsed<T>: the result of the small text parsers: a value, or a Fault that says which bytes of the
// text are wrong, why, and what to write instead. A file reader turns a Fault into a Diagnostic at
// the right place; other callers turn it into an Error. Prefix<T>: a value at the start of a longer
// text, and its length.

#include <cstddef>
#include <expected>
#include <string>
#include <utility>

#include "ledger/base/result.h"

namespace setoff {

struct Fault {
  std::string code;          // stable, "unknown_unit"; the list is in text_codes.def
  std::string message;       // what was found, and what is allowed
  std::size_t offset = 0;    // bytes from the start of the parsed text
  std::size_t length = 0;    // 0: to the end of that text
  std::string suggestion{};  // replacement for the marked bytes; empty if there is no close match
  std::string help{};        // what to do, if the suggestion does not say it

  // The same fault in a longer text, `by` bytes later.
  [[nodiscard]] Fault shifted(std::size_t by) const {
    Fault moved = *this;
    moved.offset += by;
    return moved;
  }
  [[nodiscard]] Error error(Code error_code = Code::bad_field) const;
  friend bool operator==(const Fault&, const Fault&) = default;
};

template <class T>
struct [[nodiscard]] Parsed : std::expected<T, Fault> {
  using std::expected<T, Fault>::expected;
  Parsed(Fault fault) : std::expected<T, Fault>(std::unexpected(std::move(fault))) {}  // NOLINT
};

template <class T>
struct Prefix {
  T value;
  std::size_t length;  // bytes of the value, without trailing spaces
};

}  // namespace setoff

// SETOFF_TRY for a Parsed: binds the value to a name, or returns the fault from the enclosing
// function.
#define SETOFF_TRY_PARSED_INTO(result, name, ...)      \
  auto result = (__VA_ARGS__);                         \
  if (!result) [[unlikely]]                            \
    return ::setoff::Fault(std::move(result).error()); \
  auto& name = *result
#define SETOFF_PARSED_JOIN_INNER(a, b) a##b
#define SETOFF_PARSED_JOIN(a, b) SETOFF_PARSED_JOIN_INNER(a, b)
#define SETOFF_TRY_PARSED(name, ...) \
  SETOFF_TRY_PARSED_INTO(SETOFF_PARSED_JOIN(parsed_result_, __LINE__), name, __VA_ARGS__)
