#include "simulator/engine/terms.h"

#include <algorithm>
#include <map>

#include "ledger/rules/amounts.h"
#include "simulator/engine/listings.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/currencies.h"

namespace setoff::simulator {

namespace {

OpeningKind opening_kind_of(AccountUse use) {
  switch (use) {
    case AccountUse::deposit:
      return OpeningKind::deposit;
    case AccountUse::reserve:
      return OpeningKind::reserve;
    case AccountUse::clearing:
      return OpeningKind::clearing;
  }
  return OpeningKind::deposit;
}

// Books that contain only the rates of the first day, to value the openings.
State rates_of_first_day(const Scenario& scenario) {
  State state;
  state.agreement = agreement_of(scenario);
  for (const auto& path : scenario.fx) {
    if (const Decimal* value = path.values.at(scenario.time.from))
      state.fixings.set(ledger_name(path.name), {*value, path.numerator, path.denominator},
                        scenario.time.from);
  }
  return state;
}

Status add_claims(const Scenario& scenario, const State& rates, AgreementAdopted& adopted) {
  std::map<std::string, int> numbers;
  for (const auto& claim : scenario.claims) {
    const std::string line = name_of(scenario, claim.line);
    SETOFF_TRY(amount,
               converted(rates, claim.amount, scenario.currency.contract, scenario.time.from));
    if (!amount.is_positive()) continue;
    adopted.openings.push_back({.kind = OpeningKind::claim,
                                .line = line,
                                .lot = "opening-" + line + "-" + std::to_string(++numbers[line]),
                                .account = std::nullopt,
                                .amount = amount,
                                .book = std::nullopt,
                                .due = claim.due});
  }
  return Ok{};
}

Status add_balances(const Scenario& scenario, const State& rates, AgreementAdopted& adopted) {
  const Currency book = scenario.currency.contract;
  for (const auto& account : scenario.accounts) {
    for (const auto& opening : account.openings) {
      SETOFF_TRY(amount, converted(rates, opening.amount, account.currency, scenario.time.from));
      if (amount.is_zero()) continue;
      std::optional<Money> value;
      if (account.currency != book) {
        SETOFF_TRY(in_book, book_value(rates, amount, scenario.time.from));
        value = in_book;
      }
      const std::string line = name_of(scenario, opening.line);
      const std::string name = ledger_name(account.name);
      const bool debt = amount.is_negative();
      if (debt) {
        amount = Money(-amount.minor(), amount.kind());
        if (value) value = Money(-value->minor(), value->kind());
      }
      adopted.openings.push_back(
          {.kind = debt ? OpeningKind::clearing_debt : opening_kind_of(account.use),
           .line = line,
           .lot = shortened_name("opening-" + name + "-" + line),
           .account = name,
           .amount = amount,
           .book = value,
           .due = std::nullopt});
    }
  }
  return Ok{};
}

}  // namespace

Agreement agreement_of(const Scenario& scenario) {
  Agreement agreement;
  agreement.title = {scenario.title.empty() ? scenario.name : scenario.title};
  agreement.book = scenario.currency.contract;
  agreement.rules.rounding = scenario.currency.rounding;
  agreement.rules.calendar = scenario.time.months;
  agreement.rules.day_count = scenario.time.day_count;
  agreement.rules.grace_days = scenario.exports.front().grace_days;  // the same for all lines
  agreement.rules.late_fee_per_year = scenario.payments.late_fee_per_year;
  agreement.rules.allocation = scenario.payments.allocation;
  agreement.rules.credits_need_window = scenario.waiver.guards == WindowGuards::debits_and_credits;
  agreement.rules.pivot = pivot_of(scenario);
  agreement.rules.honour_within_days = scenario.terms.honour_within_days;
  if (scenario.terms.advances == AdvanceRule::by_instruction)
    agreement.rules.advances = AdvanceRule::by_instruction;
  agreement.rules.closing_tolerance = scenario.terms.closing_tolerance;
  for (const auto& party : scenario.parties) {
    agreement.parties.push_back(
        {.party = ledger_name(party.name), .side = party.side, .role = party.role});
  }
  for (const auto& line : scenario.exports) {
    agreement.lines.push_back({.line = ledger_name(line.name),
                               .owner = name_of(scenario, line.seller),
                               .buyer = name_of(scenario, line.buyer),
                               .unit = line.unit});
  }
  for (const auto& account : scenario.accounts) {
    const std::string bank = name_of(scenario, account.bank);
    agreement.accounts.push_back(
        {.account = ledger_name(account.name),
         .bank = bank,
         .place = account.place.empty() ? bank : ledger_name(account.place),
         .currency = account.currency,
         .use = account.use,
         .open_from = account.open_from});
  }
  return agreement;
}

std::string event_source(const Scenario& scenario) {
  return "/setoff/scenario/" + scenario.name;
}

Status adopt_terms(const Scenario& scenario, DayContext& today) {
  AgreementAdopted adopted;
  adopted.agreement = agreement_of(scenario);
  const State rates = rates_of_first_day(scenario);
  SETOFF_TRY_STATUS(add_claims(scenario, rates, adopted));
  SETOFF_TRY_STATUS(add_balances(scenario, rates, adopted));
  SETOFF_TRY_STATUS(today.events.require("agreement", std::move(adopted)));
  return list_goods(scenario, today);
}

}  // namespace setoff::simulator
