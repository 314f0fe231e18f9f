#pragma once
// Parsed<T>: what the small text parsers answer: a value, or a Fault that says which bytes of the
// text are wrong, why, and what to write instead. A reader of files turns a Fault into a Diagnostic
// at the right place; other callers turn it into an Error. Prefix<T>: a value at the begin of a
// longer text, and its length.

#include <cstddef>
#include <expected>
#include <string>
#include <utility>

#include "ledger/base/result.h"

namespace setoff {

struct Fault {
  std::string code;          // stable, "unknown_unit"; the list is in text_codes.def
  std::string message;       // what was found, and what is allowed
  std::size_t offset = 0;    // bytes from the begin of the text that was parsed
  std::size_t length = 0;    // 0: to the end of that text
  std::string suggestion{};  // replacement for the bytes at offset, empty if none is near
  std::string help{};        // what to do, where a replacement does not say it

  // The same fault in a longer text, `by` bytes further on.
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
  std::size_t length;  // bytes that belong to the value, without spaces behind it
};

}  // namespace setoff

// TRY for Parsed: names the value or returns the fault from the enclosing function.
#define SETOFF_TRY_PARSED(result, name, ...)           \
  auto result = (__VA_ARGS__);                         \
  if (!result) [[unlikely]]                            \
    return ::setoff::Fault(std::move(result).error()); \
  auto& name = *result
#define SETOFF_PARSED_JOIN_INNER(a, b) a##b
#define SETOFF_PARSED_JOIN(a, b) SETOFF_PARSED_JOIN_INNER(a, b)
#define TRY_PARSED(name, ...) \
  SETOFF_TRY_PARSED(SETOFF_PARSED_JOIN(parsed_result_, __LINE__), name, __VA_ARGS__)
