#pragma once
// EntryFilter: selects entries by account, type, days, outcome, counterparty and purpose. Entries
// must be offered in order from the first one, because a filter on purpose or counterparty learns
// names along the way: a credit has a purpose because its release has it, and a payment of that
// credit because the credit has it. No errors; a name that never occurred matches nothing.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/event/entry.h"

namespace setoff {

struct EntryQuery {
  std::string account;           // see is_about_account()
  std::vector<EventType> types;  // any of these; empty: all
  std::optional<Day> valued_from;
  std::optional<Day> valued_to;
  std::optional<Timestamp> booked_from;
  std::optional<Timestamp> booked_to;
  std::string counterparty;  // buyer, payer, payee, supplier, seller; a name or a pattern
  std::string purpose;       // a name or a pattern
  bool refused = false;      // refusals only
  std::optional<Code> code;  // refusals with that code only
  std::optional<Sequence> after;
};

// Whether an account path matches what was asked for: a prefix of the path
// ("assets:nigc:deposit:oman"), the name of its bank account, party or line ("oman-usd"; scenarios
// write _ for -), or a pattern ("*:deposit:*").
[[nodiscard]] bool is_about_account(std::string_view path, std::string_view asked);

class EntryFilter {
 public:
  explicit EntryFilter(EntryQuery query) : query_(std::move(query)) {}

  [[nodiscard]] bool matches(const Entry& entry);

 private:
  [[nodiscard]] bool plain_match(const Entry& entry) const;

  EntryQuery query_;
  std::set<std::string, std::less<>> of_party_;    // names of orders, releases, credits
  std::set<std::string, std::less<>> of_purpose_;  // the same, plus goods
};

}  // namespace setoff
