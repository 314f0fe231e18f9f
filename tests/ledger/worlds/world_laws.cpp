#include "tests/ledger/worlds/world_laws.h"

#include <algorithm>
#include <sstream>

#include "ledger/audit/amount_laws.h"
#include "ledger/audit/verify.h"
#include "ledger/exchange/jsonl.h"
#include "ledger/query/balances.h"
#include "ledger/rules/amounts.h"
#include "ledger/writer/ledger_writer.h"
#include "tests/support/journals.h"

namespace setoff::tests {
namespace {

std::string name_of(Law law) {
  return "law " + std::to_string(static_cast<int>(law));
}

// Every so many events the whole state is compared, which costs much.
constexpr std::size_t kStateCompared = 8;

}  // namespace

void WorldLaws::add(const std::vector<LawBreach>& found, std::string_view where) {
  for (const auto& breach : found)
    add(name_of(breach.law), std::string(where) + breach.what);
}

// What is available in the part of an account whose credit is tidied, on days around.
std::vector<std::int64_t> WorldLaws::available(const State& state, const Event& event) const {
  std::vector<std::int64_t> amounts;
  const auto* expired = std::get_if<CreditExpired>(&event.data);
  const auto* facts =
      expired == nullptr ? nullptr : state.lots.find_as<CreditFacts>(expired->credit);
  for (int days = -5; facts != nullptr && days < 60; ++days)
    amounts.push_back(available_on(state, facts->account, facts->line, event.value_date + days));
  return amounts;
}

void WorldLaws::before(const Books& books, const Event& event) {
  available_ = available(books.state(), event);
  state_before_.reset();
  if (seen_++ % kStateCompared == 0) state_before_ = books.state();
}

void WorldLaws::after(const Books& books, const Event& event, const Result<Entry>& entry) {
  const auto& state = books.state();
  if (!entry) {
    if (entry.error().family() == Family::unavailable) add("law 8", entry.error().text());
    if (state_before_) {
      state_before_->next_sequence = state.next_sequence;
      state_before_->last_booked = state.last_booked;
      if (*state_before_ != state) add("law 8", "a refusal changed the books");
    }
    return;
  }
  const auto where = std::string(event.type_name()) + " " + event.key.id + ": ";
  add(of_entries_.check_entry(*entry), where);
  add(of_gains_.check_entry(*entry, state), where);
  std::vector<PostingView> postings;
  for (const auto& posting : entry->postings)
    postings.push_back({posting.account, posting.lot, posting.commodity, posting.amount,
                        posting.previous, posting.balance, posting.value_date});
  if (const auto* fee = std::get_if<LatefeeCharged>(&event.data))
    add(check_late_fee(state, *fee, event.value_date, postings), where);
  add(check_amounts(state, event, postings), where);
  if (available(state, event) != available_) add("law 5", where + "tidying changed what is there");
  check_revalued(state, event);
  check_mirror_of(books, *entry);
  add(check_books(state, event.value_date), where);
  for (const int off : {-1, 0, 1})
    days_.insert(event.value_date + off);
}

// Law 9: the other side books the mirror of every entry.
void WorldLaws::check_mirror_of(const Books& books, const Entry& entry) {
  const auto ours = side_of(entry);
  const auto& agreement = books.state().agreement;
  const auto mirrored = mirror(agreement, ours);
  add(check_mirror(agreement, ours, mirrored), "entry ");
  for (const auto& posting : mirrored) {
    const auto day = posting.value_date.value_or(entry.event.value_date);
    const auto amount = static_cast<std::int64_t>(posting.amount);
    auto& series = theirs_[{posting.account, posting.commodity}];
    // One account of theirs holds several of ours: together they need not fit.
    if (!series.fits(day, amount)) mirror_fits_ = false;
    if (mirror_fits_) series.add(day, amount);
  }
}

// Law 10, second half: a revaluation leaves book value = foreign money x rate, in all
// accounts of the currency and line together.
void WorldLaws::check_revalued(const State& state, const Event& event) {
  const auto* revalued = std::get_if<BalanceRevalued>(&event.data);
  if (revalued == nullptr) return;
  Int128 foreign = 0;
  Int128 booked = 0;
  for (std::uint32_t i = 0; i < state.chart.size(); ++i) {
    const auto& account = state.chart[AccountId(i)];
    if (account.kind != AccountKind::position || account.line != revalued->line) continue;
    const auto* money = state.balances.find(AccountId(i), revalued->currency);
    const auto* value = state.balances.find(AccountId(i), state.agreement.book);
    if (money == nullptr) continue;
    foreign -= money->series.at(event.value_date);
    booked += value == nullptr ? 0 : value->series.at(event.value_date);
  }
  const bool owes = foreign < 0;
  const auto value = book_value(
      state, Money(*narrow(owes ? -foreign : foreign), revalued->currency), event.value_date);
  if (value && (owes ? -value->minor() : value->minor()) != booked)
    add("law 10", "a revalued position of " + revalued->line + " is not worth its rate");
}

void WorldLaws::check_days(const Books& books) {
  const auto& state = books.state();
  for (const Day day : days_) {
    add(check_books(state, day), "at the end: ");
    if (const auto trial = check_trial(state, day); !trial) add("law 1", trial.error().text());
    if (!mirror_fits_) continue;
    std::vector<SidePosting> balances;
    for (const auto& [key, series] : theirs_)
      balances.push_back({key.first, {}, key.second, series.at(day)});
    add(check_mirror(state.agreement, side_of(state, day), balances), "at the end: ");
  }
}

// No accepted event makes an honest ledger fail its audit; entries play again to the same root, and
// so do the events as JSON lines.
void WorldLaws::check_ledger(const Books& books) {
  auto journal = journal_of(books);
  const auto report = verify(journal);
  if (!report) return add("audit", report.error().text());
  for (const auto& finding : report->findings)
    add("audit", finding.what);
  std::string lines;
  for (const auto& entry : books.entries()) {
    print_event(entry, lines);
    lines += '\n';
  }
  std::istringstream in(lines);
  EventStream events(in);
  MemoryJournal again;
  auto book = LedgerWriter::open(again);
  if (!book) return add("lines", book.error().text());
  while (const auto line = events.next()) {
    if (!line->event) return add("lines", line->event.error().text());
    const auto& [event, recorded] = *line->event;
    const auto outcome = (*book)->submit(event, event.time);
    if (!outcome) return add("lines", outcome.error().text());
    const bool is_same =
        outcome->error ? recorded->refusal == outcome->error->code : !recorded->refusal.has_value();
    if (!is_same) return add("lines", event.key.id + " has another outcome than is recorded");
  }
  if ((*book)->root() != report->root) add("lines", "the lines come to another root");
  if ((*book)->state() != books.state()) add("replay", "the lines come to other books");
}

void WorldLaws::at_the_end(const Books& books) {
  if (!books.state().adopted) return;
  check_days(books);
  check_ledger(books);
}

std::vector<WorldBreach> breaches_of(const WorldEvents& world) {
  WorldLaws laws;
  const auto books = play(
      world, [&](const Books& now, const Event& event) { laws.before(now, event); },
      [&](const Books& now, const Event& event, const Result<Entry>& entry) {
        laws.after(now, event, entry);
      });
  laws.at_the_end(books);
  return laws.breaches();
}

std::string counterexample(const WorldEvents& world, const std::string& law) {
  const auto breach_in = [&](const WorldEvents& events) -> std::optional<WorldBreach> {
    const auto found = breaches_of(events);
    const auto first = std::ranges::find(found, law, &WorldBreach::law);
    return first == found.end() ? std::nullopt : std::optional(*first);
  };
  const auto fewest =
      shrink(world, [&](const WorldEvents& events) { return breach_in(events).has_value(); });
  std::string text = breach_in(fewest)->what + "\n";
  play(
      fewest, [](const Books&, const Event&) {},
      [&](const Books&, const Event& event, const Result<Entry>& entry) {
        RecordedOutcome outcome;
        if (!entry) outcome.refusal = entry.error().code;
        print_event(event, outcome, text);
        text += '\n';
      });
  return text;
}

}  // namespace setoff::tests
