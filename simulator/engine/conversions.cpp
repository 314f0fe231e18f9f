#include "simulator/engine/conversions.h"

#include <algorithm>

#include "ledger/books/holds.h"
#include "ledger/rules/amounts.h"
#include "simulator/engine/views.h"

namespace setoff::simulator {

namespace {

// The share of the value in the books that the bank keeps on `day`, to nine places: at a rate of
// its own, what it gives less than that of the books comes on top of the spread. Nothing if it
// gives more: the books have no account for a gain that no fixing shows.
Result<Decimal> share_kept(const Scenario& scenario, const State& state,
                           const ConversionTerms& terms, Day day) {
  constexpr int kPlaces = 9;
  constexpr std::int64_t kOne = 1'000'000'000;
  const Decimal* own = terms.rate ? terms.rate->values.at(day) : nullptr;
  if (own == nullptr) return terms.spread;
  const Currency numerator = terms.rate->numerator;
  const Currency denominator = terms.rate->denominator;
  // The bank buys the numerator, or it sells it.
  const bool buys = scenario.account(terms.from).currency == numerator ||
                    scenario.account(terms.to).currency == denominator;
  SETOFF_TRY(in_books, exact_value_on(state, Exact(1, 0), buys ? denominator : numerator,
                                      buys ? numerator : denominator, day));
  SETOFF_TRY(ratio, buys ? in_books.over(*own) : in_books.times(*own));
  SETOFF_TRY(lost, ratio.times(Decimal(-terms.spread.mantissa(), terms.spread.exponent())));
  SETOFF_TRY(given, ratio.plus(lost));
  SETOFF_TRY(part, given.round(kPlaces, Rounding::half_even));
  return Decimal(std::max<std::int64_t>(0, kOne - part), -kPlaces);
}

}  // namespace

std::optional<ConversionProcess::ConversionOption> ConversionProcess::option_for(
    const ApprovedMoney& money, Day day) const {
  std::optional<ConversionOption> first;
  for (const auto& terms : scenario_.releases.conversions) {
    const bool back = std::ranges::find(money.passed, terms.to) != money.passed.end();
    if (terms.from != money.account || back) continue;
    const std::string key =
        "conversion-delay/" + money.release + "/" + name_of(scenario_, terms.to);
    Day on = std::max(day, draws_.after(scenario_.time.workdays, money.day, terms.after, key));
    if (terms.when) on = std::max(on, terms.when->from);
    // Nobody orders a conversion into an account before it opens.
    if (const auto& open_from = scenario_.account(terms.to).open_from)
      on = std::max(on, *open_from);
    if (terms.when && on > terms.when->to) continue;
    if (!first || on < first->on) first = ConversionOption{&terms, on};
  }
  return first;
}

void ConversionProcess::plan(ApprovedMoney money) {
  if (const auto option = option_for(money, money.day))
    planned_.push_back({std::move(money), option->on});
}

Status ConversionProcess::run_day(DayContext& today, const ReleaseProcess& release_process,
                                  const std::vector<ApprovedMoney>& arrived) {
  for (const auto& approved : release_process.approved_today())
    if (!approved.for_use) plan({approved.name, approved.account, approved.day});
  for (const auto& money : arrived)
    plan(money);
  std::vector<Planned> planned;
  std::swap(planned, planned_);
  for (auto& item : planned)
    SETOFF_TRY_STATUS(run_planned(today, std::move(item)));
  return Ok{};
}

Status ConversionProcess::run_planned(DayContext& today, Planned planned) {
  if (planned.on <= today.day && !stands(planned.waits, scenario_, today)) {
    planned.waits.reset();
    const auto option = option_for(planned.money, today.day);
    if (!option) {
      today.events.add_note("releases.conversions: the approved money of " + planned.money.release +
                            " stays on " + scenario_.account(planned.money.account).name +
                            ": no conversion of it is in force any more");
      return Ok{};
    }
    planned.on = option->on;
    if (option->on == today.day) {
      SETOFF_TRY(done, convert(today, planned, *option->terms));
      if (done) return Ok{};
    }
  }
  planned_.push_back(std::move(planned));
  return Ok{};
}

Result<bool> ConversionProcess::convert(DayContext& today, Planned& planned,
                                        const ConversionTerms& terms) {
  const ApprovedMoney& money = planned.money;
  const std::string account = name_of(scenario_, terms.from);
  const auto releases = live_releases(today.state(), account, today.day);
  const auto release = std::ranges::find(releases, money.release, &LiveRelease::name);
  if (release == releases.end() || release->open == 0)
    return true;  // lapsed or spent; nothing is left to convert
  const bool fails = std::ranges::any_of(
      terms.fails, [&](const DateRange& range) { return range.holds(today.day); });
  if (fails) {
    constexpr int kAskAgain = 7;
    planned.on = today.day + kAskAgain;
    SETOFF_TRY_STATUS(refused_by_bank(today, money.release, account));
    return false;
  }
  const Money amount(release->open, scenario_.account(terms.from).currency);
  SETOFF_TRY(kept, share_kept(scenario_, today.state(), terms, today.day));
  SETOFF_TRY(conversion, conversion_amount(today.state(), amount,
                                           scenario_.account(terms.to).currency, kept, today.day));
  if (!conversion.received.is_positive()) return true;
  const std::string to = name_of(scenario_, terms.to);
  const int booked = conversions_[money.release];
  const std::string name =
      shortened_name(id_of("convert", money.release) +
                     (booked == 0 ? std::string() : "-" + std::to_string(booked + 1)));
  SETOFF_TRY(answer, today.events.submit(name, FundsConverted{.conversion = name,
                                                              .release = money.release,
                                                              .account = account,
                                                              .to_account = to,
                                                              .amount = amount,
                                                              .received = conversion.received,
                                                              .spread = kept}));
  if (!answer.booked()) {
    planned.waits = Obstacle(scenario_, today, answer.refusal, {terms.from, terms.to});
    return false;
  }
  SETOFF_TRY(value,
             converted(today.state(), conversion.received, scenario_.currency.contract, today.day));
  today.flows.converted += value.minor();
  ++conversions_[money.release];
  ApprovedMoney there{money.release, terms.to, today.day, money.passed};
  there.passed.push_back(terms.from);
  plan(std::move(there));  // a further conversion may follow
  return true;
}

// The rules allow the conversion but the bank cannot do it: books a failed conversion, which moves
// no money.
Status ConversionProcess::refused_by_bank(DayContext& today, const std::string& release,
                                          const std::string& account) const {
  SETOFF_TRY(answer, today.events.submit(
                         id_of("no-convert", release) + "-" + today.day.text(),
                         ConversionFailed{.release = release,
                                          .account = account,
                                          .reason = {"the bank could not convert on this day"}}));
  (void)answer;  // booked or refused, the conversion is retried
  return Ok{};
}

TransferProcess::TransferProcess(const Scenario& scenario) : scenario_(scenario) {
  for (const auto& terms : scenario.releases.transfers) {
    if (terms.date < scenario.time.from) continue;
    std::string name = "transfer-" + name_of(scenario, terms.from) + "-" +
                       name_of(scenario, terms.to) + "-" + terms.date.text();
    const auto alike = std::ranges::count_if(
        planned_, [&](const Planned& other) { return other.name.starts_with(name); });
    if (alike > 0) name += "-" + std::to_string(alike + 1);
    planned_.push_back({.terms = &terms, .name = shortened_name(name), .on = terms.date});
  }
}

Status TransferProcess::run_day(DayContext& today, const ReleaseProcess& release_process) {
  arrived_.clear();
  for (auto& planned : planned_)
    if (!planned.done && planned.on <= today.day && !stands(planned.waits, scenario_, today))
      SETOFF_TRY_STATUS(transfer(today, planned, release_process));
  return Ok{};
}

Result<std::optional<Code>> TransferProcess::move(DayContext& today, Planned& planned,
                                                  const std::string& release, Money part) {
  const std::string name =
      shortened_name(planned.name + "-part-" + std::to_string(planned.moved.size() + 1));
  SETOFF_TRY(answer, today.events.submit(
                         name, FundsTransferred{.transfer = name,
                                                .release = release,
                                                .account = name_of(scenario_, planned.terms->from),
                                                .to_account = name_of(scenario_, planned.terms->to),
                                                .amount = part}));
  if (!answer.booked()) return answer.refusal;
  planned.moved.push_back(release);
  if (planned.left) *planned.left -= part.minor();
  arrived_.push_back({release, planned.terms->to, today.day});
  return std::optional<Code>();
}

// Transfers from the oldest approval first; after a refusal, only the rest is retried.
Status TransferProcess::transfer(DayContext& today, Planned& planned,
                                 const ReleaseProcess& release_process) {
  const Transfer& terms = *planned.terms;
  planned.waits.reset();
  const Currency currency = scenario_.account(terms.from).currency;
  if (terms.amount && !planned.left) {
    SETOFF_TRY(amount, converted(today.state(), *terms.amount, currency, today.day));
    planned.left = amount.minor();
  }
  for (const auto& release :
       live_releases(today.state(), name_of(scenario_, terms.from), today.day)) {
    if (terms.line && release.line != name_of(scenario_, *terms.line)) continue;
    if (release_process.is_for_use(release.name)) continue;
    if (std::ranges::find(planned.moved, release.name) != planned.moved.end()) continue;
    std::int64_t part = std::min(planned.left.value_or(0), release.open);
    if (!terms.amount) {
      SETOFF_TRY(shared, times(release.open, terms.share, Rounding::down));
      part = shared;
    }
    if (part <= 0) continue;
    SETOFF_TRY(refusal, move(today, planned, release.name, Money(part, currency)));
    if (refusal) {
      planned.waits = Obstacle(scenario_, today, refusal, {terms.from, terms.to});
      return Ok{};
    }
  }
  planned.done = true;
  if (planned.moved.empty() || planned.left.value_or(0) > 0)
    today.events.add_note(
        "releases.transfers: less approved money than was to be transferred from " +
        scenario_.account(terms.from).name);
  return Ok{};
}

}  // namespace setoff::simulator
