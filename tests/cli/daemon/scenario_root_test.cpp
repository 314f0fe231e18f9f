// Seven years of a real scheme through the socket: the daemon's ledger has the root that the run
// wrote, and its own export is the run's export.

#include <gtest/gtest.h>

#include "tests/cli/daemon/served.h"

namespace setoff::tests {
namespace {

TEST(ScenarioThroughTheSocket, GivesTheRootOfTheRun) {
  const Folder folder;
  const auto made = folder.shell("$SETOFF run '" SETOFF_SOURCE_DIR
                                 "/scenarios/iran-iraq-2019-2025.yaml' -o run && "
                                 "$SETOFF export run/ledger.db --format jsonl -o run.jsonl");
  ASSERT_EQ(made.status, 0) << made.output;
  const auto root = folder.root_of("run/ledger.db");
  ASSERT_EQ(root.size(), 64U) << root;

  Served daemon(folder, {"ledger.db", "--events", "unix:listener.sock"});
  ASSERT_TRUE(daemon.ready());
  const auto sent = folder.shell("$SETOFF send unix:listener.sock run.jsonl");
  EXPECT_EQ(sent.status, 0) << sent.output;
  EXPECT_EQ(daemon.stop(), 0);

  EXPECT_EQ(folder.root_of("ledger.db"), root) << "or its audit is not clean";
  const auto same = folder.shell(
      "$SETOFF export ledger.db --format jsonl -o ledger.jsonl && cmp run.jsonl ledger.jsonl");
  EXPECT_EQ(same.status, 0) << same.output;
  for (const auto* left : {"ledger.db-wal", "ledger.db-shm", "ledger.db-writer"})
    EXPECT_FALSE(std::filesystem::exists(folder.path(left))) << left;
}

}  // namespace
}  // namespace setoff::tests
