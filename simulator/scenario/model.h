#pragma once
// Scenario: a scenario file after all checks, as plain data for the engine. Every reference is
// valid, every unit converted, every list of names sorted. Days are inclusive in DateRange,
// half-open in windows. Money is in minor units, flows are amounts per day, shares are ratios,
// rates are per year. To read one: load.h. Equality compares meaning: files that differ only in key
// order or in the units they use are equal Scenarios.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/date.h"
#include "ledger/base/decimal.h"
#include "ledger/base/rounding.h"
#include "ledger/terms/kinds.h"
#include "simulator/scenario/book_terms.h"
#include "simulator/scenario/contracts.h"
#include "simulator/scenario/exchange.h"
#include "simulator/scenario/expectations.h"
#include "simulator/scenario/imports.h"
#include "simulator/scenario/limits.h"
#include "simulator/scenario/monetisation.h"
#include "simulator/scenario/names.h"
#include "simulator/scenario/payments.h"
#include "simulator/scenario/releases.h"
#include "simulator/scenario/settlement.h"
#include "simulator/scenario/steps.h"
#include "simulator/scenario/uncertain.h"
#include "simulator/scenario/windows.h"

namespace setoff::simulator {

// Days on which both sides work, for durations in business days (business_days.h).
struct Workdays {
  // Bit i is set if weekday i (0 Sunday ... 6 Saturday) is a day off at home or abroad.
  std::uint8_t days_off = 0;
  std::vector<Day> holidays;  // ascending
  friend bool operator==(const Workdays&, const Workdays&) = default;
};

struct TimeFrame {
  Day from;
  Day to;                                 // inclusive
  Calendar months = Calendar::gregorian;  // calendar of "monthly"
  Workdays workdays;
  DayCount day_count = DayCount::act_365;
  friend bool operator==(const TimeFrame&, const TimeFrame&) = default;
};

struct Currencies {
  Currency contract;  // of the claims and the books
  Currency payment;
  Currency reporting;
  Rounding rounding = Rounding::half_even;
  friend bool operator==(const Currencies&, const Currencies&) = default;
};

enum class Flows : std::uint8_t { recorded, behavioural };

struct ScenarioParty {
  std::string name;  // its key in the file, [a-z0-9_]+
  std::string title;
  Side side = Side::home;
  Role role = Role::exporter;
  friend bool operator==(const ScenarioParty&, const ScenarioParty&) = default;
};

struct LineOpening {
  LineRef line;
  Money amount;  // in any currency with fx rates to the account's; converted as of time.from
  friend bool operator==(const LineOpening&, const LineOpening&) = default;
};

struct ScenarioAccount {
  std::string name;
  PartyRef bank;
  PartyRef owner;
  Currency currency;
  AccountUse use = AccountUse::deposit;
  std::string place;                  // place of the bank: "iraq"
  std::optional<Day> open_from;       // absent: always
  std::vector<LineOpening> openings;  // posted on time.from, sorted by line
  std::string title;                  // display title; empty: the name
  // Clearing accounts: month ends with a balance of one sign after which the two sides consult;
  // 0: never.
  int consult_after_months = 0;
  friend bool operator==(const ScenarioAccount&, const ScenarioAccount&) = default;
};

// A claim that is open when the run begins.
struct OpeningClaim {
  LineRef line;
  Money amount;
  Day due;  // before time.from if overdue
  friend bool operator==(const OpeningClaim&, const OpeningClaim&) = default;
};

// A named time series, from a data column or dated steps. Values are in `unit`.
struct Series {
  std::string name;
  std::string unit;  // "USD/bbl"
  Steps<Decimal> values;
  std::string title = {};  // display title; empty: the name
  friend bool operator==(const Series&, const Series&) = default;
};

// What a source code such as S23 refers to.
struct Reference {
  std::string code;
  std::string address;  // https://... or a description
  std::string note;
  friend bool operator==(const Reference&, const Reference&) = default;
};

struct Scenario {
  std::string name;
  std::string title;
  TimeFrame time;
  Currencies currency;
  std::uint64_t seed = 0;
  Flows flows = Flows::recorded;

  std::vector<ScenarioParty> parties;
  std::vector<Contract> exports;
  std::vector<Purchase> purchases;
  std::vector<ScenarioAccount> accounts;
  std::vector<OpeningClaim> claims;   // openings.claims
  std::vector<std::string> purposes;  // permitted uses of restricted money, sorted
  BookTerms terms;
  Payments payments;
  Waiver waiver;
  std::vector<AccountLimit> limits;
  std::vector<Settlement> settlements;
  std::vector<Monetisation> monetisation;
  Releases releases;
  std::optional<Imports> imports;
  std::vector<SupplyRule> supply_response;
  std::vector<RatePath> fx;
  std::vector<AccountInterest> interest;
  std::vector<Shock> shocks;
  std::vector<Series> series;
  std::vector<UncertainValue> uncertain;  // by name; drawn before the run
  std::vector<Expectation> expectations;
  std::vector<RunQuestion> questions;  // of the caller, in his order
  std::vector<RunEvent> events;        // the same
  std::vector<Reference> references;   // in the order of the sources file
  Output output;

  [[nodiscard]] const ScenarioParty& party(PartyRef ref) const { return parties[ref.index()]; }
  [[nodiscard]] const Contract& line(LineRef ref) const { return exports[ref.index()]; }
  [[nodiscard]] const ScenarioAccount& account(AccountRef ref) const {
    return accounts[ref.index()];
  }
  friend bool operator==(const Scenario&, const Scenario&) = default;
};

}  // namespace setoff::simulator
