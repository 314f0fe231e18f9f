// The configuration that docs/operations.md shows is one that the program takes, and what --check
// sees of the machine.

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <sstream>

#include "tests/cli/daemon/served.h"
#include "tests/support/sample_events.h"

namespace setoff::tests {
namespace {

std::string shown_configuration() {
  std::ifstream page(SETOFF_SOURCE_DIR "/docs/operations.md");
  std::ostringstream text;
  text << page.rdbuf();
  const auto begin = text.str().find("```yaml\n") + 8;
  return text.str().substr(begin, text.str().find("```", begin) - begin);
}

void replace(std::string& text, const std::string& from, const std::function<std::string()>& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + 1))
    text.replace(at, from.size(), to());
}

TEST(OperationsPage, ItsPlaceholdersAreRefused) {
  const Folder folder;
  folder.write("daemon.yaml", shown_configuration());
  const auto checked = folder.shell("$SETOFF serve --config daemon.yaml --check");
  EXPECT_EQ(checked.status, 2) << checked.output;
  EXPECT_NE(checked.output.find("placeholder"), std::string::npos) << checked.output;
  EXPECT_NE(checked.output.find("setoff token"), std::string::npos) << checked.output;
}

TEST(OperationsPage, ItsConfigurationServesOnceItsPlaceholdersAreFilled) {
  const Folder folder;
  auto text = shown_configuration();
  const auto here = folder.path("").string();
  replace(text, "/run/setoff/", [&] { return here; });
  replace(text, "/var/lib/setoff/", [&] { return here; });
  replace(text, "<hash printed by `setoff token`>", [&] {
    return folder.shell("$SETOFF token | sed -n 's/hash *sha256://p' | tr -d '\\n'").output;
  });
  folder.write("daemon.yaml", text);
  const auto check = [&] { return folder.shell("$SETOFF serve --config daemon.yaml --check"); };
  const auto without = check();
  EXPECT_EQ(without.status, 3) << without.output;
  EXPECT_NE(without.output.find("server.pem"), std::string::npos) << without.output;
  const auto made = folder.shell(
      "openssl req -x509 -newkey ed25519 -keyout server.key -out server.pem -days 2 -nodes -subj "
      "/CN=books");
  if (made.status != 0) GTEST_SKIP() << "openssl made no certificate: " << made.output;
  const auto good = check();
  EXPECT_EQ(good.status, 0) << good.output;
  EXPECT_NE(good.output.find("4 listeners, 3 users"), std::string::npos) << good.output;
}

TEST(ServeCheck, SeesWhatTheMachineLacks) {
  const Folder folder;
  folder.write("plain", "text");
  folder.write("other.key", "no key");
  folder.write("no-ledger.db", std::string(5000, 'x'));
  EXPECT_EQ(folder.shell("$SETOFF token > t && mkdir folder").status, 0);
  struct Row {
    std::string lines;
    std::string says;
  };
  const auto listener = [](const std::string& at) {
    return "listeners: [{ for: events, at: \"" + at + "\" }]\n";
  };
  const auto listeners = [](const std::string& one, const std::string& other) {
    return "listeners: [{ for: events, at: \"" + one + "\" }, { for: http, at: \"" + other +
           "\" }]\n";
  };
  const Row rows[] = {
      {listener("unix:nowhere/a.sock"), "(listeners[0])"},
      {listener("unix:plain"), "is no socket"},
      {listener("unix:plain/a.sock"), "is not a folder"},
      {listener("unix:a.sock") + "ledger: folder", "is not a file"},
      {listener("unix:a.sock") + "ledger: nowhere/l.db", "No such file"},
      {listener("unix:a.sock") + "log: { file: nowhere/log }", "log.file"},
      {listener("unix:a.sock") + "log: { file: ./ledger.db }", "is the ledger itself"},
      {listener("unix:a.sock") + "log: { file: ledger.db-wal }", "is a file of 'ledger.db'"},
      {listener("unix:a.sock") + "tls: { certificate: none.pem, key: other.key }",
       "none.pem': No such file"},
      {listener("unix:a.sock") + "ledger: no-ledger.db", "is no ledger"},
      {listeners("unix:a.sock", "unix:./a.sock"), "is taken by listeners[0]"},
      {listeners("127.0.0.1:17301", "127.0.0.1:17301"), "is taken by listeners[0]"},
  };
  for (const auto& [lines, says] : rows) {
    const bool names_ledger = lines.find("ledger: ") != std::string::npos;
    folder.write(
        "daemon.yaml",
        "daemon: 1\n" + std::string(names_ledger ? "" : "ledger: ledger.db\n") + lines + "\n");
    const auto checked = folder.shell("$SETOFF serve --config daemon.yaml --check");
    EXPECT_EQ(checked.status, 3) << lines << checked.output;
    EXPECT_NE(checked.output.find(says), std::string::npos) << lines << checked.output;
    const auto served = folder.shell("timeout 60 $SETOFF serve --config daemon.yaml");
    EXPECT_EQ(served.status, 3) << lines << served.output;
  }
}

TEST(ServeCheck, ALogIsNoDatabaseByWhateverName) {
  const Folder folder;
  folder.write("one.jsonl", json_of(sample_events()[0]) + "\n");
  EXPECT_EQ(folder
                .shell("$SETOFF post ledger.db one.jsonl && ln -s ledger.db log && "
                       "$SETOFF post other.db one.jsonl")
                .status,
            0);
  for (const auto* log : {"log", "other.db"}) {
    folder.write("daemon.yaml",
                 "daemon: 1\nledger: ledger.db\nlisteners: [{ for: events, at: "
                 "\"unix:a.sock\" }]\nlog: { file: " +
                     std::string(log) + " }\n");
    EXPECT_EQ(folder.shell("$SETOFF serve --config daemon.yaml --check").status, 3) << log;
    EXPECT_EQ(folder.shell("timeout 60 $SETOFF serve --config daemon.yaml").status, 3) << log;
  }
  EXPECT_EQ(folder.root_of("ledger.db").size(), 64U) << folder.root_of("ledger.db");
}

TEST(OperationsPage, ATokenIsPrintedWithItsHash) {
  const Folder folder;
  const auto made = folder.shell("$SETOFF token");
  EXPECT_EQ(made.status, 0);
  const auto hashed = folder.shell("printf %s " + made.output.substr(7, 64) + " | sha256sum");
  EXPECT_NE(made.output.find("sha256:" + hashed.output.substr(0, 64)), std::string::npos);
}

}  // namespace
}  // namespace setoff::tests
