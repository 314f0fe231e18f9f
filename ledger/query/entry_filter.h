#pragma once
// EntryFilter: which entries a question is about: accounts, type, days, outcome, counterparty,
// purpose. Entries must be offered in order from the first one, because a filter on purpose or
// counterparty learns names on the way: a credit is for a purpose because its release is, and a
// payment of that credit because the credit is. No errors; what was never named matches nothing.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/core/entry.h"

namespace setoff {

struct EntryQuestion {
  std::string account;           // see is_about_account()
  std::vector<EventType> types;  // one of them; none: all
  std::optional<Day> valued_from;
  std::optional<Day> valued_to;
  std::optional<Timestamp> booked_from;
  std::optional<Timestamp> booked_to;
  std::string counterparty;  // buyer, payer, payee, supplier, seller; a name or a pattern
  std::string purpose;       // the same
  bool refused = false;      // refusals only
  std::optional<Code> code;  // refusals with that code only
  std::optional<Sequence> after;
};

// Whether the path of an account is what was asked for: it begins so ("assets:nigc:deposit:oman"),
// it is of the bank account, party or line of that name ("oman-usd"; scenarios write _ for -), or
// it fits the pattern ("*:deposit:*").
[[nodiscard]] bool is_about_account(std::string_view path, std::string_view asked);

class EntryFilter {
 public:
  explicit EntryFilter(EntryQuestion question) : question_(std::move(question)) {}

  [[nodiscard]] bool takes(const Entry& entry);

 private:
  [[nodiscard]] bool plain_match(const Entry& entry) const;

  EntryQuestion question_;
  std::set<std::string, std::less<>> of_party_;    // names of orders, releases, credits
  std::set<std::string, std::less<>> of_purpose_;  // the same, and goods
};

}  // namespace setoff
