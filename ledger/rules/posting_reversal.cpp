#include "ledger/rules/posting_reversal.h"

#include <algorithm>

#include "ledger/books/holds.h"
#include "ledger/event/account_path.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/invoices.h"
#include "ledger/rules/money_moves.h"
#include "ledger/rules/payment_claw_back.h"

namespace setoff {
namespace {

// Negates the legs of an entry; names are views into the entry. Money that came in is taken back
// like a returned payment: at its current cost, and from what is still there.
class PostingReversal {
 public:
  PostingReversal(const RuleContext& context, const Entry& entry)
      : context_(context), entry_(entry) {
    for (const auto& posting : entry.postings) {
      const auto id = context.state.chart.find_path(posting.account);
      SETOFF_CHECK(id.valid());
      accounts_.push_back(&context.state.chart[id]);
    }
  }

  Status run() {
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      if (entry_.postings[i].amount == INT64_MIN) return Error(Code::overflow);
      if (!is_clawed_back(i)) negate(i);
    }
    for (std::size_t i = 0; i < accounts_.size(); ++i)
      if (came_in(i)) SETOFF_TRY_STATUS(claw_back(i));
    return Ok{};
  }

 private:
  [[nodiscard]] bool came_in(std::size_t i) const {
    return is_money_at_bank(accounts_[i]->kind) && entry_.postings[i].amount > 0;
  }
  [[nodiscard]] bool is_beside(std::size_t i, std::size_t other) const {
    return accounts_[i]->object == accounts_[other]->object &&
           accounts_[i]->line == accounts_[other]->line;
  }
  // What the bank kept of the money that came in, to repay what it was owed.
  [[nodiscard]] bool was_repaid(std::size_t i) const {
    return accounts_[i]->kind == AccountKind::repayable && entry_.postings[i].amount > 0;
  }
  // Legs that are taken back rather than negated: the money that came in, what the bank kept of it,
  // and those of its position.
  [[nodiscard]] bool is_clawed_back(std::size_t i) const {
    if (came_in(i)) return true;
    const auto kind = accounts_[i]->kind;
    if (was_repaid(i))
      for (std::size_t other = 0; other < accounts_.size(); ++other)
        if (came_in(other) && is_beside(i, other)) return true;
    if (kind != AccountKind::position && kind != AccountKind::revaluation &&
        kind != AccountKind::fx)
      return false;
    for (std::size_t other = 0; other < accounts_.size(); ++other)
      if (came_in(other) && accounts_[other]->line == accounts_[i]->line) return true;
    return false;
  }

  void negate(std::size_t i) {
    const auto& posting = entry_.postings[i];
    const auto& account = *accounts_[i];
    const bool later = posting.value_date && *posting.value_date > context_.day();
    context_.draft.debit({account.kind, account.object, account.line}, posting.lot,
                         posting.commodity, -posting.amount,
                         later ? posting.value_date : std::nullopt);
  }

  // The money of a posting; the first on its account and line includes what the bank kept. Returns
  // nothing on overflow.
  [[nodiscard]] std::optional<std::int64_t> with_repaid(std::size_t i) const {
    Int128 sum = entry_.postings[i].amount;
    bool first = true;
    for (std::size_t other = 0; other < i; ++other)
      first = first && !(came_in(other) && is_beside(i, other));
    for (std::size_t other = 0; other < accounts_.size(); ++other)
      if (first && was_repaid(other) && is_beside(i, other)) sum += entry_.postings[other].amount;
    return narrow(sum);
  }

  Status claw_back(std::size_t i) {
    const auto& account = *accounts_[i];
    const auto& posting = entry_.postings[i];
    Int128 value = 0;  // what the other legs leave to balance
    for (const auto& leg : context_.draft.legs)
      if (leg.commodity == context_.book() && same_text(leg.account.line, account.line) &&
          info_of(leg.account.kind).layer == Layer::money)
        value += leg.amount;
    const auto narrowed = narrow(value);
    if (!narrowed) return Error(Code::overflow);
    const auto whole = with_repaid(i);
    if (!whole) return Error(Code::overflow);
    const auto& terms = *context_.state.agreement.find_account(account.object);
    const std::string_view lot = posting.lot;
    return claw_back_money(context_, terms, account.line, Money(*whole, terms.currency), *narrowed,
                           {&lot, 1});
  }

  const RuleContext& context_;
  const Entry& entry_;
  std::vector<const Account*> accounts_;  // by posting
};

}  // namespace

Status reverse_postings(const RuleContext& context, const Entry& entry) {
  return PostingReversal(context, entry).run();
}

void undo_settlements(const RuleContext& context, const Entry& entry, std::string_view debt) {
  const auto debt_lot = context.state.lots.find(debt);
  for (const auto& posting : entry.postings) {
    if (posting.amount <= 0 || posting.lot.empty()) continue;
    const auto& account = context.state.chart[context.state.chart.find_path(posting.account)];
    const auto* payment = context.state.lots.find_as<PaymentFacts>(posting.lot);
    if (account.kind != AccountKind::advance || payment == nullptr) continue;
    std::int64_t left = posting.amount;
    for (const auto& settled : payment->settled) {
      if (settled.lot != debt_lot ||
          settled.value_date != posting.value_date.value_or(entry.event.value_date))
        continue;
      const auto part = std::min(left, settled.amount);
      if (part > 0)
        context.draft.settlements.push_back(
            {posting.lot, debt, settled.kind, settled.value_date, -part, 0});
      left -= part;
    }
  }
}

std::int64_t sum_posted(const Entry& entry, std::string_view account_class, std::string_view kind) {
  std::int64_t sum = 0;
  for (const auto& posting : entry.postings) {
    const auto path = split_path(posting.account);
    if (path.account_class == account_class && path.kind == kind) sum += posting.amount;
  }
  return sum;
}

Status check_no_later_charges(const State& state, const std::string& claim) {
  if (state.spans.contains(latefee_span(claim)))
    return Error(Code::has_dependents,
                 "late fees are charged on '" + claim + "'; reverse them first");
  if (invoice_of(state, claim).debit_notes > 0)
    return Error(Code::has_dependents, "a debit note stands on '" + claim + "'; reverse it first");
  return Ok{};
}

Status reverse_claim(const RuleContext& context, const Entry& entry, const std::string& claim) {
  SETOFF_TRY_STATUS(check_no_later_charges(context.state, claim));
  SETOFF_TRY_STATUS(reverse_postings(context, entry));
  undo_settlements(context, entry, claim);
  return Ok{};
}

}  // namespace setoff
