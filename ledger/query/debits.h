#pragma once
// Debits: everything that lowered money at a bank, with what permitted it: the authority in force,
// the approvals, the letter of credit with its papers, who was paid and for what. Found by the
// postings, not by the types of events, so none can be missing; reversed entries are marked.
// A debit of restricted money is judged again, by the books as they are known now and without the
// posting rules: its findings say what does not hold. Amounts in minor units, above zero. Errors:
// corrupt if the debits do not add up with the credits to the balances of the books; bad_field if
// there is no such account; those of the journal.

#include <optional>
#include <string>
#include <vector>

#include "ledger/books/state.h"
#include "ledger/writer/journal.h"

namespace setoff {

enum class DebitKind : std::uint8_t {
  goods,       // paid to a supplier under a letter of credit
  purpose,     // paid for a listed purpose that is not goods
  conversion,  // into another restricted account, in another currency
  transfer,    // to another restricted account
  settlement,  // of what is owed to a seller abroad, or of a clearing balance
  charge,      // interest or a fee that the bank takes
  returned,    // a payment in that its bank took back
  correction,  // an entry reversed, or set right later
};
template <>
struct EnumNames<DebitKind> {
  static constexpr std::string_view values[] = {"goods",    "purpose",    "conversion",
                                                "transfer", "settlement", "charge",
                                                "returned", "correction"};
};

struct DebitQuery {
  std::string account;   // name of a bank account; scenarios write _ for -; empty: all
  std::string payee;     // a name or a pattern; empty: any, as below
  std::string spent_on;  // good or purpose
  std::optional<DebitKind> kind;
  std::optional<Day> from;  // value dates, both inclusive
  std::optional<Day> to;
};

enum class DebitFinding : std::uint8_t {
  outside_window,  // no authority covered it on the day it was committed, or on that of the
                   // payment if its credit does not outlive the window
  not_approved,    // its release has no approval of that day
  paid_to_owner,   // the payee is on the side that owns the money
  not_listed,      // its goods or purpose were not listed on the day it was committed
  without_papers,  // paid beyond the advance without complying documents
};
template <>
struct EnumNames<DebitFinding> {
  static constexpr std::string_view values[] = {"outside_window", "not_approved", "paid_to_owner",
                                                "not_listed", "without_papers"};
};

struct DebitRecord {
  Sequence entry = 0;
  Day value_date;
  EventType type = EventType::agreement_adopted;
  DebitKind kind = DebitKind::correction;
  std::string account;  // at a bank
  AccountUse use = AccountUse::deposit;
  std::string line;
  Commodity currency;
  std::int64_t amount = 0;
  std::string what;   // in one phrase
  std::string payee;  // or the account credited
  std::string purpose;
  std::string good;
  std::optional<Quantity> quantity;
  std::string release;
  std::vector<Sequence> approvals;      // entries that approved the release by that day
  std::vector<std::string> references;  // of these approvals, where they have one
  std::string credit;                   // letter of credit
  Day committed;                        // when the credit was issued; else the value date
  std::string window;                   // in force on that day
  std::optional<Day> window_to;         // its last day
  std::vector<std::string> papers;      // documents presented and bills of lading
  std::optional<Sequence> reversed_by;
  std::vector<DebitFinding> findings;
};

// By value date, then by entry. `state`: the books after all entries of the journal.
[[nodiscard]] Result<std::vector<DebitRecord>> debits_of(const JournalPort& journal,
                                                         const State& state,
                                                         const DebitQuery& query);

}  // namespace setoff
