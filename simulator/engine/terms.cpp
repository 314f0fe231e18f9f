#include "simulator/engine/terms.h"

#include <algorithm>
#include <map>

#include "ledger/rules/amounts.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/currencies.h"

namespace setoff::sim {

namespace {

AccountUse use_of(BankAccountKind kind) {
  switch (kind) {
    case BankAccountKind::restricted:
      return AccountUse::deposit;
    case BankAccountKind::reserve:
      return AccountUse::reserve;
    case BankAccountKind::clearing:
      return AccountUse::clearing;
  }
  return AccountUse::deposit;
}

OpeningKind opening_kind_of(BankAccountKind kind) {
  switch (kind) {
    case BankAccountKind::restricted:
      return OpeningKind::deposit;
    case BankAccountKind::reserve:
      return OpeningKind::reserve;
    case BankAccountKind::clearing:
      return OpeningKind::clearing;
  }
  return OpeningKind::deposit;
}

// Maps an enum to the ledger's enum of the same name; both list the same values in the same order.
template <class To, class From>
constexpr To same_name(From value) {
  return static_cast<To>(static_cast<int>(value));
}
static_assert(same_name<setoff::Role>(Role::authority) == setoff::Role::authority);
static_assert(same_name<setoff::DayCount>(DayCount::act_360) == setoff::DayCount::act_360);
static_assert(same_name<setoff::Side>(Side::abroad) == setoff::Side::abroad);
static_assert(same_name<setoff::Allocation>(Allocation::instructed) ==
              setoff::Allocation::instructed);

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
          {.kind = debt ? OpeningKind::clearing_debt : opening_kind_of(account.kind),
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

Status list_goods(const Scenario& scenario, DayContext& today) {
  std::vector<std::pair<std::string, std::string>> listed;  // good, purpose
  for (const auto& purpose : scenario.purposes)
    listed.emplace_back(ledger_name(purpose), ledger_name(purpose));
  if (scenario.imports) {
    for (const auto& good : scenario.imports->goods)
      listed.emplace_back(ledger_name(good.name), ledger_name(good.purpose));
  }
  for (const auto& purchase : scenario.purchases) {
    const std::string& name = purchase.contract.name;
    listed.emplace_back(ledger_name(name),
                        ledger_name(purchase.purpose.empty() ? name : purchase.purpose));
  }
  std::ranges::sort(listed);
  const auto [first, last] = std::ranges::unique(listed);
  listed.erase(first, last);
  for (const auto& [good, purpose] : listed) {
    SETOFF_TRY_STATUS(today.events.require(shortened_name("list-" + good + "-" + purpose),
                                           GoodsListed{.good = good, .purpose = purpose}));
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
  agreement.rules.day_count = same_name<setoff::DayCount>(scenario.time.day_count);
  agreement.rules.grace_days = scenario.exports.front().grace_days;  // the same for all lines
  agreement.rules.late_fee_per_year = scenario.payments.late_fee_per_year;
  agreement.rules.allocation = same_name<setoff::Allocation>(scenario.payments.allocation);
  agreement.rules.credits_need_window = scenario.waiver.guards == WindowGuards::debits_and_credits;
  agreement.rules.pivot = pivot_of(scenario);
  agreement.rules.honour_within_days = scenario.terms.honour_within_days;
  if (scenario.terms.advances == Advances::by_instruction)
    agreement.rules.advances = AdvanceRule::by_instruction;
  agreement.rules.closing_tolerance = scenario.terms.closing_tolerance;
  for (const auto& party : scenario.parties) {
    agreement.parties.push_back({.party = ledger_name(party.name),
                                 .side = same_name<setoff::Side>(party.side),
                                 .role = same_name<setoff::Role>(party.role)});
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
         .use = use_of(account.kind),
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

}  // namespace setoff::sim
