#pragma once
// Checks that several rules share: existence of what an event names, the authority for a debit, and
// the cover for it. Each returns the Error in the order that error_codes.def lays down for its own
// family.

#include "ledger/core/holds.h"
#include "ledger/core/rules.h"

namespace setoff {

// --- existence ---
[[nodiscard]] Result<const BankAccount*> need_account(const RuleContext& context,
                                                      std::string_view name);
[[nodiscard]] Result<const Line*> need_line(const RuleContext& context, std::string_view name);
[[nodiscard]] Result<const Party*> need_party(const RuleContext& context, std::string_view name);
// unknown_party; not_permitted for a party of the home side.
[[nodiscard]] Result<const Party*> need_party_abroad(const RuleContext& context,
                                                     std::string_view name, std::string_view where);
// unknown_party, payee_is_owner.
[[nodiscard]] Status check_payee(const RuleContext& context, std::string_view name);
[[nodiscard]] Status need_new_name(const RuleContext& context, std::string_view name);
[[nodiscard]] Status need_currency(Money amount, Currency currency, std::string_view where);

template <class Facts>
struct FoundLot {
  LotId id;
  const Lot* lot = nullptr;
  const Facts* facts = nullptr;
};
// The lot of that name and kind; unknown_lot otherwise.
template <class Facts>
[[nodiscard]] Result<FoundLot<Facts>> need_lot(const RuleContext& context, std::string_view name,
                                               std::string_view what) {
  const auto id = context.state.lots.find(name);
  const Facts* facts = context.state.lots.as<Facts>(id);
  if (facts == nullptr)
    return Error(Code::unknown_lot, "no " + std::string(what) + " '" + std::string(name) + "'");
  return FoundLot<Facts>{id, &context.state.lots[id], facts};
}

// --- authority and cover of a debit of restricted money ---
struct Debit {
  const BankAccount& account;
  std::string_view line;
  std::string_view purpose;
  std::string_view payee;
  const Lot& release;
  Money amount;
};

// account_frozen, unknown_party, payee_is_owner, not_listed, window_closed.
[[nodiscard]] Status check_open(const RuleContext& context, const Debit& debit, bool needs_window);
// approval_missing, purpose_mismatch, payee_mismatch.
[[nodiscard]] Status check_approval(const RuleContext& context, const Debit& debit);
// What the debit draws of each approval; exceeds_approval, insufficient_available, limit_exceeded,
// for money that is not held yet.
struct ApprovalPart;  // approvals.h
[[nodiscard]] Result<std::vector<ApprovalPart>> need_cover(const RuleContext& context,
                                                           const Debit& debit);
// What a line's part of an account has free of earmarks: smallest amount from the value date on.
[[nodiscard]] std::int64_t lowest_free(const RuleContext& context, const BankAccount& account,
                                       std::string_view line);
// insufficient_available for a line's part of any account.
[[nodiscard]] Status check_available(const RuleContext& context, const BankAccount& account,
                                     std::string_view line, Money amount);
// limit_exceeded, for money that is not held yet: what was held was counted when it was held.
[[nodiscard]] Status check_debit_limits(const RuleContext& context, const BankAccount& account,
                                        std::string_view purpose, Money amount);
[[nodiscard]] Status check_credit_limits(const RuleContext& context, const BankAccount& account,
                                         Money amount);
// account_frozen for money coming in; window_closed where the agreement asks for a window.
[[nodiscard]] Status check_incoming(const RuleContext& context, const BankAccount& account,
                                    std::string_view line);
// unknown_account before the account's first day.
[[nodiscard]] Status check_account_open(const RuleContext& context, const BankAccount& account);

// overflow if the account's sum of money spent would no longer fit.
[[nodiscard]] Status check_spent_fits(const RuleContext& context, std::string_view account,
                                      Money amount);
// Gives the lot that the draft names its new facts, out of the draft's hands; returns them.
LotFacts& change_facts(State& state, const Draft& draft);
// Notes money spent from an account for a purpose, for spend limits.
void note_spent(State& state, std::string_view account, std::string_view purpose, Day day,
                std::int64_t amount);

// "2020-01-01 to 2020-02-01"; and bad_range for a span without a day. `to` is the first day after
// it.
[[nodiscard]] std::string date_range(Day from, Day to);
[[nodiscard]] Status need_span(Day from, Day to, std::string_view where);

// amount_mismatch unless the event names what the terms give.
[[nodiscard]] Status need_amount(Money stated, Money given);

}  // namespace setoff
