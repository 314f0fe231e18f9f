#include "tests/simulator/worlds/scenario_laws.h"

#include <algorithm>
#include <map>
#include <set>

#include "ledger/audit/verify.h"
#include "ledger/query/claims.h"
#include "ledger/rules/amounts.h"
#include "simulator/engine/views.h"
#include "simulator/scenario/evaluate.h"

namespace setoff::simulator::tests {

namespace {

constexpr std::size_t kDaysBetweenLooks = 10;

// Events of the first day that state the whole scenario: an entry more is in them.
bool states_all(const Event& event) {
  return event.type() == EventType::agreement_adopted;
}

}  // namespace

void check_end(const Life& life, Breaches& breaches) {
  if (life.stopped()) breaches.push_back({"end", life.stopped()->text()});
}

void check_cuts(const Life& life, Breaches& breaches) {
  Scenario uncut = life.scenario();
  for (Contract& line : uncut.exports)
    line.cuts.clear();
  for (std::uint32_t i = 0; i < uncut.exports.size(); ++i) {
    const auto& delivered = life.result().daily.find("delivered." + uncut.exports[i].name)->values;
    for (std::size_t row = 0; row < delivered.size(); ++row) {
      const Day day = life.result().daily.days[row];
      const auto without = stated_flow_on(uncut, LineRef(i), day);
      const auto with = stated_flow_on(life.scenario(), LineRef(i), day);
      if (!without || !with) continue;
      if (with->minor() > without->minor() || delivered[row] > with->minor())
        breaches.push_back({"cuts", uncut.exports[i].name + " on " + day.text() + ": " +
                                        without->text() + " without cuts, " + with->text() +
                                        " with them, and " + std::to_string(delivered[row]) +
                                        " delivered"});
    }
  }
}

namespace {

constexpr std::string_view kRegular = "payment-";

// A regular payment that was booked.
const PaymentReceived* regular(const LivedEvent& lived) {
  const auto* payment = std::get_if<PaymentReceived>(&lived.event.data);
  const bool is_one = payment != nullptr && !lived.refusal && payment->line &&
                      payment->payment.starts_with(kRegular);
  return is_one ? payment : nullptr;
}

// What is still paid for invoices that were issued before a payment must have been open then: who
// pays an invoice that is settled already pays others before their time.
void check_paid_once(const Life& life, Breaches& breaches) {
  const auto& events = life.events();
  std::set<std::string, std::less<>> issued;
  for (std::size_t at = 0; at < events.size(); ++at) {
    const auto* invoice = std::get_if<InvoiceIssued>(&events[at].event.data);
    if (invoice != nullptr && !events[at].refusal) issued.insert(invoice->invoice);
    const auto* payment = regular(events[at]);
    if (payment == nullptr) continue;
    Int128 to_come = 0;
    for (std::size_t later = at; later < events.size(); ++later) {
      const auto* other = regular(events[later]);
      if (other == nullptr || other->line != payment->line) continue;
      if (!issued.contains(std::string_view(other->payment).substr(kRegular.size()))) continue;
      to_come += events[later].value - events[later].unit;
    }
    if (to_come > events[at].claims)
      return breaches.push_back({"payments", events[at].event.key.id +
                                                 ": invoices issued before it "
                                                 "are paid more than they have open"});
  }
}

}  // namespace

void check_payments(const Life& life, Breaches& breaches) {
  for (const auto& lived : life.events())
    if (!lived.refusal && lived.value > lived.most)
      breaches.push_back({"payments", lived.event.key.id + " on " + lived.event.value_date.text() +
                                          " is worth " + std::to_string(lived.value) +
                                          ", and at most " + std::to_string(lived.most) +
                                          " are open"});
  check_paid_once(life, breaches);
}

void check_retries(const Life& life, Breaches& breaches) {
  const std::size_t changes = 2 * life.scenario().waiver.windows.size();  // each opens and closes
  std::map<std::string, std::size_t> refused;
  for (const auto& lived : life.events()) {
    if (lived.refusal != Code::window_closed) continue;
    const auto* payment = std::get_if<PaymentReceived>(&lived.event.data);
    const auto* approval = std::get_if<ReleaseApproved>(&lived.event.data);
    const std::string name = payment != nullptr    ? payment->payment
                             : approval != nullptr ? approval->release
                                                   : std::string();
    if (!name.empty() && ++refused[name] == changes + 2)
      breaches.push_back({"retries", name + " is refused more often than windows change"});
  }
}

void check_parts(const Life& life, Breaches& breaches) {
  const auto& daily = life.result().daily;
  for (std::size_t row = daily.days.size(); row-- > 0;) {
    if (row % kDaysBetweenLooks != 0 && row + 1 != daily.days.size()) continue;
    const Day day = daily.days[row];
    const auto claims = setoff::claims_on(life.state(), day);
    if (!claims) {
      breaches.push_back({"parts", day.text() + ": " + claims.error().text()});
      continue;
    }
    for (std::uint32_t i = 0; i < claims->lines.size(); ++i) {
      const LineClaims& line = claims->lines[i];
      Int128 sum = 0;
      for (const auto part : line.parts)
        sum += part;
      if (sum != line.earned)
        breaches.push_back({"parts", line.line + " on " + day.text() + ": the parts are not " +
                                         std::to_string(line.earned)});
      const std::string name = life.scenario().exports[i].name;
      const auto compare = [&](const std::string& column, std::int64_t said) {
        const auto* const shown = daily.find(column);
        if ((shown == nullptr ? 0 : shown->values[row]) != said)
          breaches.push_back(
              {"parts", column + " on " + day.text() + " is not what the ledger says"});
      };
      for (std::size_t part = 0; part < kClaimParts; ++part)
        compare("claims." + name + "." + std::string(enum_name(static_cast<ClaimPart>(part))),
                line.parts[part]);
      compare("earned." + name, line.earned);
    }
  }
}

void check_audit(const Life& life, Breaches& breaches) {
  const auto report = verify(life.journal());
  if (!report) return breaches.push_back({"audit", report.error().text()});
  for (const auto& finding : report->findings)
    breaches.push_back({"audit", finding.what});
}

namespace {

struct Charged {
  Int128 fees = 0;
  std::int64_t room = 0;  // for rounding: a unit for each charge and for each payment
};

Charged charged_in(const Life& life) {
  Charged charged;
  for (const auto& lived : life.events()) {
    if (lived.refusal) continue;
    if (const auto* fee = std::get_if<LatefeeCharged>(&lived.event.data)) {
      charged.fees += fee->amount.minor();
      ++charged.room;
    }
    if (const auto* payment = std::get_if<PaymentReceived>(&lived.event.data)) {
      const auto unit =
          book_value(life.state(), Money(1, payment->amount.kind()), lived.event.value_date);
      charged.room += 1 + (unit ? unit->minor() : 0);
    }
  }
  return charged;
}

}  // namespace

void check_delay(const Life& life, const Life& later, Breaches& breaches) {
  const Charged soon = charged_in(life);
  const Charged late = charged_in(later);
  if (late.fees + late.room + soon.room >= soon.fees) return;
  breaches.push_back({"delay", "late fees of " + std::to_string(narrow(soon.fees).value_or(0)) +
                                   ", and of " + std::to_string(narrow(late.fees).value_or(0)) +
                                   " with later payment"});
}

void check_writing(const Life& life, const Life& written, Breaches& breaches) {
  if (written.root() != life.root() || written.result() != life.result())
    breaches.push_back({"writing", "another way of writing is another run"});
}

void check_insertion(const Life& life, const Life& inserted, Breaches& breaches) {
  const Day last = life.scenario().time.to;
  auto next = inserted.events().begin();
  for (const auto& lived : life.events()) {
    if (lived.event.value_date >= last) return;
    if (states_all(lived.event)) continue;
    const auto same = std::find_if(next, inserted.events().end(), [&](const LivedEvent& other) {
      return other.event.key.id == lived.event.key.id &&
             other.event.value_date == lived.event.value_date && other.refusal == lived.refusal &&
             other.event.data == lived.event.data;
    });
    if (same == inserted.events().end())
      return breaches.push_back(
          {"insertion",
           lived.event.key.id + " of " + lived.event.value_date.text() + " is another, or gone"});
    next = same + 1;
  }
}

}  // namespace setoff::simulator::tests
