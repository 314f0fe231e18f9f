#include "tests/benchmarks/event_mix.h"

#include "ledger/rules/amounts.h"
#include "tests/support/books.h"

namespace setoff::benchmarks {
namespace {

using tests::currency;
using tests::day;
using tests::decimal;
using tests::rate;
using tests::unit;

constexpr std::string_view kLineNames[] = {"gas-north",  "gas-south",  "power-north", "power-south",
                                           "fuel-north", "fuel-south", "steel",       "cement"};

bool is_power(std::size_t line) {
  return line % 4 >= 2;
}

Money in_book(std::int64_t minor) {
  return {minor, currency("EUR")};
}

}  // namespace

EventMix::EventMix(std::size_t lines) : lines_(lines), today_(day("1980-01-01")) {
  constexpr auto kNames = std::size(kLineNames);
  for (std::size_t i = 0; i < lines; ++i) {
    lines_[i].name = kLineNames[i % kNames];
    if (i >= kNames) lines_[i].name += "-" + std::to_string(i / kNames + 1);
    lines_[i].deposit = i % 2 == 0 ? "bank-north-iqd" : "bank-south-iqd";
    lines_[i].billed_to = today_;
  }
}

// SplitMix64: any good mixer does, the story only has to be uneven and always the same.
std::uint64_t EventMix::below(std::uint64_t bound) {
  auto z = random_ += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return (z ^ (z >> 31U)) % bound;
}

bool EventMix::add(std::string id, EventData data) {
  return add_on(today_, std::move(id), std::move(data));
}

bool EventMix::add_on(Day value_date, std::string id, EventData data) {
  Event event;
  event.key = {"/setoff/benchmark/mix", std::move(id)};
  event.value_date = value_date;
  event.time = Timestamp(Timestamp::at_midnight(today_).microseconds() +
                         static_cast<std::int64_t>(counter_ % 80'000) * 1'000'000);
  event.booked = Timestamp(Timestamp::at_midnight(today_).microseconds() +
                           static_cast<std::int64_t>(++counter_));
  event.data = std::move(data);
  out_.push_back(std::move(event));
  const auto& stored = out_.back();
  ++made_[stored.type_name()];
  ReferencedEntries referenced;
  if (std::holds_alternative<EntryReversed>(stored.data) && last_fee_)
    referenced.reversed = &*last_fee_;
  auto draft = post(books_, stored, referenced);
  const auto sequence = books_.next_sequence;
  if (!draft) {
    ++refused_[info_of(draft.error().code).name];
    SETOFF_CHECK(draft.error().family() == Family::refused);
    apply_refusal(books_, stored, sequence);
    return false;
  }
  Entry entry;
  apply(books_, stored, std::move(*draft), sequence, entry);
  if (!std::holds_alternative<FeeCharged>(stored.data)) return true;
  entry.event = stored;
  last_fee_ = std::move(entry);
  return true;
}

std::vector<Event> EventMix::make(std::size_t count) {
  out_.reserve(count + 1'000);
  if (books_.next_sequence == 0) adopt();
  while (out_.size() < count)
    next_day();
  std::vector<Event> events = std::exchange(out_, {});
  // The rest of the day belongs to the next call.
  out_.assign(std::make_move_iterator(events.begin() + static_cast<std::ptrdiff_t>(count)),
              std::make_move_iterator(events.end()));
  events.resize(count);
  return events;
}

void EventMix::adopt() {
  AgreementAdopted data;
  auto& terms = data.agreement;
  terms.title = {"Benchmark: eight lines against eight goods"};
  terms.book = currency("EUR");
  terms.rules.late_fee_per_year = decimal("0.06");
  terms.rules.pivot = currency("USD");
  terms.parties = {{"exporter-gas", Side::home, Role::exporter},
                   {"exporter-power", Side::home, Role::exporter},
                   {"importer", Side::home, Role::importer},
                   {"ministry", Side::abroad, Role::buyer},
                   {"trade-bank", Side::abroad, Role::custodian},
                   {"grain-house", Side::abroad, Role::supplier},
                   {"travel-agency", Side::abroad, Role::supplier}};
  for (std::size_t i = 0; i < lines_.size(); ++i)
    terms.lines.push_back({lines_[i].name, is_power(i) ? "exporter-power" : "exporter-gas",
                           "ministry", unit(is_power(i) ? "MWh" : "m3")});
  for (const std::string place : {"north", "south"})
    for (const auto& [suffix, code] : {std::pair{"-iqd", "IQD"}, std::pair{"-eur", "EUR"}})
      terms.accounts.push_back(
          {"bank-" + place + suffix, "trade-bank", place, currency(code), AccountUse::deposit, {}});
  add("adoption", data);
  for (const auto good : kGoodsOfMix)
    add("list-" + std::string(good), GoodsListed{std::string(good), "basic"});
  add("list-pilgrims", GoodsListed{"pilgrims", "travel"});
  add("window",
      WindowOpened{
          "waiver", today_, kLastDay, {}, {}, {}, InFlight::run_off, {"authority's letter 1"}});
}

void EventMix::next_day() {
  fix();
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    const auto turn = static_cast<std::size_t>(today_.since_epoch()) + line * 5;
    deliver(line);
    if (turn % 4 == 0) invoice(line);
    if (turn % 3 == 0) charge_late(line);
    if (turn % 5 == 0) receive(line);
    if (turn % 20 == 1) settle_penalties(line);
    if (turn % 4 == 1) start_import(line);
    if (turn % 60 == 7) mend(line);
  }
  for (auto import = imports_.begin(); import != imports_.end();) {
    if (import->next <= today_) step(*import);
    import = import->stage < 0 ? imports_.erase(import) : std::next(import);
  }
  if (today_.since_epoch() % 30 == 0) close_month();
  today_ = today_ + 1;
}

void EventMix::fix() {
  const auto date = today_.text();
  const auto set_rate = [&](std::string key, Decimal value, std::string_view from,
                            std::string_view to) {
    add("rate-" + key + "-" + date,
        RateFixed{
            key, today_, {value, currency(from), currency(to)}, {"bank"}, Tag::sourced, false});
  };
  set_rate("eur-usd", Decimal(9000 + static_cast<std::int64_t>(below(400)), -4), "EUR", "USD");
  set_rate("iqd-usd", Decimal(1450 + static_cast<std::int64_t>(below(20)), 0), "IQD", "USD");
  add("price-brent-" + date, PriceFixed{"brent",
                                        today_,
                                        {Decimal(5000 + static_cast<std::int64_t>(below(3000)), -2),
                                         currency("USD"), unit("bbl")},
                                        {"exchange"},
                                        Tag::sourced,
                                        false});
}

void EventMix::deliver(std::size_t line) {
  auto& life = lines_[line];
  for (const std::string meter : {"meter-a", "meter-b"}) {
    // The meter's book comes some days late now and then: back-dated, as in life.
    const Day value_date = below(30) == 0 ? today_ - static_cast<int>(below(6)) : today_;
    const auto amount = static_cast<std::int64_t>(400'000 + below(200'000));
    const auto name = life.name + "-" + meter + "-" + today_.text();
    const DeliveryMetered data{name,   life.name,  meter,
                               today_, today_ + 1, {amount, unit(is_power(line) ? "MWh" : "m3")}};
    if (add_on(value_date, name, data)) life.unbilled += amount;
    if (below(40) == 0) add(name + "-again", data);  // refused: the span is booked
  }
}

void EventMix::invoice(std::size_t line) {
  auto& life = lines_[line];
  if (life.unbilled == 0) return;
  InvoiceIssued data;
  data.invoice = life.name + "-invoice-" + today_.text();
  data.line = life.name;
  data.from = life.billed_to;
  data.to = today_ + 1;
  const Quantity whole(life.unbilled, unit(is_power(line) ? "MWh" : "m3"));
  if (is_power(line)) {
    data.slices = {{whole, rate("95.4 USD/MWh"), {}}};
  } else {
    const auto half = life.unbilled / 2;
    data.slices = {
        {{half, whole.kind()}, rate("5.5484 USD/MMBtu"), rate("0.0366 MMBtu/m3")},
        {{life.unbilled - half, whole.kind()}, rate("3.8885 USD/MMBtu"), rate("0.0366 MMBtu/m3")}};
  }
  const auto amount = invoice_amount(books_, data.slices, today_);
  SETOFF_CHECK(amount.has_value());
  data.amount = *amount;
  data.due = today_ + 45;
  if (below(25) == 0) {  // refused: a wrong sum
    auto wrong = data;
    wrong.amount = in_book(data.amount.minor() + 1);
    add(data.invoice + "-draft", wrong);
  }
  if (!add(data.invoice, data)) return;
  life.invoices.push_back({data.invoice, data.due, data.due, {}});
  life.billed_to = data.to;
  life.unbilled = 0;
}

void EventMix::charge_late(std::size_t line) {
  auto& life = lines_[line];
  for (auto& invoice : life.invoices) {
    if (invoice.overdue_from >= today_) return;
    if (today_ - invoice.charged_to < 10) continue;
    const auto fee = late_fee_amount(books_, invoice.name, invoice.charged_to, today_);
    if (!fee || !fee->is_positive()) continue;
    const auto name = "late-fee-" + invoice.name + "-" + today_.text();
    if (!add(name, LatefeeCharged{name, invoice.name, invoice.charged_to, today_, *fee})) continue;
    invoice.charged_to = today_;
    invoice.penalty = invoice.penalty.value_or(0) + fee->minor();
    return;
  }
}

void EventMix::receive(std::size_t line) {
  auto& life = lines_[line];
  const auto open =
      balance_on(books_, {AccountKind::claim, "ministry", life.name}, currency("EUR"), today_);
  const auto spare = static_cast<std::int64_t>(12) * (is_power(line) ? 500'000'000 : 40'000'000);
  const auto wanted = open > spare ? (open - spare) / 2 : open / 16;
  const auto value = value_on(books_, in_book(wanted), currency("IQD"), today_);
  SETOFF_CHECK(value.has_value());
  const auto minor = value->round(3, Rounding::down);
  SETOFF_CHECK(minor.has_value());
  if (*minor <= 0) return;
  PaymentReceived data;
  data.payment = "payment-" + life.name + "-" + today_.text();
  data.account = life.deposit;
  data.payer = "ministry";
  data.line = life.name;
  data.amount = Money(*minor, currency("IQD"));
  add(data.payment, data);
}

void EventMix::settle_penalties(std::size_t line) {
  auto& life = lines_[line];
  const auto open_from = [&](AccountKind kind, const std::string& lot) {
    return lot_balance_on(books_, {kind, "ministry", life.name}, lot, today_);
  };
  for (auto& invoice : life.invoices) {
    if (!invoice.penalty) continue;
    const auto left = open_from(AccountKind::penalty, invoice.name);
    invoice.penalty.reset();
    if (left <= 0) continue;
    const auto name = "waiver-" + invoice.name + "-" + today_.text();
    add(name, ClaimWrittenoff{invoice.name, in_book(left), "joint-commission", {"yearly talks"}});
  }
  while (!life.invoices.empty() && life.invoices.front().overdue_from < today_ &&
         open_from(AccountKind::claim, life.invoices.front().name) == 0)
    life.invoices.pop_front();
}

}  // namespace setoff::benchmarks
