// settlement.paid: money of a clearing or free account pays an invoice of a seller abroad, or
// settles the balance of a clearing account.

#include <algorithm>

#include "ledger/rules/amounts.h"
#include "ledger/rules/bank_rounding.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/money_moves.h"
#include "ledger/rules/phrases.h"
#include "ledger/rules/posting_reversal.h"

namespace setoff {
namespace {

// In minor units: a bank rounds what it pays, unless the agreement says how far.
constexpr std::int64_t kSettlementResidue = 1;

// The balance of a line's part of an account from the value date on; zero without a posting.
DatedSeries::Extremes balance_from(const RuleContext& context, const AccountKey& key,
                                   Currency currency) {
  const auto* cell = context.state.balances.find(context.state.chart.find(key), currency);
  return cell == nullptr ? DatedSeries::Extremes{} : cell->series.extremes_from(context.day());
}

// Restricted money pays nothing without an approval, which this event does not name.
Status check_pays(const RuleContext& context, const BankAccount& account) {
  if (account.use == AccountUse::deposit)
    return Error(
        Code::not_accepted,
        "the account '" + account.account + "' is restricted: it pays only under an approval",
        "data.account");
  return check_not_frozen(context, account.account, EntrySide::debit);
}

// Errors: exceeds_lot if `settled` is more than `open`.
Status check_open_amount(Money settled, std::int64_t open, std::string_view what) {
  if (settled.minor() <= open) return Ok{};
  return Error(Code::exceeds_lot,
               settled.text() + " is more than the " +
                   Money(std::max<std::int64_t>(open, 0), settled.kind()).text() + " that " +
                   std::string(what),
               "data.settled");
}

// Errors: insufficient_available, limit_exceeded.
Status check_covered(const RuleContext& context, const BankAccount& account, std::string_view line,
                     Money amount) {
  SETOFF_TRY_STATUS(check_available(context, account, line, amount));
  return check_debit_limits(context, account, {}, amount);
}

Status pay_invoice(const RuleContext& context, const SettlementPaid& data,
                   const BankAccount& account) {
  SETOFF_TRY(owed, require_lot<InvoiceFacts>(context, *data.owed, "invoice of a host seller"));
  if (!owed.facts->host_seller)
    return Error(Code::unknown_lot, "'" + *data.owed + "' is owed to the home side, not by it",
                 "data.owed");
  SETOFF_TRY_STATUS(require_new_name(context, data.settlement));
  SETOFF_TRY_STATUS(require_currency(data.amount, account.currency, "data.amount"));
  SETOFF_TRY_STATUS(require_currency(data.settled, context.book(), "data.settled"));
  SETOFF_TRY(value, book_value(context.state, data.amount, context.day()));
  SETOFF_TRY_STATUS(check_pays(context, account));
  SETOFF_TRY_STATUS(require_amount(data.settled, value));
  const auto& facts = *owed.facts;
  const AccountKey payable{AccountKind::payable, facts.object, facts.line};
  const auto* cell = context.state.balances.find(context.state.chart.find(payable), owed.id);
  const auto open = cell == nullptr ? 0 : -cell->series.max_from(context.day());
  SETOFF_TRY_STATUS(check_open_amount(data.settled, open, "'" + *data.owed + "' has open"));
  SETOFF_TRY_STATUS(check_covered(context, account, data.line, data.amount));
  auto& draft = context.draft;
  SETOFF_TRY(out, withdraw_from_lots(context, draft, account, data.line, data.amount));
  draft.debit(payable, owed.lot->name, context.book(), out.value);
  if (data.line != facts.line) {
    draft.credit({AccountKind::crossing, "book", facts.line}, {}, context.book(), out.value);
    draft.debit({AccountKind::crossing, "book", data.line}, {}, context.book(), out.value);
  }
  draft.link(LinkKind::settles, owed.lot->opened);
  return Ok{};
}

// What `settled` of a clearing balance is worth in the currency of the account that pays.
Status check_worth(const RuleContext& context, const SettlementPaid& data, Currency paid) {
  if (data.settled.kind() == paid)
    return require_amount(data.amount, Money(data.settled.minor(), paid));
  SETOFF_TRY(worth, conversion_amount(context.state, data.settled, paid, Decimal{}, context.day()));
  const auto residue = worth.mid.minor() - data.amount.minor();
  const auto residue_max = bank_rounding(context, paid, kSettlementResidue);
  if (residue >= -residue_max && residue <= residue_max) return Ok{};
  return require_amount(data.amount, worth.mid);
}

// Puts what `value` paid for into an account, at its own value: what the bank rounded goes to
// `rounding`.
Status receive(const RuleContext& context, const BankAccount& account, std::string_view line,
               const LotPart& money, std::int64_t value) {
  SETOFF_TRY(worth,
             book_value(context.state, Money(money.amount, account.currency), context.day()));
  context.draft.debit({AccountKind::rounding, account.account, line}, {}, context.book(),
                      value - worth.minor());
  return deposit_into_lots(context, context.draft, account, line, {money}, worth.minor());
}

// Within one currency the position of the line stays as it is.
Status move_within_currency(const RuleContext& context, const BankAccount& from,
                            const BankAccount& to, std::string_view line, const LotPart& money) {
  auto& draft = context.draft;
  const AccountKey source{kind_of(from.use), from.account, line};
  SETOFF_TRY(parts, select_lots(context, from, line, Money(money.amount, from.currency)));
  for (const auto& part : parts)
    draft.credit(source, part.lot, from.currency, part.amount);
  if (parts.empty()) draft.credit(source, {}, from.currency, money.amount);
  const auto lot = to.use == AccountUse::clearing ? std::string_view() : money.lot;
  draft.debit({kind_of(to.use), to.account, line}, lot, to.currency, money.amount);
  return Ok{};
}

// A line's part of a bank account.
struct AccountPart {
  const BankAccount& account;
  std::string_view line;
};

// Moves money worth as much from one account to another, through the positions of the lines and,
// if there are two, from one to the other.
Status exchange(const RuleContext& context, const AccountPart& from, Money out,
                const AccountPart& to, const LotPart& in) {
  const bool crosses = from.line != to.line;
  if (!crosses && from.account.currency == to.account.currency)
    return move_within_currency(context, from.account, to.account, from.line, in);
  auto& draft = context.draft;
  SETOFF_TRY(left, withdraw_from_lots(context, draft, from.account, from.line, out));
  if (crosses) {
    draft.debit({AccountKind::crossing, "book", from.line}, {}, context.book(), left.value);
    draft.credit({AccountKind::crossing, "book", to.line}, {}, context.book(), left.value);
  }
  return receive(context, to.account, to.line, in, left.value);
}

struct BalanceParts {
  AccountPart clearing;
  AccountPart money;
};

// The home side is owed the balance: money comes in on the account.
Status collect_balance(const RuleContext& context, const SettlementPaid& data,
                       const BalanceParts& parts, std::int64_t open) {
  const auto& [account, line] = parts.money;
  SETOFF_TRY_STATUS(check_incoming(context, account, line));
  SETOFF_TRY_STATUS(check_worth(context, data, account.currency));
  SETOFF_TRY_STATUS(
      check_open_amount(data.settled, open, "the balance shows in favour of the home side"));
  SETOFF_TRY_STATUS(check_credit_limits(context, account, data.amount));
  const LotPart money{data.settlement, data.amount.minor()};
  SETOFF_TRY_STATUS(exchange(context, parts.clearing, data.settled, parts.money, money));
  repay_bank(context, context.draft, account, line, {money});
  return Ok{};
}

// The home side owes the balance: money of the account pays it.
Status pay_balance(const RuleContext& context, const SettlementPaid& data,
                   const BalanceParts& parts, std::int64_t open) {
  const auto& [account, line] = parts.money;
  SETOFF_TRY_STATUS(check_pays(context, account));
  SETOFF_TRY_STATUS(check_worth(context, data, account.currency));
  SETOFF_TRY_STATUS(
      check_open_amount(data.settled, open, "the balance shows against the home side"));
  SETOFF_TRY_STATUS(check_covered(context, account, line, data.amount));
  return exchange(context, parts.money, data.amount, parts.clearing,
                  {data.settlement, data.settled.minor()});
}

Status settle_balance(const RuleContext& context, const SettlementPaid& data,
                      const BankAccount& account) {
  SETOFF_TRY(clearing, require_account(context, *data.clearing_account));
  SETOFF_TRY_STATUS(require_new_name(context, data.settlement));
  SETOFF_TRY_STATUS(require_currency(data.amount, account.currency, "data.amount"));
  SETOFF_TRY_STATUS(require_currency(data.settled, clearing->currency, "data.settled"));
  if (clearing->use != AccountUse::clearing)
    return Error(Code::not_accepted,
                 "the account '" + *data.clearing_account + "' is not a clearing account",
                 "data.clearing_account");
  if (clearing == &account)
    return Error(Code::not_accepted, "a balance is settled through another account",
                 "data.account");
  if (data.of_line) SETOFF_TRY_STATUS(require_line(context, *data.of_line));
  const std::string_view of_line = data.of_line ? *data.of_line : data.line;
  const auto balance = balance_from(context, {AccountKind::clearing, clearing->account, of_line},
                                    clearing->currency);
  const BalanceParts parts{{*clearing, of_line}, {account, data.line}};
  if (balance.high >= 0 && balance.low >= 0)
    return collect_balance(context, data, parts, balance.low);
  return pay_balance(context, data, parts, -balance.high);
}

struct SettlementPaidRules {
  static constexpr std::string_view kMeaning =
      "Money of a clearing or free account pays the invoice of a seller abroad, or settles the "
      "balance of a clearing account.";

  static std::string describe(const SettlementPaid& data) {
    return amount_phrase(data.amount) + " on " + data.account + " for " +
           amount_phrase(data.settled) + " of " +
           data.owed.value_or(data.clearing_account.value_or(""));
  }

  static Status prepare(const RuleContext& context, const SettlementPaid& data) {
    if (data.owed.has_value() == data.clearing_account.has_value())
      return Error(Code::bad_field,
                   "name either the invoice in `owed` or the account in `clearing_account`",
                   "data.owed");
    if (data.owed && data.of_line)
      return Error(Code::bad_field, "an invoice has a line of its own", "data.of_line");
    SETOFF_TRY(account, require_account(context, data.account));
    SETOFF_TRY_STATUS(require_line(context, data.line));
    return data.owed ? pay_invoice(context, data, *account)
                     : settle_balance(context, data, *account);
  }

  static void apply(State& state, const Event& event, const SettlementPaid& data, const Draft&,
                    Sequence sequence) {
    state.lots.open(data.settlement, SourceFacts{data.line, event.value_date}, sequence);
  }

  static Status prepare_reversal(const RuleContext& context, const Entry& entry,
                                 const SettlementPaid& data) {
    if (data.clearing_account)
      return Error(Code::not_reversible,
                   "a clearing balance is settled between two banks: what went wrong is paid back "
                   "by another settlement");
    return reverse_postings(context, entry);
  }

  static void undo_facts(State&, const Entry&, const SettlementPaid&) {}
};

}  // namespace

SETOFF_RULES(SettlementPaid, SettlementPaidRules)

}  // namespace setoff
