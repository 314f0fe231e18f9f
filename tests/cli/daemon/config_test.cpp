// The configuration: what it gives, and what is said about mistakes.

#include "cli/daemon/serve/config.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "ledger/crypto/encoding.h"

namespace setoff::tests {
namespace {

const std::string kHash = "sha256:" + std::string(64, 'a');

class Config : public testing::Test {
 protected:
  std::optional<cli::ServeSettings> read(const std::string& text) {
    // A name of its own: the cases run beside one another.
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    const auto file =
        std::filesystem::path(testing::TempDir()) / ("setoff-config-" + test + ".yaml");
    std::ofstream(file) << text;
    diagnostics_ = Diagnostics();
    return cli::read_config(file, sources_, diagnostics_);
  }
  // Every finding as "line: code", with the suggestion if there is one.
  std::string findings(const std::string& text) {
    EXPECT_FALSE(read(text)) << text;
    std::string out;
    for (const auto& diagnostic : diagnostics_.sorted())
      out += std::to_string(diagnostic.span.begin().line) + ": " + diagnostic.code +
             (diagnostic.suggestion.empty() ? "" : " -> " + diagnostic.suggestion) + "\n";
    return out;
  }

  Sources sources_;
  Diagnostics diagnostics_;
};

TEST_F(Config, ReadsEverything) {
  const auto settings = read(
      "daemon: 1\nledger: books.db\nlisteners:\n"
      "  - { for: events, at: \"unix:/run/events.sock\", user: tess }\n"
      "  - { for: http, at: \"[::1]:7480\" }\n"
      "  - { for: events, at: \"0.0.0.0:7443\", tls: true }\n"
      "tls: { certificate: server.pem, key: /etc/server.key }\n"
      "commit: { within_ms: 2, events: 100 }\n"
      "limits: { connections: 10, idle_ms: 500 }\n"
      "bounds: { clock_tolerance_s: 60, value_days_ahead: 400 }\n"
      "log: { form: json, level: warning }\n"
      "users:\n  tess:\n    token: " +
      kHash +
      "\n    party: gas\n    submit: [payment.received, invoice.*]\n"
      "    accounts: tbi\n    lines: [gas]\n    parties: [gas, moe]\n"
      "    sources: [/gas, /gas/*]\n    override: true\n    read: true\n");
  ASSERT_TRUE(settings) << render(diagnostics_);
  EXPECT_TRUE(std::filesystem::path(settings->ledger).is_absolute());
  EXPECT_EQ(settings->tls.key, "/etc/server.key");
  ASSERT_EQ(settings->listeners.size(), 3U);
  EXPECT_EQ(settings->listeners[0].access, (cli::Access{cli::Access::By::as_user, "tess"}));
  EXPECT_EQ(settings->listeners[1].access.by, cli::Access::By::token);
  EXPECT_TRUE(settings->listeners[1].http);
  EXPECT_TRUE(settings->listeners[2].tls);
  EXPECT_EQ(settings->commit.within, std::chrono::milliseconds(2));
  EXPECT_EQ(settings->limits.idle, std::chrono::milliseconds(500));
  EXPECT_EQ(settings->limits.line, cli::DaemonLimits{}.line);
  const auto* const user = settings->users.find(*digest_from_hex(kHash.substr(7)));
  ASSERT_NE(user, nullptr);
  EXPECT_EQ(user->submit, (std::set{EventType::payment_received, EventType::invoice_issued}));
  EXPECT_EQ(user->accounts, std::vector<std::string>{"tbi"});
  EXPECT_EQ(user->lines, std::vector<std::string>{"gas"});
  EXPECT_EQ(user->parties, (std::vector<std::string>{"gas", "moe"}));
  EXPECT_EQ(user->sources, (std::vector<std::string>{"/gas", "/gas/*"}));
  EXPECT_TRUE(user->override_closed);
  EXPECT_FALSE(user->approve);
  EXPECT_EQ(settings->bounds.clock_tolerance, std::chrono::seconds(60));
  EXPECT_EQ(settings->bounds.value_days_ahead, 400);
  EXPECT_EQ(settings->bounds.value_days_behind, TimeBounds{}.value_days_behind);
}

TEST_F(Config, MarksEveryMistakeAndSuggests) {
  EXPECT_EQ(findings("daemon: 2\nledgr: x\n"), "1: out_of_range\n2: unknown_key -> ledger\n");
  EXPECT_EQ(findings("daemon: 1\nlisteners:\n  - { for: event, at: \"127.0.0.1:1\" }\n"),
            "3: unknown_value -> events\n");
  EXPECT_EQ(findings("daemon: 1\nlisteners:\n  - { for: events, at: \"localhost\" }\n"),
            "3: bad_address\n");
  EXPECT_EQ(findings("daemon: 1\nlimits: { line_bytes: 10 }\n"), "2: out_of_range\n");
  EXPECT_EQ(findings("daemon: 1\nusers:\n  a: { token: secret, party: p }\n"), "3: bad_token\n");
  EXPECT_EQ(findings("daemon: 1\nusers:\n  a: { token: \"" + kHash +
                     "\", party: p, submit: [paymnt.received] }\n"),
            "3: unknown_type -> payment.received\n");
  EXPECT_EQ(findings("daemon: 1\nusers:\n  a: { token: \"" + kHash +
                     "\", party: p, submit: release.approved }\n"),
            "3: approval_type\n");
  EXPECT_EQ(findings("daemon: 1\nusers:\n  a: { token: \"" + kHash +
                     "\", party: p }\n  b: { token: \"" + kHash + "\", party: p }\n"),
            "4: duplicate_token\n");
}

TEST_F(Config, RefusesPlaceholdersAndNamesThatCannotStandInTheLedger) {
  const auto user = [](const std::string& name, const std::string& rest) {
    return "daemon: 1\nusers:\n  " + name + ": { " + rest + " }\n";
  };
  EXPECT_FALSE(read(user("a", "token: \"sha256:<hash printed by setoff token>\", party: p")));
  EXPECT_NE(render(diagnostics_).find("placeholder"), std::string::npos) << render(diagnostics_);
  const auto token = "token: \"" + kHash + "\", ";
  EXPECT_EQ(findings(user("Anna", token + "party: p")), "3: bad_name\n");
  EXPECT_EQ(findings(user("a", token + "party: gas_company")), "3: bad_name -> gas-company\n");
  EXPECT_EQ(findings(user("a", token + "party: p, accounts: [tbi_iqd]")),
            "3: bad_name -> tbi-iqd\n");
  EXPECT_EQ(findings(user("a", token + "party: p, sources: \"/a*\"")), "3: bad_source\n");
}

TEST_F(Config, RefusesTokensThatEverybodyKnows) {
  const auto with = [](const std::string& hash) {
    return "daemon: 1\nusers:\n  a: { token: \"sha256:" + hash + "\", party: p }\n";
  };
  EXPECT_EQ(findings(with(std::string(64, '0'))), "3: published_token\n");
  for (const auto* token : {"", "test", "test2"})
    EXPECT_EQ(findings(with(to_hex(cli::hash_of_token(token).view()))), "3: published_token\n")
        << token;
  EXPECT_TRUE(read(with(to_hex(cli::hash_of_token("test3").view()))));
}

TEST_F(Config, ALocalListenerCanBeReadByAllOrBeOneUsers) {
  const auto listeners = [](const std::string& listener) {
    return "daemon: 1\nlisteners: [{ " + listener + " }]\nusers: { tess: { token: \"" + kHash +
           "\", party: p } }\n";
  };
  const auto open = read(listeners("for: http, at: \"127.0.0.1:1\", open: true"));
  ASSERT_TRUE(open) << render(diagnostics_);
  EXPECT_EQ(open->listeners[0].access.by, cli::Access::By::everyone_reads);
  EXPECT_EQ(findings(listeners("for: events, at: \"127.0.0.1:1\", open: true")),
            "2: open_listener\n");
  EXPECT_EQ(findings(listeners("for: http, at: \"127.0.0.1:1\", open: true, user: tess")),
            "2: open_listener\n");
  EXPECT_EQ(findings(listeners("for: http, at: \"127.0.0.1:1\", user: theo")), "2: unknown_user\n");
}

TEST_F(Config, NoListenerToTheWorldWithoutTlsAndUsers) {
  EXPECT_EQ(findings("daemon: 1\nlisteners: [{ for: events, at: \"0.0.0.0:7401\" }]\n"),
            "2: open_listener\n2: open_listener\n");
  EXPECT_EQ(findings("daemon: 1\nlisteners: [{ for: events, at: \"10.0.0.1:7401\", tls: true }]\n"
                     "tls: { certificate: a, key: b }\n"),
            "2: open_listener\n");
  EXPECT_EQ(
      findings("daemon: 1\nlisteners: [{ for: events, at: \"[::]:7401\", tls: true, open: true }]\n"
               "tls: { certificate: a, key: b }\nusers: { a: { token: \"" +
               kHash + "\", party: p } }\n"),
      "2: open_listener\n2: open_listener\n")
      << "reached from elsewhere, and nothing is read at a listener for events";
  EXPECT_EQ(findings("daemon: 1\nlisteners: [{ for: events, at: \"127.0.0.1:1\", tls: true }]\n"),
            "2: missing_key\n");
  EXPECT_TRUE(read("daemon: 1\nlisteners: [{ for: events, at: \"127.0.0.1:7401\" }]\n"));
}

}  // namespace
}  // namespace setoff::tests
