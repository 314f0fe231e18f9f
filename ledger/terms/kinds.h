#pragma once
// The closed lists of the terms, with their names in events and files. Scenarios use the same
// names, except for the use of an account and the period of a limit, which have tables of their own
// there.

#include <cstdint>
#include <string_view>

#include "ledger/base/date.h"
#include "ledger/base/enum_names.h"
#include "ledger/base/rounding.h"

namespace setoff {

enum class Side : std::uint8_t { home, abroad };
enum class Role : std::uint8_t { exporter, importer, buyer, custodian, supplier, authority };
enum class AccountUse : std::uint8_t {
  deposit,   // restricted money
  reserve,   // free money
  clearing,  // a balance between two partner banks, on either side
};
enum class Allocation : std::uint8_t { oldest, product_first, instructed };
enum class DayCount : std::uint8_t { act_365, act_360 };  // actual days over 365 or over 360
enum class AdvanceRule : std::uint8_t { next_claim, by_instruction };
enum class LimitKind : std::uint8_t {
  floor,  // least that must remain available
  cap,    // highest allowed balance
  swing,  // most that either side may owe on a clearing account
  spend,  // most that may be spent, including held credits
};
enum class LimitPeriod : std::uint8_t { none, month, quarter, year };
enum class OnExcess : std::uint8_t { refuse, report };
enum class InFlight : std::uint8_t { run_off, freeze, kill };  // of credits when the windows end

template <>
struct EnumNames<Side> {
  static constexpr std::string_view values[] = {"home", "abroad"};
};
template <>
struct EnumNames<Role> {
  static constexpr std::string_view values[] = {"exporter",  "importer", "buyer",
                                                "custodian", "supplier", "authority"};
};
template <>
struct EnumNames<AccountUse> {
  static constexpr std::string_view values[] = {"deposit", "reserve", "clearing"};
};
template <>
struct EnumNames<Allocation> {
  static constexpr std::string_view values[] = {"oldest", "product_first", "instructed"};
};
template <>
struct EnumNames<DayCount> {
  static constexpr std::string_view values[] = {"act_365", "act_360"};
};
template <>
struct EnumNames<AdvanceRule> {
  static constexpr std::string_view values[] = {"next_claim", "by_instruction"};
};
template <>
struct EnumNames<Calendar> {
  static constexpr std::string_view values[] = {"gregorian", "solar_hijri"};
};
template <>
struct EnumNames<Rounding> {
  static constexpr std::string_view values[] = {"half_even", "half_up", "down", "up"};
};
template <>
struct EnumNames<LimitKind> {
  static constexpr std::string_view values[] = {"floor", "cap", "swing", "spend"};
};
template <>
struct EnumNames<LimitPeriod> {
  static constexpr std::string_view values[] = {"none", "month", "quarter", "year"};
};
template <>
struct EnumNames<OnExcess> {
  static constexpr std::string_view values[] = {"refuse", "report"};
};
template <>
struct EnumNames<InFlight> {
  static constexpr std::string_view values[] = {"run_off", "freeze", "kill"};
};

}  // namespace setoff
