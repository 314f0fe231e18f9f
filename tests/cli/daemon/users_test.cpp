// Who may do what: roles by operations, as a table.

#include "cli/daemon/access/users.h"

#include <gtest/gtest.h>

#include "tests/cli/daemon/sample_users.h"

namespace setoff::tests {
namespace {

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
    const std::pair<cli::User, const char*> cells[] = {{teller(), row.teller},
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
  cli::set_submitter(teller(), event);
  EXPECT_EQ(event.submitter, "gas/tess");
  auto imported = payment("tbi");
  cli::set_submitter(importer(), imported);
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

}  // namespace
}  // namespace setoff::tests
