#pragma once
// The laws of the books by name and number: an Law is one law. They are checked independently
// of the rules that should keep them: EntryLaws, InvoiceLaws, ApprovalLaws and GainLaws
// (entry_laws.h, invoice_laws.h, approval_laws.h, gain_laws.h) read entries in order;
// check_late_fee() and check_amounts() (amount_laws.h) check one entry against the books after it;
// check_books() checks the state on a day. Law 8 compares the books before and after, and is
// checked in the tests. Source: docs/events-and-postings.md, "Laws of the books".

#include <string>
#include <string_view>
#include <vector>

#include "ledger/books/state.h"
#include "ledger/query/claims.h"
#include "ledger/query/mirror.h"

namespace setoff {

enum class Law : std::uint8_t {
  entries_balance = 1,      // every entry sums to zero per layer, line and commodity
  states_add_up,            // on every date the states add up to what was earned; none is negative
  accounts_are_their_lots,  // an account is the sum of its lots, and never on the wrong side
  time_moves_claims_only,   // passing days move only undue, due, overdue, lapse and expiry
  holds_expire,             // an expired hold never reduces the available amount
  credits_are_used_up,      // captured, live, freed and lapsed add up to issued and amended
  captures_are_backed,      // by documents, hold, approval, request and deposit
  refusals_change_nothing,  // neither balances nor facts, but they burn their id
  mirrors_agree,            // the other side's books balance and show the opposite
  positions_match,          // foreign money of a line is the opposite of its position
  gains_add_up,             // realised and unrealised gains add up to value less cost
  crossings_cancel,         // amounts crossing between lines sum to zero over all lines
  offsets_cancel,      // an offset lowers both sides by its amount; a settlement, what it settles
  quantities_follow,   // billed within delivered and make-up; landed and short within shipped and
                       // ordered
  releases_only,       // restricted money leaves under a live approval or as a bank charge
  zeros_are_zero,      // where no foreign money is left there is no cost and no revaluation
  advances_are_met,    // no advance remains while a claim it could settle is open
  invoices_hold,       // settled, credited and billed within each invoice and its own span
  approvals_hold,      // what is drawn stays within each approval's amount and days
  late_fees_are_owed,  // each follows from the open days of its span, less what was prepaid
  amounts_follow,      // invoices, interest, conversions and remainders follow from the terms
  parties_are_known,   // in canonical form, in the agreement, on the side of their role
};
inline constexpr std::size_t kLaws = 22;

struct LawBreach {
  Law law;
  std::string what;
};

// Number and statement of the law for people: "law 6: ...".
[[nodiscard]] std::string_view text_of(Law law);
[[nodiscard]] inline std::string finding_text(const LawBreach& breach) {
  return std::string(text_of(breach.law)) + ": " + breach.what;
}

// Checks laws 2, 3, 4, 5, 6, 9, 10, 12, 16 and 17 on a day (law 4: from that day to the next).
[[nodiscard]] std::vector<LawBreach> check_books(const State& state, Day day);

// Law 16 on a day: if no account of a line holds money in a currency, the position in it and
// its revaluation are zero.
[[nodiscard]] std::vector<LawBreach> check_zeros(const State& state, Day day);
// Law 17 on a day.
[[nodiscard]] std::vector<LawBreach> check_advances(const State& state, Day day);
// Law 20 for a late fee that was just booked on a day by those postings, which may themselves have
// met an advance.
[[nodiscard]] std::vector<LawBreach> check_late_fee(const State& state, const LatefeeCharged& fee,
                                                    Day day, std::span<const PostingView> postings);

// Law 9 for the books of both sides on a day, or for what one entry posts on both sides.
[[nodiscard]] std::vector<LawBreach> check_mirror(const Agreement& agreement,
                                                  std::span<const SidePosting> ours,
                                                  std::span<const SidePosting> theirs);

// Law 4 for two consecutive days with no posting on the second.
[[nodiscard]] std::vector<LawBreach> check_day_passing(const Claims& today, const Claims& tomorrow);
// Laws 5 and 6 for `live`, the amount that live_hold() says a letter of credit holds on a day.
[[nodiscard]] std::vector<LawBreach> check_hold(const State& state, LotId credit, Day day,
                                                std::int64_t live);

}  // namespace setoff
