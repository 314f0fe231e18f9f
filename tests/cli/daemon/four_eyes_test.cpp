// Four eyes on a release, from outside: one person who may both ask and approve cannot do both, on
// however many connections, through either door, and under whatever name.

#include <gtest/gtest.h>

#include "cli/daemon/users.h"
#include "ledger/crypto/encoding.h"
#include "tests/cli/daemon/sample_events.h"
#include "tests/cli/daemon/served.h"

namespace setoff::test {
namespace {

class FourEyes : public testing::Test {
 protected:
  void SetUp() override {
    const auto user = [](const std::string& name, const std::string& rights) {
      return "  " + name + ": { token: \"sha256:" + to_hex(cli::hash_of_token(name).view()) +
             "\", party: gas, " + rights + " }\n";
    };
    folder_.write("daemon.yaml",
                  "daemon: 1\nledger: ledger.db\ndoors:\n"
                  "  - { for: events, at: \"unix:door.sock\" }\n"
                  "  - { for: http, at: \"unix:http.sock\" }\nusers:\n" +
                      user("importer", "submit: all, approve: true, stamp: true") +
                      user("solo", "submit: release.requested, approve: true") +
                      user("anna", "approve: true"));
    daemon_.emplace(folder_, std::vector<std::string>{"--config", "daemon.yaml"});
    ASSERT_TRUE(daemon_->ready());
  }
  // A connection of that user; its token is its name.
  [[nodiscard]] RawPeer connection_of(const std::string& user) const {
    RawPeer peer("unix:" + folder_.path("door.sock").string());
    peer.send("{\"token\":\"" + user + "\"}\n");
    EXPECT_EQ(member_of(peer.line().value_or(""), "outcome"), "welcome");
    return peer;
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

  const auto text = json_of(in_the_name_of("solo", "by-http"));
  RawPeer http("unix:" + folder_.path("http.sock").string());
  http.send(
      "POST /events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
      "solo\r\nContent-Type: application/cloudevents+json\r\nContent-Length: " +
      std::to_string(text.size()) + "\r\n\r\n" + text);
  const auto answer = http.rest();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 422 ")) << answer;
  EXPECT_EQ(member_of(answer, "code"), "four_eyes");

  auto other = connection_of("anna");
  EXPECT_EQ(send(other, in_the_name_of("anna", "two-people")), "accepted");
}

}  // namespace
}  // namespace setoff::test
