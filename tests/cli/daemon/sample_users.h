#pragma once
// Users with different rights, and events that they may or may not submit.

#include <optional>
#include <string>

#include "cli/daemon/access/users.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {

inline Event event_of(EventData data) {
  Event event;
  event.key = {"/test", "a"};
  event.data = std::move(data);
  return event;
}
inline Event payment(const std::string& account, const std::string& payer = "gas",
                     std::optional<std::string> line = "power") {
  PaymentReceived data;
  data.account = account;
  data.payer = payer;
  data.line = std::move(line);
  return event_of(data);
}
inline Event from(const std::string& source, Event event) {
  event.key.source = source;
  return event;
}
inline Event overriding(const std::string& who, Event event) {
  event.override_closed = Override{who, {"agreed"}};
  return event;
}
inline Event closing(const std::string& by) {
  PeriodClosed data;
  data.by = by;
  return event_of(data);
}
inline Event consenting(std::vector<std::string> parties) {
  AgreementAmended data;
  data.consents = std::move(parties);
  return event_of(data);
}
inline Event request(const std::string& by) {
  ReleaseRequested data;
  data.account = "tbi";
  data.line = "power";
  data.by = by;
  return event_of(data);
}
inline Event approval(const std::string& by) {
  ReleaseApproved data;
  data.by = by;
  return event_of(data);
}
inline Event reversal_request(const std::string& by) {
  ReversalRequested data;
  data.by = by;
  return event_of(data);
}
inline Event reversal(const std::string& by, const std::string& requested_by) {
  EntryReversed data;
  data.by = by;
  data.requested_by = requested_by;
  return event_of(data);
}
inline Event stamped(Event event) {
  event.booked = Timestamp(0);
  return event;
}
inline Event submitted_by(Event event, const std::string& party) {
  event.submitter = party;
  return event;
}

inline cli::User teller() {
  cli::User user;
  user.name = "tess";
  user.party = "gas";
  user.sources = {"/test", "/tellers/*"};
  user.submit = {EventType::payment_received, EventType::release_requested,
                 EventType::reversal_requested};
  user.accounts = {"tbi"};
  user.lines = {"power"};
  return user;
}
// A teller who also closes periods, amends, and overrides.
inline cli::User chief() {
  auto user = teller();
  user.name = "cora";
  user.sources = {"all"};
  user.parties = {"gas", "moe"};
  user.accounts.clear();
  user.lines.clear();
  user.submit.insert({EventType::period_closed, EventType::agreement_amended});
  user.override_closed = true;
  return user;
}
inline cli::User approver() {
  cli::User user;
  user.name = "anna";
  user.party = "gas";
  user.sources = {"/test"};
  user.approve = true;
  return user;
}
inline cli::User importer() {
  cli::User user;
  user.name = "imp";
  user.party = "gas";
  user.submit = {EventType::payment_received};
  user.importer = true;
  return user;
}

}  // namespace setoff::tests
