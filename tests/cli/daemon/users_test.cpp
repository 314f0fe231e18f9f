// Who may do what: roles by operations, as a table.

#include "cli/daemon/users.h"

#include <gtest/gtest.h>

#include "cli/daemon/admission.h"
#include "tests/cli/daemon/sample_events.h"

namespace setoff::test {
namespace {

using cli::User;

Event event_of(EventData data) {
  Event event;
  event.key = {"/test", "a"};
  event.data = std::move(data);
  return event;
}
Event payment(const std::string& account) {
  PaymentReceived data;
  data.account = account;
  return event_of(data);
}
Event request(const std::string& by) {
  ReleaseRequested data;
  data.account = "tbi";
  data.by = by;
  return event_of(data);
}
Event approval(const std::string& by) {
  ReleaseApproved data;
  data.by = by;
  return event_of(data);
}
Event reversal_request(const std::string& by) {
  ReversalRequested data;
  data.by = by;
  return event_of(data);
}
Event reversal(const std::string& by, const std::string& requested_by) {
  EntryReversed data;
  data.by = by;
  data.requested_by = requested_by;
  return event_of(data);
}
Event stamped(Event event) {
  event.booked = Timestamp(0);
  return event;
}
Event submitted_by(Event event, const std::string& party) {
  event.submitter = party;
  return event;
}

User teller() {
  User user;
  user.name = "tess";
  user.party = "gas";
  user.submit = {EventType::payment_received, EventType::release_requested,
                 EventType::reversal_requested};
  user.accounts = {"tbi"};
  return user;
}
User approver() {
  User user;
  user.name = "anna";
  user.party = "gas";
  user.approve = true;
  return user;
}
User importer() {
  User user;
  user.name = "imp";
  user.party = "gas";
  user.submit = {EventType::payment_received};
  user.stamp = true;
  return user;
}

struct Row {
  const char* what;
  Event event;
  // Where the refusal points, by user; "" for yes.
  const char* teller;
  const char* approver;
  const char* importer;
};

TEST(Users, MayDoWhatTheTableSays) {
  const Row rows[] = {
      {"payment on its account", payment("tbi"), "", "type", ""},
      {"payment on another account", payment("rafidain"), "data.account", "type", ""},
      {"invoice", event_of(InvoiceIssued{}), "type", "type", "type"},
      {"agreement", event_of(AgreementAdopted{}), "type", "type", "type"},
      {"request in its own name", request("tess"), "", "type", "type"},
      {"request in another's name", request("anna"), "data.by", "type", "type"},
      {"approval in its own name", approval("anna"), "type", "", "type"},
      {"approval in another's name", approval("tess"), "type", "data.by", "type"},
      {"request of a reversal in its own name", reversal_request("tess"), "", "type", "type"},
      {"request of a reversal in another's name", reversal_request("anna"), "data.by", "type",
       "type"},
      {"reversal in another's name", reversal("tess", "anna"), "type", "data.by", "type"},
      {"reversal that another asked for", reversal("anna", "tess"), "type", "", "type"},
      {"reversal that it asked for", reversal("anna", "anna"), "type", "data.requested_by", "type"},
      {"booking time", stamped(payment("tbi")), "bookedtime", "type", ""},
      {"for its party", submitted_by(payment("tbi"), "gas"), "", "type", ""},
      {"for another party", submitted_by(payment("tbi"), "food"), "submitter", "type", ""},
  };
  for (const auto& row : rows) {
    const std::pair<User, const char*> cells[] = {
        {teller(), row.teller}, {approver(), row.approver}, {importer(), row.importer}};
    for (const auto& [user, where] : cells) {
      const auto status = cli::may_submit(user, row.event);
      EXPECT_EQ(status ? "" : status.error().where, where) << user.name << ": " << row.what;
      if (!status) {
        EXPECT_EQ(status.error().code, Code::not_permitted);
      }
    }
  }
}

TEST(Users, EveryTypeIsEitherAnApprovalOrCanBeGranted) {
  int approvals = 0;
  for (const auto& facts : all_event_types())
    approvals += cli::is_approval(facts.type) ? 1 : 0;
  EXPECT_EQ(approvals, 3);
}

TEST(Users, EventsBearThePartyUnlessTheyAreImported) {
  auto event = payment("tbi");
  cli::sign_for(teller(), event);
  EXPECT_EQ(event.submitter, "gas");
  auto imported = payment("tbi");
  cli::sign_for(importer(), imported);
  EXPECT_EQ(imported.submitter, "");
}

TEST(Users, ATokenIsKnownByItsHashAlone) {
  const auto token = *cli::new_token();
  EXPECT_EQ(token.size(), 64U);
  EXPECT_NE(token, *cli::new_token());
  cli::Users users;
  EXPECT_TRUE(users.add(cli::hash_of_token(token), teller()));
  EXPECT_FALSE(users.add(cli::hash_of_token(token), approver()));
  EXPECT_EQ(users.find(cli::hash_of_token(token))->name, "tess");
  EXPECT_EQ(users.find(cli::hash_of_token(token + " ")), nullptr);
}

TEST(Admission, AWithdrawnTokenEndsAtOnce) {
  cli::Users users;
  users.add(cli::hash_of_token("secret"), teller());
  cli::Metrics metrics;
  cli::Admission admission(users, metrics, true);
  EXPECT_FALSE(admission.show("guess"));
  EXPECT_EQ(metrics.tokens_refused.value(), 1U);
  ASSERT_TRUE(admission.show("secret"));
  const auto check = [&] {
    std::vector<cli::Submission> items(1);
    items[0].event = payment("tbi");
    admission.check(items);
    return items[0].event.has_value();
  };
  EXPECT_TRUE(check());
  users = {};
  EXPECT_FALSE(check());
}

TEST(Admission, ReadsATokenAndNothingElse) {
  EXPECT_EQ(cli::token_of("{\"token\":\"x\"}"), "x");
  for (const auto* text : {"{}", "{\"token\":1}", "{\"token\":\"x\",\"id\":\"y\"}", "\"token\"",
                           "[\"token\"]", "{\"id\":\"x\"}", "token"})
    EXPECT_EQ(cli::token_of(text), std::nullopt) << text;
}

}  // namespace
}  // namespace setoff::test
