#include "simulator/engine/conversions.h"

#include <algorithm>

#include "ledger/core/amounts.h"
#include "simulator/engine/views.h"

namespace setoff::sim {

void ConversionDesk::plan(const ApprovedRelease& approved) {
  const auto& conversions = scenario_.releases.conversions;
  for (std::size_t i = 0; i < conversions.size(); ++i) {
    const auto& terms = conversions[i];
    if (terms.from != approved.account) continue;
    Day on = draws_.after(scenario_.time.workdays, approved.day, terms.after,
                          "conversion-delay/" + approved.name);
    if (terms.when) on = std::max(on, terms.when->from);
    if (terms.when && on > terms.when->to) continue;
    // Nobody orders a conversion into an account that is not open yet.
    const auto& to = scenario_.account(terms.to);
    if (to.open_from) on = std::max(on, *to.open_from);
    planned_.push_back({approved.name, i, on});
    return;
  }
}

Status ConversionDesk::act(Today& today, const ReleaseDesk& desk) {
  for (const auto& approved : desk.approved_today())
    if (!approved.for_use) plan(approved);
  std::vector<Planned> planned;
  std::swap(planned, planned_);
  for (auto& item : planned) {
    if (item.on <= today.day) {
      TRY(booked, convert(today, item));
      if (booked) continue;
      item.on = today.day + kRetryDays;
    }
    planned_.push_back(std::move(item));
  }
  return Ok{};
}

Result<bool> ConversionDesk::convert(Today& today, const Planned& planned) {
  const auto& terms = scenario_.releases.conversions[planned.conversion];
  const std::string account = name_of(scenario_, terms.from);
  const auto releases = live_releases(today.state(), account, today.day);
  const auto release = std::ranges::find(releases, planned.release, &LiveRelease::name);
  if (release == releases.end() || release->open == 0)
    return true;  // lapsed or spent: nothing left
  const bool fails = std::ranges::any_of(
      terms.fails, [&](const DateRange& range) { return range.holds(today.day); });
  if (fails) return refused_by_bank(today, planned.release, account);
  const Money amount(release->open, scenario_.account(terms.from).currency);
  TRY(conversion, conversion_amount(today.state(), amount, scenario_.account(terms.to).currency,
                                    terms.spread, today.day));
  if (!conversion.received.is_positive()) return true;
  const std::string name = fitting_name("convert-" + planned.release);
  TRY(answer, today.books.submit(name, FundsConverted{.conversion = name,
                                                      .release = planned.release,
                                                      .account = account,
                                                      .to_account = name_of(scenario_, terms.to),
                                                      .amount = amount,
                                                      .received = conversion.received,
                                                      .spread = terms.spread}));
  if (!answer.booked()) return false;
  TRY(value, converted(today.state(), conversion.received, scenario_.currency.contract, today.day));
  today.flows.converted += value.minor();
  return true;
}

// Allowed, and yet the bank could not: a fact of the books, and nothing moves.
Result<bool> ConversionDesk::refused_by_bank(Today& today, const std::string& release,
                                             const std::string& account) const {
  TRY(answer,
      today.books.submit(fitting_name("no-convert-" + today.day.text() + "-" + release),
                         ConversionFailed{.release = release,
                                          .account = account,
                                          .reason = {"the bank could not convert on this day"}}));
  (void)answer;  // booked or not, the conversion waits
  return false;
}

TransferDesk::TransferDesk(const Scenario& scenario) : scenario_(scenario) {
  const auto& transfers = scenario.releases.transfers;
  for (std::size_t i = 0; i < transfers.size(); ++i)
    if (transfers[i].date >= scenario.time.from)
      planned_.push_back({.index = i, .on = transfers[i].date});
}

Status TransferDesk::act(Today& today, const ReleaseDesk& desk) {
  for (auto& planned : planned_)
    if (planned.on == today.day) TRY_STATUS(transfer(today, planned, desk));
  return Ok{};
}

Result<bool> TransferDesk::move(Today& today, const Planned& planned, const std::string& release,
                                Money part) const {
  const Transfer& terms = scenario_.releases.transfers[planned.index];
  const std::string name = "transfer-" + std::to_string(planned.index + 1) + "-" +
                           today.day.text() + "-" + std::to_string(planned.moved.size() + 1);
  TRY(answer, today.books.submit(name, FundsTransferred{.transfer = name,
                                                        .release = release,
                                                        .account = name_of(scenario_, terms.from),
                                                        .to_account = name_of(scenario_, terms.to),
                                                        .amount = part}));
  return answer.booked();
}

// Oldest approval first. What the rules refuse is tried again later, and only that.
Status TransferDesk::transfer(Today& today, Planned& planned, const ReleaseDesk& desk) {
  const Transfer& terms = scenario_.releases.transfers[planned.index];
  const Currency currency = scenario_.account(terms.from).currency;
  if (terms.amount && !planned.left) {
    TRY(amount, converted(today.state(), *terms.amount, currency, today.day));
    planned.left = amount.minor();
  }
  for (const auto& release :
       live_releases(today.state(), name_of(scenario_, terms.from), today.day)) {
    if (terms.line && release.line != name_of(scenario_, *terms.line)) continue;
    if (desk.is_for_use(release.name)) continue;
    if (std::ranges::find(planned.moved, release.name) != planned.moved.end()) continue;
    std::int64_t part = std::min(planned.left.value_or(0), release.open);
    if (!terms.amount) {
      TRY(shared, times(release.open, terms.share, Rounding::down));
      part = shared;
    }
    if (part <= 0) continue;
    TRY(booked, move(today, planned, release.name, Money(part, currency)));
    if (!booked) {
      planned.on = today.day + kRetryDays;
      return Ok{};
    }
    planned.moved.push_back(release.name);
    if (planned.left) *planned.left -= part;
  }
  if (planned.moved.empty() || planned.left.value_or(0) > 0)
    today.books.note("releases.transfers: less approved money than was to be transferred from " +
                     scenario_.account(terms.from).name);
  return Ok{};
}

}  // namespace setoff::sim
