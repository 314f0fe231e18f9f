#include "tests/cli/run_answers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "ledger/query/claims.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff::tests {
namespace {

namespace json = boost::json;

std::vector<std::string> segments(const std::string& path) {
  std::vector<std::string> found;
  std::istringstream in(path);
  for (std::string segment; std::getline(in, segment, ':');)
    found.push_back(segment);
  return found;
}

// Names of the books as a scenario writes them.
std::string scenario_name(std::string name) {
  std::ranges::replace(name, '-', '_');
  return name;
}
std::string books_name(std::string name) {
  std::ranges::replace(name, '_', '-');
  return name;
}

std::string member(const json::value& value, std::string_view name) {
  return std::string(value.at(name).as_string());
}

// "3571200.00 EUR"
Money money_of(const std::string& text) {
  return *parse_money(text);
}

}  // namespace

std::int64_t minor(const json::value& text) {
  std::string digits(text.as_string());
  std::erase(digits, '.');
  return std::stoll(digits);
}

RunAnswers::RunAnswers(const std::string& ledger, std::string reporting, Program setoff)
    : ledger_(ledger), reporting_(*Currency::find(reporting)), setoff_(std::move(setoff)) {
  auto journal = SqliteJournal::open(ledger, OpenMode::read);
  SETOFF_CHECK(journal.has_value());
  auto checked = CheckedJournal::open(std::move(*journal));
  SETOFF_CHECK(checked.has_value());
  journal_ = std::move(*checked);
  read_log();
}

void RunAnswers::read_log() {
  for (const auto* type : {"order.placed", "delivery.metered", "invoice.issued", "payment.received",
                           "release.approved", "funds.converted", "credit.honoured", "goods.landed",
                           "purpose.paid", "settlement.paid", "cover.issued"}) {
    std::istringstream lines(setoff_("audit log '" + ledger_ + "' --json --type " + type));
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with('{')) continue;  // that there is no such entry
      const auto entry = json::parse(line);
      if (member(entry, "outcome") == "booked") add(entry);
    }
  }
  for (const std::string sum : {"billed", "paid", "purchased", "paid_for"}) {
    Flow all;
    for (const auto& [name, flow] : flows_)
      if (name.starts_with(sum + "."))
        for (const auto& [day, minor] : flow)
          all[day] += minor;
    flows_[sum] = std::move(all);
  }
}

void RunAnswers::add_money(const std::string& name, Day on, const std::string& amount) {
  const Money money = money_of(amount);
  const auto value = value_on(state(), money, book(), on);
  flows_[name][on] += *value->round(book().scale(), state().agreement.rules.rounding);
}

// What an entry says of the flows: by its postings, or by what its event states.
void RunAnswers::add(const json::value& entry) {
  const auto type = member(entry, "type");
  const Day on = *parse_day(member(entry, "value_date"));
  const auto& data = entry.at("event").at("data");
  if (type == "order.placed") {
    const auto good = scenario_name(member(data, "good"));
    const auto* const order = state().lots.find_as<OrderFacts>(member(data, "order"));
    if (order != nullptr) purposes_[good] = scenario_name(std::string(order->purpose));
    return;
  }
  if (type == "delivery.metered") {
    quantities_["delivered." + scenario_name(member(data, "line"))] +=
        parse_quantity(member(data, "quantity"))->minor();
    return;
  }
  if (type == "cover.issued") {
    quantities_["home_money"] += money_of(member(data, "amount")).minor();
    return;
  }
  if (type == "goods.landed") {
    const auto* const order = state().lots.find_as<OrderFacts>(member(data, "order"));
    quantities_["landed." + scenario_name(std::string(order->good))] +=
        parse_quantity(member(data, "quantity"))->minor();
  }
  if (type == "release.approved") return add_money("released", on, member(data, "amount"));
  if (type == "funds.converted") return add_money("converted", on, member(data, "received"));
  const auto* const owed = data.as_object().if_contains("owed");
  if (type == "invoice.issued" && data.as_object().contains("seller")) {
    const auto good = member(data, "good");
    bought_[member(data, "invoice")] = scenario_name(good);
    purposes_[scenario_name(good)] =
        scenario_name(std::string(state().listings.purpose_of(good, on)));
  }
  if (type == "settlement.paid" && owed == nullptr) {
    const auto account = scenario_name(member(data, "clearing_account"));
    const auto minor = money_of(member(data, "settled")).minor();
    settled_[account][on] += minor;
    if (state().agreement.find_account(member(data, "account"))->use == AccountUse::clearing)
      moved_[account][on] += minor;
  }
  for (const auto& posting : entry.at("postings").as_array()) {
    if (member(posting, "commodity") != book().code()) continue;
    const auto path = segments(member(posting, "account"));
    const auto amount = *parse_minor(member(posting, "amount"), book().scale());
    const auto& kind = path.at(2);
    const auto object = scenario_name(path.at(3));
    const auto line = scenario_name(path.at(4));
    if (kind == "payable" && type == "invoice.issued")
      flows_["purchased." + bought_.at(member(data, "invoice"))][on] -= amount;
    if (kind == "payable" && type == "settlement.paid" && owed != nullptr)
      flows_["paid_for." + bought_.at(std::string(owed->as_string()))][on] += amount;
    if (type == "invoice.issued" && kind == "export") flows_["billed." + line][on] -= amount;
    const bool bank = kind == "deposit" || kind == "reserve" || kind == "clearing";
    if (type == "payment.received" && (bank || kind == "position"))
      flows_["paid." + line][on] += amount;
    if (kind == "transit" || kind == "landed" || kind == "loss") {
      flows_["spent_on." + object][on] += amount;
      flows_["spent_for." + purposes_[object]][on] += amount;
      flows_["spent"][on] += amount;
    }
    if (kind == "purpose") {
      flows_["other_uses." + object][on] += amount;
      flows_["spent_for." + object][on] += amount;
      flows_["spent"][on] += amount;
    }
  }
}

std::string RunAnswers::over(const std::map<std::string, Flow>& flows, const std::string& account,
                             Day from, Day to) const {
  const auto* const terms = state().agreement.find_account(books_name(account));
  std::int64_t sum = 0;
  if (const auto found = flows.find(account); found != flows.end())
    for (const auto& [day, minor] : found->second)
      if (from <= day && day <= to) sum += minor;
  return format_minor(sum, terms->currency.scale());
}
std::string RunAnswers::settled(const std::string& account, Day from, Day to) const {
  return over(settled_, account, from, to);
}
std::string RunAnswers::moved(const std::string& account, Day from, Day to) const {
  return over(moved_, account, from, to);
}

std::int64_t RunAnswers::turned(std::int64_t minor, Day on, bool in_books) const {
  if (in_books || minor == 0) return minor;
  const auto value = value_on(state(), Money(minor, book()), reporting_, on);
  return *value->round(reporting_.scale(), state().agreement.rules.rounding);
}

std::string RunAnswers::text(std::int64_t minor, bool in_books) const {
  return format_minor(minor, in_books ? book().scale() : reporting_.scale());
}

const json::value& RunAnswers::claims(Day on, bool in_books) {
  auto& kept = claims_[{on, in_books}];
  if (kept.is_null())
    kept = json::parse(setoff_("claims '" + ledger_ + "' --json --on " + on.text() +
                               (in_books ? "" : " --in " + std::string(reporting_.code()))));
  return kept;
}

std::string RunAnswers::state_of(const std::string& part, Day on, bool in_books) {
  return member(claims(on, in_books).at("all").at("parts"), part);
}
std::string RunAnswers::figure(const std::string& name, Day on, bool in_books) {
  return member(claims(on, in_books).at("all").at("figures"), name);
}
std::string RunAnswers::line_state(const std::string& line, const std::string& part, Day on) {
  for (const auto& one : claims(on, true).at("lines").as_array())
    if (member(one, "line") == books_name(line))
      return part == "earned" ? member(one, part) : member(one.at("parts"), part);
  return "no line";
}

std::string RunAnswers::worth(const std::string& account, const std::string& what, Day on,
                              bool in_books) {
  for (const auto& one : claims(on, in_books).at("all").at("accounts").as_array())
    if (member(one, "account") == books_name(account)) return member(one, what);
  return text(0, in_books);
}

std::string RunAnswers::balance(const std::string& account, Day on) {
  const auto* const terms = state().agreement.find_account(books_name(account));
  std::int64_t sum = 0;
  for (const auto& one : claims(on, true).at("all").at("accounts").as_array())
    if (member(one, "account") == books_name(account))
      for (const auto& part : one.at("parts").as_object())
        sum += *parse_minor(std::string(part.value().as_string()), terms->currency.scale());
  return format_minor(sum, terms->currency.scale());
}

Day RunAnswers::worst_overdue(Day from, Day to) {
  const auto known = worst_days_.find({from, to});
  if (known != worst_days_.end()) return known->second;
  std::int64_t worst = 0;
  Day on = from;
  for (Day day = from; day <= to; day = day + 1) {
    const auto overdue = (*claims_on(state(), day)).all[ClaimPart::overdue];
    if (overdue > worst) on = day;
    worst = std::max(worst, overdue);
  }
  return worst_days_[{from, to}] = on;
}

std::string RunAnswers::flow(const std::string& name, Day from, Day to, bool in_books) {
  std::int64_t sum = 0;
  for (const auto& [day, minor] : flows_[name])
    if (day >= from && day <= to) sum += turned(minor, day, in_books);
  return text(sum, in_books);
}

std::int64_t RunAnswers::quantity(const std::string& name) const {
  const auto found = quantities_.find(name);
  return found == quantities_.end() ? 0 : found->second;
}

}  // namespace setoff::tests
