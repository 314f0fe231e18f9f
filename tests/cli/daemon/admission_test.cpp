// What each kind of listener lets through, and of whom.

#include "cli/daemon/access/admission.h"

#include <gtest/gtest.h>

#include "tests/cli/daemon/fixed_time.h"
#include "tests/cli/daemon/sample_users.h"

namespace setoff::tests {
namespace {

class AdmissionTest : public testing::Test {
 protected:
  AdmissionTest() { users_.add(cli::hash_of_token("secret"), teller()); }
  cli::Admission admission(cli::Access access) { return {shared_, std::move(access), "peer"}; }
  // What becomes of an event: "", or the code it is answered with.
  static std::string fate(const cli::Admission& admission, Event event) {
    std::vector<cli::Submission> items(1);
    items[0].event = std::move(event);
    admission.check(items);
    return items[0].event ? "" : std::string(info_of(items[0].answer.error->code).name);
  }

  cli::Users users_;
  cli::Metrics metrics_;
  cli::Log log_ = *cli::Log::open({cli::LogForm::human, cli::LogLevel::error, {}});
  cli::RefusalLog refusals_{log_, metrics_};
  TimeBounds bounds_;
  FixedTime time_{*parse_timestamp("2026-03-02T12:00:00Z")};
  cli::Admission::Shared shared_{users_, refusals_, bounds_, time_};
};

Event valued(const char* value_date, Event event) {
  event.value_date = *parse_day(value_date);
  return event;
}

TEST_F(AdmissionTest, AWithdrawnTokenEndsAtOnce) {
  auto by_token = admission({cli::Access::By::token});
  EXPECT_FALSE(by_token.authenticate("guess"));
  EXPECT_EQ(metrics_.tokens_refused.value(), 1U);
  ASSERT_TRUE(by_token.authenticate("secret"));
  EXPECT_EQ(fate(by_token, payment("tbi")), "");
  EXPECT_FALSE(by_token.withdrawn());
  users_ = {};
  EXPECT_TRUE(by_token.withdrawn());
  EXPECT_EQ(fate(by_token, payment("tbi")), "not_permitted");
}

// Even where somebody was given the hash of nothing.
TEST_F(AdmissionTest, AnEmptyTokenIsNoToken) {
  users_.add(cli::hash_of_token(""), teller());
  auto by_token = admission({cli::Access::By::token});
  EXPECT_FALSE(by_token.authenticate(""));
  EXPECT_FALSE(by_token.known());
  EXPECT_EQ(metrics_.tokens_refused.value(), 1U);
  ASSERT_TRUE(by_token.authenticate("secret"));
  EXPECT_FALSE(by_token.authenticate("")) << "nor does it keep the token that was shown before";
  EXPECT_EQ(fate(by_token, payment("tbi")), "not_permitted");
}

TEST_F(AdmissionTest, WhoMaySubmitNothingIsToldBeforeTheEvent) {
  cli::User reader;
  reader.name = "rita";
  users_.add(cli::hash_of_token("reader"), reader);
  const auto told = [](const cli::Admission& one) { return one.may_submit_any().has_value(); };
  EXPECT_TRUE(told(admission({cli::Access::By::anybody})));
  EXPECT_FALSE(told(admission({cli::Access::By::everyone_reads})));
  auto by_token = admission({cli::Access::By::token});
  EXPECT_FALSE(told(by_token));
  ASSERT_TRUE(by_token.authenticate("reader"));
  EXPECT_FALSE(told(by_token));
  ASSERT_TRUE(by_token.authenticate("secret"));
  EXPECT_TRUE(told(by_token));
}

// Rights by listeners: what each listener lets through of each event.
TEST_F(AdmissionTest, EachListenerLetsThroughWhatItsKindSays) {
  struct ListenerRow {
    const char* what;
    Event event;
    const char* anybody;
    const char* token;  // of tess
    const char* reading;
    const char* as_tess;
  };
  const ListenerRow rows[] = {
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
  ASSERT_TRUE(by_token.authenticate("secret"));
  for (const auto& row : rows) {
    EXPECT_EQ(fate(admission({cli::Access::By::anybody}), row.event), row.anybody) << row.what;
    EXPECT_EQ(fate(by_token, row.event), row.token) << row.what;
    EXPECT_EQ(fate(admission({cli::Access::By::everyone_reads}), row.event), row.reading)
        << row.what;
    EXPECT_EQ(fate(admission({cli::Access::By::as_user, "tess"}), row.event), row.as_tess)
        << row.what;
  }
  EXPECT_TRUE(admission({cli::Access::By::everyone_reads}).may_read());
  EXPECT_FALSE(admission({cli::Access::By::as_user, "tess"}).may_read()) << "she has no right to";
  EXPECT_GT(metrics_.rights_refused.value(), 0U);
}

TEST(Admission, ReadsATokenAndNothingElse) {
  EXPECT_EQ(cli::token_of("{\"token\":\"x\"}"), "x");
  for (const auto* text : {"{}", "{\"token\":1}", "{\"token\":\"x\",\"id\":\"y\"}", "\"token\"",
                           "[\"token\"]", "{\"id\":\"x\"}", "token"})
    EXPECT_EQ(cli::token_of(text), std::nullopt) << text;
}

}  // namespace
}  // namespace setoff::tests
