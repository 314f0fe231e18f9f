#pragma once
// EntryFilter: which entries a question is about: accounts, type, days, outcome, counterparty,
// purpose. Entries must be offered in order from the first one, because a filter on purpose or
// counterparty learns names on the way: a credit is for a purpose because its release is, and a
// payment of that credit because the credit is. No errors; what was never named matches nothing.

#include <optional>
#include <set>
#include <string>

#include "ledger/core/entry.h"

namespace setoff {

struct EntryQuestion {
  std::string account;  // begin of a path, at a segment: "assets:nigc"
  std::optional<EventType> type;
  std::optional<Day> valued_from;
  std::optional<Day> valued_to;
  std::optional<Timestamp> booked_from;
  std::optional<Timestamp> booked_to;
  std::string counterparty;  // buyer, payer, payee, supplier, seller
  std::string purpose;
  bool refused = false;      // refusals only
  std::optional<Code> code;  // refusals with that code only
  std::optional<Sequence> after;
};

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
