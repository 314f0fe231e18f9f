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
Event payment(const std::string& account, const std::string& payer = "gas",
              std::optional<std::string> line = "power") {
  PaymentReceived data;
  data.account = account;
  data.payer = payer;
  data.line = std::move(line);
  return event_of(data);
}
Event from(const std::string& source, Event event) {
  event.key.source = source;
  return event;
}
Event overriding(const std::string& who, Event event) {
  event.override_closed = Override{who, {"agreed"}};
  return event;
}
Event closing(const std::string& by) {
  PeriodClosed data;
  data.by = by;
  return event_of(data);
}
Event consenting(std::vector<std::string> parties) {
  AgreementAmended data;
  data.consents = std::move(parties);
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
  user.sources = {"/test", "/tellers/*"};
  user.submit = {EventType::payment_received, EventType::release_requested,
                 EventType::reversal_requested};
  user.accounts = {"tbi"};
  user.lines = {"power"};
  return user;
}
// A teller who also closes periods, amends, and overrides.
User chief() {
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
User approver() {
  User user;
  user.name = "anna";
  user.party = "gas";
  user.sources = {"/test"};
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
  const char* chief;
  const char* approver;
  const char* importer;
};

TEST(Users, MayDoWhatTheTableSays) {
  const Row rows[] = {
      {"payment on its account", payment("tbi"), "", "", "type", ""},
      {"payment on another account", payment("rafidain"), "data.account", "", "type", ""},
      {"payment on another line", payment("tbi", "gas", "gas"), "data.line", "", "type", ""},
      {"payment for all lines", payment("tbi", "gas", {}), "data.line", "", "type", ""},
      {"payment of another party", payment("tbi", "moe"), "data.payer", "", "type", ""},
      {"payment of a third party", payment("tbi", "food"), "data.payer", "data.payer", "type", ""},
      {"from a source of its own", from("/tess", payment("tbi")), "source", "", "type", ""},
      {"from a source below its own", from("/tellers/a/b", payment("tbi")), "", "", "type", ""},
      {"from above its sources", from("/tellers", payment("tbi")), "source", "", "type", ""},
      {"from another's source", from("/treasury/2026", payment("tbi")), "source", "", "type", ""},
      {"invoice", event_of(InvoiceIssued{}), "type", "type", "type", "type"},
      {"agreement", event_of(AgreementAdopted{}), "type", "type", "type", "type"},
      {"consent of its parties", consenting({"gas", "moe"}), "type", "", "type", "type"},
      {"consent of another party", consenting({"gas", "food"}), "type", "data.consents", "type",
       "type"},
      {"closing in its own name", closing("cora"), "type", "", "type", "type"},
      {"closing in another's name", closing("tess"), "type", "data.by", "type", "type"},
      {"request in its own name", request("tess"), "", "data.by", "type", "type"},
      {"request in another's name", request("anna"), "data.by", "data.by", "type", "type"},
      {"approval in its own name", approval("anna"), "type", "type", "", "type"},
      {"approval in another's name", approval("tess"), "type", "type", "data.by", "type"},
      {"request of a reversal in its own name", reversal_request("tess"), "", "data.by", "type",
       "type"},
      {"request of a reversal in another's name", reversal_request("anna"), "data.by", "data.by",
       "type", "type"},
      {"reversal in another's name", reversal("tess", "anna"), "type", "type", "data.by", "type"},
      {"reversal that another asked for", reversal("anna", "tess"), "type", "type", "", "type"},
      {"reversal that it asked for", reversal("anna", "anna"), "type", "type", "data.requested_by",
       "type"},
      {"override in its own name", overriding("cora", payment("tbi")), "data.override", "", "type",
       "data.override"},
      {"override in another's name", overriding("tess", payment("tbi")), "data.override",
       "data.override.who", "type", "data.override"},
      {"booking time", stamped(payment("tbi")), "bookedtime", "bookedtime", "type", ""},
      {"as itself", submitted_by(payment("tbi"), "gas/tess"), "", "submitter", "type", ""},
      {"for its party alone", submitted_by(payment("tbi"), "gas"), "submitter", "submitter", "type",
       ""},
      {"for another party", submitted_by(payment("tbi"), "food"), "submitter", "submitter", "type",
       ""},
  };
  for (const auto& row : rows) {
    const std::pair<User, const char*> cells[] = {{teller(), row.teller},
                                                  {chief(), row.chief},
                                                  {approver(), row.approver},
                                                  {importer(), row.importer}};
    for (const auto& [user, where] : cells) {
      const auto status = cli::may_submit(user, row.event);
      EXPECT_EQ(status ? "" : status.error().where, where) << user.name << ": " << row.what;
      if (!status) {
        EXPECT_EQ(status.error().code, Code::not_permitted);
      }
    }
  }
}

TEST(Users, WithoutSourcesAUserSpeaksUnderItsOwnName) {
  auto user = teller();
  user.sources.clear();
  for (const auto* good : {"/tess", "/tess/a", "/tess/a/b"})
    EXPECT_TRUE(cli::may_submit(user, from(good, payment("tbi")))) << good;
  for (const auto* bad : {"tess", "/tes", "/tess/", "/tessa", "/tessa/x", "/theo", "/", "//tess"})
    EXPECT_FALSE(cli::may_submit(user, from(bad, payment("tbi")))) << bad;
}

TEST(Users, EveryTypeIsEitherAnApprovalOrCanBeGranted) {
  int approvals = 0;
  for (const auto& facts : all_event_types())
    approvals += cli::is_approval(facts.type) ? 1 : 0;
  EXPECT_EQ(approvals, 3);
}

TEST(Users, EventsBearPartyAndUserUnlessTheyAreImported) {
  auto event = payment("tbi");
  cli::sign_for(teller(), event);
  EXPECT_EQ(event.submitter, "gas/tess");
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

class AdmissionTest : public testing::Test {
 protected:
  AdmissionTest() { users_.add(cli::hash_of_token("secret"), teller()); }
  cli::Admission admission(cli::Access access) { return {shared_, std::move(access), "peer"}; }
  // What becomes of an event: "", or the code it is answered with.
  static std::string fate(const cli::Admission& admission, Event event) {
    std::vector<cli::Submission> items(1);
    items[0].event = std::move(event);
    admission.check(items);
    return items[0].event ? "" : std::string(facts_of(items[0].answer.error->code).name);
  }

  cli::Users users_;
  cli::Metrics metrics_;
  cli::Log log_ = *cli::Log::open({cli::LogForm::human, cli::LogLevel::error, {}});
  cli::RefusalLog refusals_{log_, metrics_};
  TimeBounds bounds_;
  cli::Admission::Shared shared_{users_, refusals_, bounds_,
                                 [] { return *parse_timestamp("2026-03-02T12:00:00Z"); }};
};

Event valued(const char* value_date, Event event) {
  event.value_date = *parse_day(value_date);
  return event;
}

TEST_F(AdmissionTest, AWithdrawnTokenEndsAtOnce) {
  auto by_token = admission({cli::Access::By::token});
  EXPECT_FALSE(by_token.show("guess"));
  EXPECT_EQ(metrics_.tokens_refused.value(), 1U);
  ASSERT_TRUE(by_token.show("secret"));
  EXPECT_EQ(fate(by_token, payment("tbi")), "");
  EXPECT_FALSE(by_token.withdrawn());
  users_ = {};
  EXPECT_TRUE(by_token.withdrawn());
  EXPECT_EQ(fate(by_token, payment("tbi")), "not_permitted");
}

// Rights by doors: what each door lets through of each event.
TEST_F(AdmissionTest, EachDoorLetsThroughWhatItsKindSays) {
  struct DoorRow {
    const char* what;
    Event event;
    const char* anybody;
    const char* token;  // of tess
    const char* reading;
    const char* as_tess;
  };
  const DoorRow rows[] = {
      {"payment of its own", payment("tbi"), "", "", "not_permitted", ""},
      {"payment of another", payment("rafidain"), "", "not_permitted", "not_permitted",
       "not_permitted"},
      {"approval", approval("anna"), "", "not_permitted", "not_permitted", "not_permitted"},
      {"override", overriding("boss", payment("tbi")), "", "not_permitted", "not_permitted",
       "not_permitted"},
      {"booking time", stamped(payment("tbi")), "", "not_permitted", "not_permitted",
       "not_permitted"},
      {"a century ahead", valued("2126-03-02", payment("tbi")), "time_bounds", "time_bounds",
       "not_permitted", "time_bounds"},
  };
  auto by_token = admission({cli::Access::By::token});
  ASSERT_TRUE(by_token.show("secret"));
  for (const auto& row : rows) {
    EXPECT_EQ(fate(admission({cli::Access::By::anybody}), row.event), row.anybody) << row.what;
    EXPECT_EQ(fate(by_token, row.event), row.token) << row.what;
    EXPECT_EQ(fate(admission({cli::Access::By::reading}), row.event), row.reading) << row.what;
    EXPECT_EQ(fate(admission({cli::Access::By::user, "tess"}), row.event), row.as_tess) << row.what;
  }
  EXPECT_TRUE(admission({cli::Access::By::reading}).may_read());
  EXPECT_FALSE(admission({cli::Access::By::user, "tess"}).may_read()) << "she has no right to";
  EXPECT_GT(metrics_.rights_refused.value(), 0U);
}

TEST(Admission, ReadsATokenAndNothingElse) {
  EXPECT_EQ(cli::token_of("{\"token\":\"x\"}"), "x");
  for (const auto* text : {"{}", "{\"token\":1}", "{\"token\":\"x\",\"id\":\"y\"}", "\"token\"",
                           "[\"token\"]", "{\"id\":\"x\"}", "token"})
    EXPECT_EQ(cli::token_of(text), std::nullopt) << text;
}

}  // namespace
}  // namespace setoff::test
