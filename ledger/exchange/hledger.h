#pragma once
// Exports entries as an hledger journal: every layer (money, memo, quantity), every posting with
// its running balance as an assertion, full precision, and accounts, payees and tags declared.
// `hledger check --strict ordereddates payees` accepts it, and its balances equal the trial balance
// to the last digit. The transaction date is the booking day (never goes back); the value date is
// the tag `vdate`. Refused events and notes have no postings and become comments. Two passes: the
// first collects what must be declared. Errors: those of the source. Source: hledger journal format
// 1.25.

#include <functional>
#include <map>
#include <ostream>
#include <set>
#include <string>

#include "ledger/event/entry.h"

namespace setoff {

class HledgerExport {
 public:
  // First pass: every entry, in order.
  void declare(const Entry& entry);
  // After the first pass: the declarations.
  void print_head(std::string_view ledger, std::ostream& out) const;
  // Second pass: every entry, in order.
  void print(const Entry& entry, std::ostream& out);

 private:
  std::map<std::string, int, std::less<>> commodities_;  // code, decimals
  std::set<std::string, std::less<>> accounts_;
  std::set<std::string, std::less<>> payees_;
  std::map<std::pair<std::string, Commodity>, std::int64_t> running_;
};

}  // namespace setoff
