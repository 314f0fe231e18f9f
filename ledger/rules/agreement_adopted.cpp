// agreement.adopted: the terms come into force, with the balances at the start.

#include <algorithm>

#include "ledger/base/grouped.h"
#include "ledger/base/int128.h"
#include "ledger/rules/checks.h"
#include "ledger/rules/event_rules.h"
#include "ledger/rules/positions.h"

namespace setoff {
namespace {

constexpr std::string_view kOpeningObject = "book";

// While an agreement is being adopted it is in the event, not yet in the state.
struct OpeningContext {
  const Agreement& agreement;
  Draft& draft;
};

Status open_claim(const OpeningContext& context, const Line& line, const Opening& opening) {
  SETOFF_TRY_STATUS(
      require_currency(opening.amount, context.agreement.book, "data.openings.amount"));
  const auto kind = opening.kind == OpeningKind::claim ? AccountKind::claim : AccountKind::penalty;
  if (opening.kind == OpeningKind::claim && !opening.due)
    return Error(Code::bad_field, "an opening claim needs its due day", "data.openings.due");
  const auto currency = context.agreement.book;
  context.draft.debit({kind, line.buyer, line.line}, opening.lot, currency, opening.amount.minor());
  context.draft.credit({AccountKind::opening, kOpeningObject, line.line}, {}, currency,
                       opening.amount.minor());
  return Ok{};
}

Status open_money(const OpeningContext& context, const Line& line, const Opening& opening) {
  const auto* account =
      opening.account ? context.agreement.find_account(*opening.account) : nullptr;
  if (account == nullptr)
    return Error(Code::unknown_account, "an opening at a bank names an account of the agreement",
                 "data.openings.account");
  SETOFF_TRY_STATUS(require_currency(opening.amount, account->currency, "data.openings.amount"));
  const auto book = context.agreement.book;
  const bool foreign = account->currency != book;
  if (foreign != opening.book.has_value())
    return Error(Code::bad_field,
                 "`book` is the value in the book currency of a foreign opening, and only of one",
                 "data.openings.book");
  const auto value = foreign ? *opening.book : opening.amount;
  SETOFF_TRY_STATUS(require_currency(value, book, "data.openings.book"));
  const bool debt = opening.kind == OpeningKind::clearing_debt;
  if (debt && account->use != AccountUse::clearing)
    return Error(Code::bad_field,
                 "'" + account->account + "' is no clearing account, and shows no debt",
                 "data.openings.kind");
  const auto sign = debt ? -1 : 1;
  const AccountKey key{kind_of(account->use), account->account, line.line};
  const bool keeps_lots = account->use != AccountUse::clearing;
  context.draft.debit(key, keeps_lots ? std::string_view(opening.lot) : std::string_view{},
                      account->currency, sign * opening.amount.minor());
  if (foreign) {
    const AccountKey position{AccountKind::position,
                              context.draft.store_name(segment_of(account->currency)), line.line};
    context.draft.credit(position, {}, account->currency, sign * opening.amount.minor());
    context.draft.debit(position, {}, book, sign * value.minor());
  }
  context.draft.credit({AccountKind::opening, kOpeningObject, line.line}, {}, book,
                       sign * value.minor());
  return Ok{};
}

// Where what an account holds and another owes of a currency come to nothing, the line has no
// position: what their values differ by is equity of the start.
void clear_even_positions(const OpeningContext& context) {
  struct Sums {
    Int128 money = 0;
    std::int64_t value = 0;
  };
  const auto book = context.agreement.book;
  std::vector<std::pair<AccountKey, Sums>> positions;
  for (const auto& leg : context.draft.legs) {
    if (leg.account.kind != AccountKind::position) continue;
    auto found = std::ranges::find(positions, leg.account, &std::pair<AccountKey, Sums>::first);
    if (found == positions.end()) found = positions.insert(found, {leg.account, {}});
    if (leg.commodity == book)
      found->second.value += leg.amount;
    else
      found->second.money += leg.amount;
  }
  for (const auto& [position, sums] : positions) {
    if (sums.money != 0 || sums.value == 0) continue;
    context.draft.credit(position, {}, book, sums.value);
    context.draft.debit({AccountKind::opening, kOpeningObject, position.line}, {}, book,
                        sums.value);
  }
}

struct AgreementAdoptedRules {
  static constexpr std::string_view kMeaning =
      "The terms come into force: parties, lines of trade, bank accounts, rules and opening "
      "balances.";

  static std::string describe(const AgreementAdopted& data) {
    return counted(data.agreement.lines.size(), "line") + ", " +
           counted(data.agreement.accounts.size(), "account") + ", " +
           counted(data.openings.size(), "opening");
  }

  static Status prepare(const RuleContext& context, const AgreementAdopted& data) {
    SETOFF_TRY_STATUS(check_agreement(data.agreement));
    if (context.state.adopted) return Error(Code::already_adopted);
    auto& draft = context.draft;
    const OpeningContext opening_context{data.agreement, draft};
    for (const auto& opening : data.openings) {
      const auto* line = data.agreement.find_line(opening.line);
      if (line == nullptr)
        return Error(Code::unknown_line, "no line '" + opening.line + "'", "data.openings.line");
      const auto taken = std::ranges::count(data.openings, opening.lot, &Opening::lot);
      if (taken > 1)
        return Error(Code::lot_exists, "'" + opening.lot + "' is named twice", "data.openings.lot");
      const bool claim = opening.kind == OpeningKind::claim || opening.kind == OpeningKind::penalty;
      SETOFF_TRY_STATUS(claim ? open_claim(opening_context, *line, opening)
                              : open_money(opening_context, *line, opening));
    }
    clear_even_positions(opening_context);
    return Ok{};
  }

  static void apply(State& state, const Event& event, const AgreementAdopted& data, Draft&&,
                    Sequence sequence) {
    state.adopted = true;
    state.agreement = data.agreement;
    for (const auto& opening : data.openings) {
      if (opening.kind == OpeningKind::claim) {
        const auto& buyer = state.agreement.find_line(opening.line)->buyer;
        InvoiceFacts facts;
        facts.line = opening.line;
        facts.object = buyer;
        facts.issued = facts.from = facts.to = event.value_date;
        facts.due = *opening.due;
        facts.amount = opening.amount.minor();
        state.lots.open(opening.lot, facts, sequence);
      } else {
        state.lots.open(opening.lot, SourceFacts{opening.line, event.value_date}, sequence);
      }
    }
  }
};

}  // namespace

SETOFF_RULES(AgreementAdopted, AgreementAdoptedRules)

}  // namespace setoff
