// payment.received: which claims a payment settles (the allocation), at which value, and where the
// money lies.

#include <algorithm>

#include "ledger/core/amounts.h"
#include "ledger/core/money_moves.h"
#include "ledger/core/rule_checks.h"

namespace setoff {
namespace {

// An open claim that the payment may settle.
struct Candidate {
  AccountKey account;
  std::string_view lot;
  Sequence opened = 0;
  std::int64_t open = 0;
  int rank = 0;  // claims first, then topups, then penalties
  Day due;
};

struct Settled {
  Candidate claim;
  std::int64_t book = 0;  // taken off the claim, in the book currency
};

constexpr struct {
  Kind kind;
  int rank;
} kSettled[] = {{Kind::claim, 0}, {Kind::topup, 1}, {Kind::penalty, 2}};

void add_open(const RuleContext& context, const Line& line, std::vector<Candidate>& out) {
  for (const auto& [kind, rank] : kSettled) {
    const AccountKey key{kind, line.buyer, line.line};
    context.state.balances.each_lot(context.state.chart.find(key), [&](const LotCell& cell) {
      const auto open = cell.series.min_from(context.day());
      const auto& lot = context.state.lots[cell.lot];
      const auto* facts = lot.facts.find<InvoiceFacts>();
      const Day due = facts != nullptr ? facts->due : lot.facts.as<SourceFacts>().since;
      if (open > 0) out.push_back({key, lot.name, lot.opened, open, rank, due});
      return true;
    });
  }
}

std::vector<Candidate> open_claims(const RuleContext& context, const PaymentReceived& data,
                                   Allocation rule) {
  std::vector<Candidate> out;
  for (const auto& line : context.state.agreement.lines)
    if (!data.line || line.line == *data.line) add_open(context, line, out);
  const auto oldest = [](const Candidate& a, const Candidate& b) {
    return std::tie(a.rank, a.due, a.lot) < std::tie(b.rank, b.due, b.lot);
  };
  const auto by_product = [&](const Candidate& a, const Candidate& b) {
    return a.account.line != b.account.line ? a.account.line < b.account.line : oldest(a, b);
  };
  if (rule == Allocation::product_first)
    std::ranges::sort(out, by_product);
  else
    std::ranges::sort(out, oldest);
  return out;
}

Result<std::vector<Settled>> settle_instructed(const RuleContext& context,
                                               const PaymentReceived& data,
                                               const std::vector<Candidate>& claims,
                                               std::int64_t& left) {
  std::vector<Settled> settled;
  for (const auto& wanted : data.instructed) {
    TRY_STATUS(need_currency(wanted.amount, context.book(), "data.instructed.amount"));
    std::int64_t rest = wanted.amount.minor();
    for (const auto& claim : claims) {
      if (claim.lot != wanted.lot) continue;
      const auto part = std::min(claim.open, rest);
      settled.push_back({claim, part});
      rest -= part;
    }
    if (rest > 0)
      return Error(Code::exceeds_lot,
                   wanted.amount.text() + " is more than '" + wanted.lot + "' has open",
                   "data.instructed");
    left -= wanted.amount.minor();
  }
  if (left < 0)
    return Error(Code::amount_mismatch,
                 "the claims instructed come to more than the payment is worth", "data.instructed");
  return settled;
}

std::vector<Settled> settle_in_order(const std::vector<Candidate>& claims, std::int64_t& left) {
  std::vector<Settled> settled;
  for (const auto& claim : claims) {
    if (left == 0) break;
    const auto part = std::min(claim.open, left);
    settled.push_back({claim, part});
    left -= part;
  }
  return settled;
}

// Book values by line; the money paid is split in proportion, so that each line has its part of the
// account.
struct LinePart {
  std::string_view line;
  std::vector<LotPart> lots;  // amounts in the book currency until they are split
  std::int64_t value = 0;
};

std::vector<LinePart> by_line(const std::vector<Settled>& settled) {
  std::vector<LinePart> parts;
  for (const auto& item : settled) {
    auto part = std::ranges::find(parts, item.claim.account.line, &LinePart::line);
    if (part == parts.end()) part = parts.insert(part, LinePart{item.claim.account.line, {}, 0});
    const auto same = std::ranges::find(part->lots, item.claim.lot, &LotPart::lot);
    if (same == part->lots.end())
      part->lots.push_back({item.claim.lot, item.book});
    else
      same->amount += item.book;
    part->value += item.book;
  }
  return parts;
}

Status put_parts_in(const RuleContext& context, Draft& draft, const BankAccount& account,
                    std::vector<LinePart> parts, Money amount) {
  std::vector<std::int64_t> weights;
  for (const auto& part : parts)
    for (const auto& lot : part.lots)
      weights.push_back(lot.amount);
  TRY(amounts, split(amount.minor(), weights));
  std::size_t next = 0;
  for (auto& part : parts) {
    for (auto& lot : part.lots)
      lot.amount = amounts[next++];
    put_in(context, draft, account, part.line, part.lots, part.value);
  }
  return Ok{};
}

Result<std::string_view> advance_line(const RuleContext& context, const PaymentReceived& data,
                                      const std::vector<Settled>& settled) {
  if (data.line) return std::string_view(*data.line);
  if (!settled.empty()) return settled.back().claim.account.line;
  if (context.state.agreement.lines.size() == 1)
    return std::string_view(context.state.agreement.lines.front().line);
  return Error(Code::bad_field, "nothing is open to settle; name the line that the advance is for",
               "data.line");
}

}  // namespace

Status draft_for(const RuleContext& context, const PaymentReceived& data) {
  const auto rule = data.allocation.value_or(context.rules().allocation);
  if ((rule == Allocation::instructed) != !data.instructed.empty())
    return Error(Code::bad_field,
                 "`instructed` lists the claims of the rule `instructed`, and only of it",
                 "data.instructed");
  TRY(account, need_account(context, data.account));
  TRY_STATUS(need_party(context, data.payer));
  if (data.line) TRY_STATUS(need_line(context, *data.line));
  TRY_STATUS(need_new_name(context, data.payment));
  TRY_STATUS(need_currency(data.amount, account->currency, "data.amount"));
  const auto asked_line = data.line ? std::string_view(*data.line)
                                    : std::string_view(context.state.agreement.lines.front().line);
  TRY(value, book_value(context.state, data.amount, context.day()));
  TRY_STATUS(check_incoming(context, *account, asked_line));
  if (!value.is_positive())
    return Error(Code::amount_mismatch,
                 data.amount.text() + " is worth nothing in the book currency");

  std::int64_t left = value.minor();
  const auto claims = open_claims(context, data, rule);
  std::vector<Settled> settled;
  if (rule == Allocation::instructed) {
    TRY(chosen, settle_instructed(context, data, claims, left));
    settled = chosen;
  } else {
    settled = settle_in_order(claims, left);
  }
  auto& draft = context.draft;
  for (const auto& item : settled) {
    draft.credit(item.claim.account, item.claim.lot, context.book(), item.book);
    draft.link(LinkKind::settles, item.claim.opened);
  }
  if (left > 0) {
    TRY(line, advance_line(context, data, settled));
    const auto& buyer = context.state.agreement.find_line(line)->buyer;
    const AccountKey advance{Kind::advance, buyer, context.state.agreement.find_line(line)->line};
    draft.credit(advance, data.payment, context.book(), left);
    settled.push_back({Candidate{advance, data.payment, 0, left, 0, context.day()}, left});
  }
  TRY_STATUS(check_credit_limits(context, *account, data.amount));
  TRY_STATUS(put_parts_in(context, draft, *account, by_line(settled), data.amount));
  return Ok{};
}

void record(State& state, const Event& event, const PaymentReceived& data, const Draft&,
            Sequence sequence) {
  const auto line = data.line.value_or(state.agreement.lines.front().line);
  state.lots.open(data.payment, SourceFacts{line, event.value_date}, sequence);
}

}  // namespace setoff
