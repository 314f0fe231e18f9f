#include "ledger/rules/checks.h"

#include <algorithm>

#include "ledger/rules/approvals.h"

namespace setoff {
Result<const BankAccount*> require_account(const RuleContext& context, std::string_view name) {
  const auto* account = context.state.agreement.find_account(name);
  if (account == nullptr)
    return Error(Code::unknown_account, "the agreement has no account " + quoted(name));
  SETOFF_TRY_STATUS(check_account_open(context, *account));
  return account;
}

Status check_account_open(const RuleContext& context, const BankAccount& account) {
  if (account.open_from && context.day() < *account.open_from)
    return Error(Code::unknown_account, "the account " + quoted(account.account) + " opens on " +
                                            account.open_from->text());
  return Ok{};
}

Result<const Line*> require_line(const RuleContext& context, std::string_view name) {
  const auto* line = context.state.agreement.find_line(name);
  if (line == nullptr)
    return Error(Code::unknown_line, "the agreement has no line " + quoted(name));
  return line;
}

Result<const Party*> require_party(const RuleContext& context, std::string_view name) {
  const auto* party = context.state.agreement.find_party(name);
  if (party == nullptr)
    return Error(Code::unknown_party, "the agreement has no party " + quoted(name));
  return party;
}

Result<const Party*> require_party_abroad(const RuleContext& context, std::string_view name,
                                          std::string_view where) {
  SETOFF_TRY(party, require_party(context, name));
  if (party->side == Side::abroad) return party;
  return Error(Code::not_permitted, quoted(name) + " is on the owner's side", std::string(where));
}

Status check_payee(const RuleContext& context, std::string_view name) {
  SETOFF_TRY(payee, require_party(context, name));
  if (payee->side == Side::abroad) return Ok{};
  return Error(Code::payee_is_owner, "the payee " + quoted(name) + " is on the owner's side");
}

Status require_new_name(const RuleContext& context, std::string_view name) {
  if (context.state.lots.find(name).valid())
    return Error(Code::lot_exists, "the name " + quoted(name) + " is taken");
  return Ok{};
}

Status require_currency(Money amount, Currency currency, std::string_view where) {
  if (amount.kind() == currency) return Ok{};
  return Error(Code::currency_mismatch,
               amount.text() + " is not in " + std::string(currency.code()), std::string(where));
}

Status require_unit(Quantity quantity, Commodity wanted, std::string_view where,
                    std::string_view before) {
  if (Commodity(quantity.kind()) == wanted) return Ok{};
  return Error(Code::currency_mismatch,
               quantity.text() + " is not in " + std::string(before) + std::string(wanted.code()),
               std::string(where));
}

Status check_debit_authority(const RuleContext& context, const Debit& debit, bool needs_window) {
  const Day day = context.day();
  SETOFF_TRY_STATUS(check_not_frozen(context, debit.account.account, EntrySide::debit));
  if (!debit.payee.empty()) SETOFF_TRY_STATUS(check_payee(context, debit.payee));
  if (!context.state.listings.purpose_listed(debit.purpose, day))
    return Error(Code::not_listed,
                 "the purpose " + quoted(debit.purpose) + " is not listed on " + day.text());
  const bool covered = context.state.windows.covering(debit.line, debit.purpose,
                                                      debit.account.place, day) != nullptr;
  if (needs_window && !covered)
    return Error(Code::window_closed, "no window covers " + std::string(debit.line) + ", purpose " +
                                          std::string(debit.purpose) + ", place " +
                                          debit.account.place + " on " + day.text());
  return Ok{};
}

std::string date_range(Day from, Day to) {
  return from.text() + " to " + to.text();
}

Status require_span(Day from, Day to, std::string_view where) {
  if (from < to) return Ok{};
  return Error(Code::bad_range,
               "the span " + date_range(from, to) + " has no day; `to` is the first day after it",
               std::string(where));
}

Status require_amount(Money stated, Money expected) {
  if (stated == expected) return Ok{};
  return Error(Code::amount_mismatch,
               "the terms give " + expected.text() + ", the event says " + stated.text(),
               "data.amount");
}

Status check_approval(const RuleContext& context, const Debit& debit) {
  const auto& facts = debit.release.facts.as<ReleaseFacts>();
  const bool any_is_live = std::ranges::any_of(facts.approvals, [&](LotId approval) {
    return context.state.lots[approval].facts.as<ApprovalFacts>().live(context.day());
  });
  const bool stands_there = facts.account == debit.account.account ||
                            !live_approvals(context, facts, debit.account.account).empty();
  if (!any_is_live || !stands_there)
    return Error(Code::approval_missing,
                 "the release " + quoted(debit.release.name) + " has no live approval on account " +
                     quoted(debit.account.account) + " on " + context.day().text());
  if (facts.purpose != debit.purpose)
    return Error(Code::purpose_mismatch, "the release is for " + quoted(facts.purpose) +
                                             ", not for " + quoted(debit.purpose));
  if (!facts.payee.empty() && !debit.payee.empty() && facts.payee != debit.payee)
    return Error(Code::payee_mismatch, "the release is for the payee " + quoted(facts.payee) +
                                           ", not for " + quoted(debit.payee));
  return Ok{};
}

Status check_available(const RuleContext& context, const BankAccount& account,
                       std::string_view line, Money amount) {
  if (account.use == AccountUse::clearing) return Ok{};  // may go below zero; its limits decide
  const auto available = available_from(context.state, account.account, line, context.day());
  if (amount.minor() <= available) return Ok{};
  return Error(Code::insufficient_available,
               amount.text() + " is more than the " + amount_text(available, account.currency) +
                   " available on " + account.account + " for " + std::string(line) + " from " +
                   context.day().text() + " on");
}

Result<std::vector<ApprovalPart>> require_cover(const RuleContext& context, const Debit& debit) {
  const auto live =
      live_approvals(context, debit.release.facts.as<ReleaseFacts>(), debit.account.account);
  const auto rest = sum_of(live);
  if (debit.amount.minor() > rest)
    return Error(Code::exceeds_approval, debit.amount.text() + " is more than the " +
                                             amount_text(rest, debit.account.currency) +
                                             " left of the live approvals of " +
                                             quoted(debit.release.name));
  SETOFF_TRY_STATUS(check_available(context, debit.account, debit.line, debit.amount));
  SETOFF_TRY_STATUS(check_debit_limits(context, debit.account, debit.purpose, debit.amount));
  return first_parts(live, debit.amount.minor());
}

std::int64_t lowest_free(const RuleContext& context, const BankAccount& account,
                         std::string_view line) {
  return smallest_from(context.state, {kind_of(account.use), account.account, line},
                       {AccountKind::requested, account.account, line}, account.currency,
                       context.day(),
                       [&](Day on) { return free_on(context.state, account.account, line, on); });
}

Status check_not_frozen(const RuleContext& context, std::string_view account, EntrySide side) {
  if (!context.state.freezes.frozen(account, side, context.day())) return Ok{};
  return Error(Code::account_frozen,
               "the account " + quoted(account) +
                   (side == EntrySide::debit ? " is frozen" : " takes no money in"));
}

Status check_incoming(const RuleContext& context, const BankAccount& account,
                      std::string_view line) {
  SETOFF_TRY_STATUS(check_not_frozen(context, account.account, EntrySide::credit));
  if (context.rules().credits_need_window && account.use == AccountUse::deposit &&
      context.state.windows.covering(line, {}, account.place, context.day()) == nullptr)
    return Error(Code::window_closed, "no window covers " + std::string(line) + " on " +
                                          context.day().text() +
                                          ", and the agreement asks for one for payments in");
  return Ok{};
}

Status check_spent_fits(const RuleContext& context, std::string_view account, Money amount) {
  // The total over all purposes is the largest sum kept: if it fits, all do.
  const auto spent = context.state.spent.find(account);
  if (spent == context.state.spent.end() || spent->second.fits(context.day(), amount.minor()))
    return Ok{};
  return Error(Code::overflow, "the sum spent from " + quoted(account) + " does not fit");
}

LotFacts& change_facts(State& state, Draft&& draft) {
  auto& facts = state.lots.at(draft.facts->lot).facts;
  facts = std::move(draft.facts->value);
  return facts;
}

void record_spent(State& state, std::string_view account, std::string_view purpose, Day day,
                  std::int64_t amount) {
  const auto record = [&](std::string_view name) {
    auto series = state.spent.find(name);
    if (series == state.spent.end()) series = state.spent.emplace(name, DatedSeries()).first;
    series->second.add(day, amount);
  };
  record(account);
  record(JoinedName{account, purpose});
}

}  // namespace setoff
