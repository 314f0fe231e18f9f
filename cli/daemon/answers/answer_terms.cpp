// Open items: letters of credit, windows with the days left, limits with their headroom.

#include <algorithm>

#include "cli/daemon/answers/parts.h"
#include "ledger/books/holds.h"
#include "ledger/query/limit_use.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kCreditsMax = 10'000;

struct CreditView {
  const Lot* lot = nullptr;
  const CreditFacts* facts = nullptr;
  std::int64_t held = 0;
  Day expiry;
  std::string_view state;
};

std::string_view state_of(const CreditFacts& credit, std::int64_t held, Day expiry, Day on) {
  if (credit.ended && *credit.ended <= on) return "ended";
  if (on > expiry) return held > 0 ? "papers_waiting" : "expired";
  return "open";
}

Currency currency_of(const State& state, std::string_view account) {
  const auto* const found = state.agreement.find_account(account);
  return found == nullptr ? state.agreement.book : found->currency;
}

void write_documents(const CreditView& credit, Currency currency, Day on, JsonWriter& json) {
  json.key("documents").begin_array();
  for (const auto& papers : credit.facts->documents) {
    if (papers.presented > on) continue;
    json.begin_object().key("documents").string(papers.name);
    json.key("presented").string(papers.presented.text());
    json.key("amount").string(amount_text(papers.amount, currency));
    if (papers.refused && *papers.refused <= on) json.key("refused").string(papers.refused->text());
    json.end_object();
  }
  json.end_array();
}

void write_credit(const State& state, const CreditView& credit, Day on, JsonWriter& json) {
  const auto& facts = *credit.facts;
  const auto currency = currency_of(state, facts.account);
  json.begin_object().key("credit").string(credit.lot->name);
  json.key("state").string(credit.state);
  json.key("entry").count(credit.lot->opened);
  json.key("release").string(state.lots[facts.release].name);
  json.key("order").string(state.lots[facts.order].name);
  if (const auto* order = state.lots.as<OrderFacts>(facts.order))
    json.key("good").string(order->good);
  json.key("purpose").string(facts.purpose).key("supplier").string(facts.supplier);
  json.key("account").string(facts.account).key("line").string(facts.line);
  json.key("issued").string(facts.issued.text());
  json.key("expiry").string(credit.expiry.text());
  json.key("days_left").integer(credit.expiry - on);
  json.key("held").string(amount_text(credit.held, currency));
  json.key("honoured").string(amount_text(facts.captured.at(on), currency));
  write_documents(credit, currency, on, json);
  json.end_object();
}

void write_names(std::string_view key, const std::vector<std::string>& names, JsonWriter& json) {
  json.key(key).begin_array();
  for (const auto& name : names)
    json.string(name);
  json.end_array();
}

}  // namespace

Status answer_credits(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(on, asked.day("on"));
  SETOFF_TRY(all, asked.yes("all"));
  const auto& state = asked.state();
  std::vector<CreditView> credits;
  for (std::uint32_t i = 0; i < state.lots.size(); ++i) {
    const auto* facts = state.lots.as<CreditFacts>(LotId(i));
    if (facts == nullptr || facts->issued > on) continue;
    const auto held = live_hold(state, LotId(i), on);
    const auto expiry = facts->expiry_on(on);
    const auto now = state_of(*facts, held, expiry, on);
    if (all || now == "open" || now == "papers_waiting")
      credits.push_back({&state.lots[LotId(i)], facts, held, expiry, now});
  }
  if (credits.size() > kCreditsMax)
    return Error(Code::too_large, "there are " + std::to_string(credits.size()) +
                                      " letters of credit; ask for those that are open, or take "
                                      "the ledger's export");
  std::ranges::stable_sort(credits, {}, &CreditView::expiry);
  json.key("on").string(on.text());
  json.key("credits").begin_array();
  for (const auto& credit : credits)
    write_credit(state, credit, on, json);
  json.end_array();
  return Ok{};
}

Status answer_windows(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(on, asked.day("on"));
  auto windows = asked.state().windows.all();
  std::ranges::stable_sort(windows, {}, &Window::to);
  json.key("on").string(on.text());
  json.key("windows").begin_array();
  for (const auto& window : windows) {
    json.begin_object().key("window").string(window.name);
    json.key("state").string(on < window.from ? "ahead" : on < window.to ? "open" : "ended");
    json.key("from").string(window.from.text());
    json.key("to").string(window.to.text());
    json.key("days_left").integer(window.to - std::max(on, window.from));
    write_names("lines", window.lines, json);
    write_names("purposes", window.purposes, json);
    write_names("places", window.places, json);
    json.key("in_flight").string(enum_name(window.in_flight)).end_object();
  }
  json.end_array();
  return Ok{};
}

Status answer_limits(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(on, asked.day("on"));
  SETOFF_TRY(uses, limits_on(asked.state(), on));
  json.key("on").string(on.text());
  json.key("limits").begin_array();
  for (const auto& use : uses) {
    const auto& terms = use.limit->terms;
    const auto currency = terms.value.kind();
    json.begin_object().key("limit").string(terms.limit);
    json.key("kind").string(enum_name(terms.kind)).key("account").string(terms.account);
    if (terms.purpose) json.key("purpose").string(*terms.purpose);
    json.key("period").string(enum_name(terms.period));
    if (terms.period != LimitPeriod::none) {
      json.key("period_from").string(use.period.first.text());
      json.key("period_to").string(use.period.last.text());
    }
    json.key("since").string(use.limit->from.text());
    json.key("value").string(terms.value.text());
    json.key("measured").string(amount_text(use.measured, currency));
    json.key("headroom").string(amount_text(use.headroom, currency));
    json.key("on_excess").string(enum_name(terms.on_excess)).end_object();
  }
  json.end_array();
  return Ok{};
}

}  // namespace setoff::cli
