#pragma once
// Checks that several rules share: that what an event names exists, and that a debit has the
// authority it needs (window, listing, approval) and enough money. Within its family of codes, each
// checks in the order of error_codes.def. `where` is the member that an error names, "data.amount".

#include "ledger/books/holds.h"
#include "ledger/rules/rules.h"

namespace setoff {

// Lookups by name. Errors: unknown_account, unknown_line, unknown_party.
[[nodiscard]] Result<const BankAccount*> require_account(const RuleContext& context,
                                                         std::string_view name);
[[nodiscard]] Result<const Line*> require_line(const RuleContext& context, std::string_view name);
[[nodiscard]] Result<const Party*> require_party(const RuleContext& context, std::string_view name);
// Errors: unknown_party; not_permitted for a party of the home side.
[[nodiscard]] Result<const Party*> require_party_abroad(const RuleContext& context,
                                                        std::string_view name,
                                                        std::string_view where);
// Errors: unknown_party, payee_is_owner.
[[nodiscard]] Status check_payee(const RuleContext& context, std::string_view name);
// Errors: lot_exists.
[[nodiscard]] Status require_new_name(const RuleContext& context, std::string_view name);
// Errors: currency_mismatch.
[[nodiscard]] Status require_currency(Money amount, Currency currency, std::string_view where);
// `wanted` is a unit; `before` is put before it in the message: "the order's unit ". Errors:
// currency_mismatch.
[[nodiscard]] Status require_unit(Quantity quantity, Commodity wanted, std::string_view where,
                                  std::string_view before = {});

template <class Facts>
struct FoundLot {
  LotId id;
  const Lot* lot = nullptr;
  const Facts* facts = nullptr;
};
// The lot of that name with facts of type Facts; `what` names that type in the message. Errors:
// unknown_lot.
template <class Facts>
[[nodiscard]] Result<FoundLot<Facts>> require_lot(const RuleContext& context, std::string_view name,
                                                  std::string_view what) {
  const auto id = context.state.lots.find(name);
  const Facts* facts = context.state.lots.as<Facts>(id);
  if (facts == nullptr)
    return Error(Code::unknown_lot, "no " + std::string(what) + " '" + std::string(name) + "'");
  return FoundLot<Facts>{id, &context.state.lots[id], facts};
}

// A debit of restricted money.
struct Debit {
  const BankAccount& account;
  std::string_view line;
  std::string_view purpose;
  std::string_view payee;
  const Lot& release;
  Money amount;
};

// Errors: account_frozen, unknown_party, payee_is_owner, not_listed; window_closed, if
// `needs_window`.
[[nodiscard]] Status check_debit_authority(const RuleContext& context, const Debit& debit,
                                           bool needs_window);
// Errors: approval_missing, purpose_mismatch, payee_mismatch.
[[nodiscard]] Status check_approval(const RuleContext& context, const Debit& debit);
// What the debit draws of each approval, for money that no letter of credit holds yet. Errors:
// exceeds_approval, insufficient_available, limit_exceeded.
struct ApprovalPart;  // approvals.h
[[nodiscard]] Result<std::vector<ApprovalPart>> require_cover(const RuleContext& context,
                                                              const Debit& debit);
// The amount of a line's part of an account that is free of earmarks: the smallest on the value
// date or any later day.
[[nodiscard]] std::int64_t lowest_free(const RuleContext& context, const BankAccount& account,
                                       std::string_view line);
// For a line's part of any account; a clearing account always passes, since only its limits bound
// it. Errors: insufficient_available.
[[nodiscard]] Status check_available(const RuleContext& context, const BankAccount& account,
                                     std::string_view line, Money amount);
// For money that no letter of credit holds yet: a hold counts against the limits from its issue.
// Errors: limit_exceeded.
[[nodiscard]] Status check_debit_limits(const RuleContext& context, const BankAccount& account,
                                        std::string_view purpose, Money amount);
[[nodiscard]] Status check_credit_limits(const RuleContext& context, const BankAccount& account,
                                         Money amount);
// For incoming money. Errors: account_frozen; window_closed if the agreement requires a window.
[[nodiscard]] Status check_incoming(const RuleContext& context, const BankAccount& account,
                                    std::string_view line);
// Errors: unknown_account before the account's first day.
[[nodiscard]] Status check_account_open(const RuleContext& context, const BankAccount& account);

// Errors: account_frozen if the account is closed to payments on that side on the day.
[[nodiscard]] Status check_not_frozen(const RuleContext& context, std::string_view account,
                                      EntrySide side);

// Errors: overflow if the total spent from the account would no longer fit.
[[nodiscard]] Status check_spent_fits(const RuleContext& context, std::string_view account,
                                      Money amount);
// Moves the new facts out of the draft into the lot that it names; returns them there.
LotFacts& change_facts(State& state, Draft&& draft);
// Records money spent from an account for a purpose, for spend limits.
void record_spent(State& state, std::string_view account, std::string_view purpose, Day day,
                  std::int64_t amount);

// The span as "2020-01-01 to 2020-02-01"; `to` is the first day after it.
[[nodiscard]] std::string date_range(Day from, Day to);
// Errors: bad_range for a span without a day.
[[nodiscard]] Status require_span(Day from, Day to, std::string_view where);

// `expected` is what follows from the terms. Errors: amount_mismatch if the event states another
// amount.
[[nodiscard]] Status require_amount(Money stated, Money expected);

}  // namespace setoff
