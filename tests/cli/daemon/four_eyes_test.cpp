// Four eyes on releases and reversals, from outside: one person who may both ask and approve cannot
// do both, on however many connections, through either listener, and under whatever name.

#include <gtest/gtest.h>

#include "cli/daemon/access/users.h"
#include "ledger/crypto/encoding.h"
#include "tests/cli/daemon/served.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

class FourEyes : public testing::Test {
 protected:
  void SetUp() override {
    const auto user = [](const std::string& name, const std::string& rights) {
      return "  " + name + ": { token: \"sha256:" + to_hex(cli::hash_of_token(name).view()) +
             "\", party: gas, sources: /test, " + rights + " }\n";
    };
    folder_.write(
        "daemon.yaml",
        "daemon: 1\nledger: ledger.db\nlisteners:\n"
        "  - { for: events, at: \"unix:listener.sock\" }\n"
        "  - { for: http, at: \"unix:http.sock\" }\nusers:\n" +
            user("importer", "submit: all, approve: true, stamp: true") +
            user("solo", "submit: [release.requested, reversal.requested], approve: true") +
            user("anna", "approve: true"));
    daemon_.emplace(folder_, std::vector<std::string>{"--config", "daemon.yaml"});
    ASSERT_TRUE(daemon_->ready());
  }
  // A connection of that user; its token is its name.
  [[nodiscard]] RawPeer connection_of(const std::string& user) const {
    RawPeer peer("unix:" + folder_.path("listener.sock").string());
    peer.send("{\"token\":\"" + user + "\"}\n");
    EXPECT_EQ(member_of(peer.line().value_or(""), "outcome"), "welcome");
    return peer;
  }
  // What HTTP answers to that user's event: status line, headers and body.
  [[nodiscard]] std::string post(const std::string& user, const Event& event) const {
    const auto text = json_of(event);
    RawPeer http("unix:" + folder_.path("http.sock").string());
    http.send(
        "POST /events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " +
        user + "\r\nContent-Type: application/cloudevents+json\r\nContent-Length: " +
        std::to_string(text.size()) + "\r\n\r\n" + text);
    return http.rest();
  }
  // "accepted", or the code of the refusal.
  static std::string send(RawPeer& peer, const Event& event) {
    peer.send(json_of(event) + "\n");
    const auto receipt = peer.line().value_or("");
    const auto outcome = member_of(receipt, "outcome");
    return outcome == "refused" ? member_of(receipt, "code") : outcome;
  }
  // The first event of that type, everything before it being booked.
  template <class Data>
  Event book_until() {
    auto importer = connection_of("importer");
    for (; !std::holds_alternative<Data>(events_[next_].data); ++next_)
      EXPECT_EQ(send(importer, events_[next_]), "accepted") << events_[next_].key.id;
    return events_[next_++];
  }

  Folder folder_;
  std::optional<Served> daemon_;
  std::vector<Event> events_ = sample_events();
  std::size_t next_ = 0;
};

TEST_F(FourEyes, OnePersonOnTwoConnectionsCannotAskAndApprove) {
  auto request = book_until<ReleaseRequested>();
  auto first = connection_of("solo");
  EXPECT_EQ(send(first, request), "not_permitted") << "in another's name";
  std::get<ReleaseRequested>(request.data).by = "solo";
  EXPECT_EQ(send(first, request), "accepted");

  auto approval = book_until<ReleaseApproved>();
  const auto in_the_name_of = [&](const std::string& who, const std::string& id) {
    approval.key.id = id;
    std::get<ReleaseApproved>(approval.data).by = who;
    return approval;
  };
  auto second = connection_of("solo");
  EXPECT_EQ(send(second, in_the_name_of("anna", "as-anna")), "not_permitted");
  EXPECT_EQ(send(second, in_the_name_of("solo", "alone")), "four_eyes");
  EXPECT_EQ(send(first, in_the_name_of("solo", "alone-again")), "four_eyes");

  const auto answer = post("solo", in_the_name_of("solo", "by-http"));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 422 ")) << answer;
  EXPECT_EQ(member_of(answer, "code"), "four_eyes");

  auto other = connection_of("anna");
  EXPECT_EQ(send(other, in_the_name_of("anna", "two-people")), "accepted");
}

TEST_F(FourEyes, OnePersonOnTwoConnectionsCannotAskForAReversalAndApproveIt) {
  const auto payment = book_until<PaymentReceived>();
  auto importer = connection_of("importer");
  ASSERT_EQ(send(importer, payment), "accepted");
  const Sequence booked = next_ - 1;
  const auto event_of = [&](const std::string& id, EventData data) {
    Event event = payment;
    event.key.id = id;
    event.data = std::move(data);
    return event;
  };
  const auto reversal = [&](const std::string& id, const std::string& by,
                            const std::string& requested_by) {
    return event_of(id, EntryReversed{booked, by, requested_by, {"booked wrongly"}});
  };
  auto first = connection_of("solo");
  auto second = connection_of("solo");
  EXPECT_EQ(send(first, reversal("named", "solo", "anna")), "four_eyes") << "anna asked nothing";
  const auto unseen = post("solo", reversal("named-by-http", "solo", "anna"));
  EXPECT_TRUE(unseen.starts_with("HTTP/1.1 403 ")) << unseen;
  EXPECT_EQ(member_of(unseen, "code"), "four_eyes");

  const auto request = [&](const std::string& id, const std::string& by) {
    return event_of(id, ReversalRequested{booked, by, {"booked wrongly"}});
  };
  EXPECT_EQ(send(first, request("as-anna", "anna")), "not_permitted");
  EXPECT_EQ(send(first, request("asked", "solo")), "accepted");
  EXPECT_EQ(send(second, reversal("alone", "solo", "solo")), "not_permitted");
  EXPECT_EQ(send(second, reversal("in-her-name", "anna", "solo")), "not_permitted");
  EXPECT_EQ(send(second, reversal("as-if-anna-asked", "solo", "anna")), "four_eyes");
  const auto told = post("solo", reversal("as-if-by-http", "solo", "anna"));
  EXPECT_TRUE(told.starts_with("HTTP/1.1 422 ")) << told;

  auto other = connection_of("anna");
  EXPECT_EQ(send(other, reversal("two-people", "anna", "solo")), "accepted");
  EXPECT_EQ(send(other, reversal("two-people", "anna", "solo")), "replayed");
}

}  // namespace
}  // namespace setoff::tests
