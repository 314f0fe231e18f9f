#include "tests/simulator/worlds/life.h"

#include "ledger/base/check.h"
#include "ledger/crypto/encoding.h"
#include "ledger/rules/amounts.h"
#include "simulator/engine/views.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/watched_sink.h"

namespace setoff::simulator::tests {

namespace {

std::int64_t open_of(const State& state, std::string_view line, std::string_view invoice, Day day) {
  for (const auto& claim : open_claims(state, line, day))
    if (claim.invoice == invoice) return claim.open;
  return 0;
}

// A payment to an invoice that it instructs is at most what the invoice has open, one of arrears at
// most the overdue claims. Its rounding to a unit of its own currency is not held against it.
void weigh(const State& state, const PaymentReceived& payment, Day day, LivedEvent& lived) {
  const auto value = book_value(state, payment.amount, day);
  const auto unit = book_value(state, Money(1, payment.amount.kind()), day);
  if (!value || !unit || !payment.line) return;
  const ClaimSplit claims = claims_on(state, *payment.line, day);
  lived.value = value->minor();
  lived.unit = unit->minor() + 1;
  const Line& line = *state.agreement.find_line(*payment.line);
  // What is disputed now may be open again and paid later.
  lived.claims =
      claims.undue + claims.due + claims.overdue +
      balance_on(state, {AccountKind::disputed, line.buyer, line.line}, state.agreement.book, day);
  if (!payment.instructed.empty())
    lived.most = open_of(state, *payment.line, payment.instructed.front().lot, day) + lived.unit;
  else if (payment.payment.starts_with("arrears-") || payment.payment.starts_with("pressure-"))
    lived.most = claims.overdue + lived.unit;
}

}  // namespace

Life::Life(const std::string& text) {
  const LoadedScenario loaded = load_text(text);
  if (!loaded.scenario) {
    faults_ = render(loaded.diagnostics);
    return;
  }
  scenario_ = *loaded.scenario;
  auto book = LedgerWriter::open(journal_);
  SETOFF_CHECK(book.has_value());
  book_ = std::move(*book);
  LivedEvent weighed;  // the event that is being submitted
  WatchedSink sink(*book_);
  sink.before = [&](const Event& event) {
    weighed = {.event = event, .refusal = std::nullopt};
    if (const auto* payment = std::get_if<PaymentReceived>(&event.data))
      weigh(state(), *payment, event.value_date, weighed);
  };
  sink.after = [&](const Event&, std::optional<Code> refusal) {
    weighed.refusal = refusal;
    events_.push_back(std::move(weighed));
  };
  RunOptions options;
  options.progress = [&](Day day, int, int) {
    look_at(day);
    return true;
  };
  auto result = run(scenario_, sink, options);
  SETOFF_CHECK(book_->commit().has_value());
  if (result)
    result_ = std::move(*result);
  else
    stopped_ = result.error();
}

void Life::look_at(Day day) {
  auto& money = money_of_goods_.emplace_back();
  if (!scenario_.imports) return;
  const auto releases = live_releases(state(), name_of(scenario_, scenario_.imports->account), day);
  for (const Good& good : scenario_.imports->goods) {
    auto& sum = money.emplace_back(0);
    for (const auto& release : releases) {
      const bool fits = release.purpose == ledger_name(good.purpose) &&
                        (!release.payee || *release.payee == name_of(scenario_, good.supplier));
      if (fits && !release.name.starts_with("use-")) sum += release.open;
    }
  }
}

std::string Life::root() const {
  return to_hex(book_->root().view());
}

}  // namespace setoff::simulator::tests
