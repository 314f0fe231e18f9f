#pragma once
// Result<T>: a value or an Error; discarding one does not compile (-Werror=unused-result).
// SETOFF_TRY(name, expression) declares `name` as a reference to the value, or returns the error
// from the enclosing function; SETOFF_TRY_STATUS(expression) does so for a result whose value is
// not needed.

#include <expected>
#include <utility>

#include "ledger/base/error.h"

namespace setoff {

template <class T>
struct [[nodiscard]] Result : std::expected<T, Error> {
  using std::expected<T, Error>::expected;
  Result(Error error) : std::expected<T, Error>(std::unexpected(std::move(error))) {}  // NOLINT
};

// For functions that succeed without a value.
struct Ok {
  friend bool operator==(Ok, Ok) = default;
};
using Status = Result<Ok>;

}  // namespace setoff

#define SETOFF_JOIN_INNER(a, b) a##b
#define SETOFF_JOIN(a, b) SETOFF_JOIN_INNER(a, b)
#define SETOFF_TRY_INTO(result, name, ...)             \
  auto result = (__VA_ARGS__);                         \
  if (!result) [[unlikely]]                            \
    return ::setoff::Error(std::move(result).error()); \
  auto& name = *result

#define SETOFF_TRY(name, ...) SETOFF_TRY_INTO(SETOFF_JOIN(try_result_, __LINE__), name, __VA_ARGS__)
#define SETOFF_TRY_STATUS(...)                               \
  do {                                                       \
    auto try_status = (__VA_ARGS__);                         \
    if (!try_status) [[unlikely]]                            \
      return ::setoff::Error(std::move(try_status).error()); \
  } while (false)
