#pragma once
// The observations that expectations can use: their names in the file, their arguments and the kind
// of their values. The list is closed; a test compares the language page with it.

#include <array>
#include <cstdint>
#include <string_view>

#include "simulator/scenario/expectations.h"

namespace setoff::simulator {

enum class NameArgument : std::uint8_t { none, line, account, good, purchase, purpose, code };
enum class TimeArgument : std::uint8_t { none, day, range };
enum class ValueKind : std::uint8_t { money, quantity, per_day, price, share, count };

struct ObservableInfo {
  std::string_view name;
  Observable what;
  NameArgument argument;
  TimeArgument time;
  ValueKind value;
  std::string_view example;  // an example of the value
};

[[nodiscard]] const std::array<ObservableInfo, 32>& observables();

}  // namespace setoff::simulator
