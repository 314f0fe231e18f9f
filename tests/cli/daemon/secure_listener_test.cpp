// Listeners with TLS and tokens, and limits in time, from outside.

#include <gtest/gtest.h>

#include <csignal>

#include "cli/daemon/access/users.h"
#include "ledger/crypto/encoding.h"
#include "tests/cli/daemon/served.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

class SecureListener : public testing::Test {
 protected:
  SecureListener() {
    folder_.write("imp.token", "imports\n");
    folder_.write("tess.token", "tellers\n");
    folder_.write("wrong.token", "guesses\n");
    std::string lines;
    for (const auto& event : sample_events())
      lines += json_of(event) + "\n";
    folder_.write("events.jsonl", lines);
  }
  static std::string hash(const std::string& token) {
    return "\"sha256:" + to_hex(cli::hash_of_token(token).view()) + "\"";
  }
  static std::string users() {
    return "users:\n  imp: { token: " + hash("imports") +
           ", party: gas, submit: all, approve: true, stamp: true }\n  tess: { token: " +
           hash("tellers") + ", party: gas, submit: payment.received, sources: all }\n";
  }
  [[nodiscard]] Ran send(const std::string& rest) const {
    return folder_.shell("$SETOFF send --retry 0 " + rest + " events.jsonl");
  }

  Folder folder_;
};

TEST_F(SecureListener, TlsAsksForTheRightAuthorityAndAToken) {
  const auto made = folder_.shell(
      "openssl req -x509 -newkey ed25519 -keyout key.pem -out cert.pem -days 2 -nodes -subj "
      "/CN=books -addext subjectAltName=DNS:books,IP:127.0.0.1 && openssl req -x509 -newkey "
      "ed25519 -keyout other.key -out other.pem -days 2 -nodes -subj /CN=books");
  if (made.status != 0) GTEST_SKIP() << "openssl made no certificate: " << made.output;
  folder_.write("daemon.yaml",
                "daemon: 1\nledger: ledger.db\n"
                "listeners: [{ for: events, at: \"127.0.0.1:0\", tls: true }]\n"
                "tls: { certificate: cert.pem, key: key.pem }\n" +
                    users());
  Served daemon(folder_, {"--config", "daemon.yaml"});
  ASSERT_TRUE(daemon.ready());
  const auto& listener = daemon.addresses()[0];
  EXPECT_EQ(send("--tls --authority other.pem --token-file imp.token " + listener).status, 3);
  EXPECT_EQ(
      send("--tls --authority cert.pem --tls-name other --token-file imp.token " + listener).status,
      3);
  EXPECT_EQ(send("--token-file imp.token " + listener).status, 3) << "no TLS";
  EXPECT_EQ(send("--tls --authority cert.pem --token-file wrong.token " + listener).status, 2);
  EXPECT_EQ(send("--tls --authority cert.pem " + listener).status, 2) << "no token";
  for (const auto* name : {"", "--tls-name books "}) {
    const auto sent =
        send("--tls --authority cert.pem --token-file imp.token " + std::string(name) + listener);
    EXPECT_EQ(sent.status, 0) << sent.output;
  }
  EXPECT_EQ(daemon.stop(), 0);
}

TEST_F(SecureListener, AUserDoesWhatItMayAndATokenCanBeWithdrawn) {
  const std::string head =
      "daemon: 1\nledger: ledger.db\nlisteners: [{ for: events, at: \"unix:listener.sock\" }]\n";
  folder_.write("daemon.yaml", head + users());
  Served daemon(folder_, {"--config", "daemon.yaml"});
  ASSERT_TRUE(daemon.ready());
  EXPECT_EQ(send("--token-file imp.token unix:listener.sock").status, 0);
  const auto refused = send("--token-file tess.token unix:listener.sock");
  EXPECT_EQ(refused.status, 1) << "its payments are not of its party";
  EXPECT_NE(refused.output.find("not_permitted"), std::string::npos) << refused.output;
  RawPeer peer("unix:" + folder_.path("listener.sock").string());
  peer.send("{\"token\":\"imports\"}\n");
  EXPECT_EQ(peer.line(), "{\"outcome\":\"welcome\",\"user\":\"imp\"}");
  folder_.write("daemon.yaml",
                head + "users:\n  new: { token: " + hash("news") + ", party: gas }\n");
  daemon.signal(SIGHUP);
  const auto farewell = peer.line().value_or("");
  EXPECT_EQ(member_of(farewell, "outcome"), "closed") << farewell;
  EXPECT_NE(farewell.find("withdrawn"), std::string::npos) << farewell;
  EXPECT_EQ(peer.line(), std::nullopt);
  RawPeer again("unix:" + folder_.path("listener.sock").string());
  again.send("{\"token\":\"imports\"}\n");
  EXPECT_EQ(member_of(again.line().value_or(""), "outcome"), "closed");
  EXPECT_EQ(daemon.stop(), 0);
}

TEST_F(SecureListener, AWrongConfigurationServesNothing) {
  folder_.write("daemon.yaml", "daemon: 1\nledgr: x\n");
  const auto checked = folder_.shell("$SETOFF serve --config daemon.yaml --check");
  EXPECT_EQ(checked.status, 2);
  EXPECT_NE(checked.output.find("daemon.yaml:2:1"), std::string::npos) << checked.output;
  EXPECT_NE(checked.output.find("did you mean 'ledger'?"), std::string::npos) << checked.output;
  const auto open = folder_.shell("$SETOFF serve ledger.db --events 0.0.0.0:7401");
  EXPECT_EQ(open.status, 2) << open.output;
  folder_.write("good.yaml", "daemon: 1\nledger: ledger.db\n");
  EXPECT_EQ(folder_.shell("$SETOFF serve --config good.yaml --check").status, 0);
  EXPECT_FALSE(std::filesystem::exists(folder_.path("ledger.db")));
}

TEST_F(SecureListener, PeersThatKeepTheDaemonWaitingAreCut) {
  folder_.write(
      "daemon.yaml",
      "daemon: 1\nledger: ledger.db\nlisteners: [{ for: events, at: \"unix:listener.sock\" }]\n"
      "limits: { first_byte_ms: 300, line_ms: 300, idle_ms: 300, connections: 3 }\n");
  Served daemon(folder_, {"--config", "daemon.yaml"});
  ASSERT_TRUE(daemon.ready());
  const auto listener = "unix:" + folder_.path("listener.sock").string();
  RawPeer silent(listener);
  RawPeer half(listener);
  RawPeer idle(listener);
  half.send("{\"id\":");
  idle.send(json_of(sample_events()[0]) + "\n");
  EXPECT_EQ(member_of(idle.line().value_or(""), "outcome"), "accepted");
  RawPeer fourth(listener);
  EXPECT_EQ(member_of(fourth.line().value_or(""), "outcome"), "closed");
  EXPECT_EQ(silent.line(), std::nullopt);
  EXPECT_EQ(half.line(), std::nullopt);
  EXPECT_EQ(idle.line(), std::nullopt);
  RawPeer next(listener);
  next.send("{}\n");
  EXPECT_EQ(member_of(next.line().value_or(""), "outcome"), "malformed");
}

TEST_F(SecureListener, HalfLinesThatHoldAllRoomGiveItBack) {
  folder_.write(
      "daemon.yaml",
      "daemon: 1\nledger: ledger.db\nlisteners: [{ for: events, at: \"unix:listener.sock\" }]\n"
      "limits: { held_bytes_all: 100_000, line_ms: 300 }\n");
  Served daemon(folder_, {"--config", "daemon.yaml"});
  ASSERT_TRUE(daemon.ready());
  const auto listener = "unix:" + folder_.path("listener.sock").string();
  RawPeer crowd[] = {RawPeer(listener), RawPeer(listener), RawPeer(listener)};
  for (auto& peer : crowd)
    peer.send("{" + std::string(150'000, 'x'));
  for (auto& peer : crowd)
    EXPECT_EQ(peer.line(), std::nullopt);
  RawPeer next(listener);
  next.send(std::string(50'000, ' ') + json_of(sample_events()[0]) + "\n");
  EXPECT_EQ(member_of(next.line().value_or(""), "outcome"), "accepted");
}

TEST_F(SecureListener, APeerThatTakesNoReceiptsSlowsOnlyItself) {
  folder_.write(
      "daemon.yaml",
      "daemon: 1\nledger: ledger.db\nlisteners: [{ for: events, at: \"unix:listener.sock\" }]\n"
      "limits: { held_bytes: 300_000, held_bytes_all: 400_000 }\n");
  Served daemon(folder_, {"--config", "daemon.yaml"});
  ASSERT_TRUE(daemon.ready());
  const auto listener = "unix:" + folder_.path("listener.sock").string();
  RawPeer greedy(listener);
  std::string flood;
  for (int i = 0; i < 20'000; ++i)
    flood += "{\"id\":\"" + std::to_string(i) + "\"}\n";
  std::size_t taken = 0;
  for (std::size_t sent = 1; sent > 0 && taken < 100 * flood.size(); taken += sent)
    sent = greedy.send(flood);
  EXPECT_LT(taken, 8U << 20U) << "it goes on reading though nobody takes its answers";
  RawPeer other(listener);
  other.send(json_of(sample_events()[0]) + "\n");
  EXPECT_EQ(member_of(other.line().value_or(""), "outcome"), "accepted");
}

}  // namespace
}  // namespace setoff::tests
