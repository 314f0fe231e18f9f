// Nothing in a ledger file can be changed without a finding: every mutant that its schema gives is
// made and must be found.

#include "tests/ledger/audit/mutants.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <set>

#include "ledger/audit/verify.h"
#include "ledger/store/sqlite_tables.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

// What an audit of the file says: nothing if it is clean, else the first finding or why it could
// not be read.
std::string complaint(const std::filesystem::path& ledger,
                      const std::optional<ExpectedHead>& expected = {}) {
  const auto journal = SqliteJournal::open(ledger, OpenMode::read);
  if (!journal) return journal.error().text();
  const auto tables = SqliteTables::open(ledger);
  if (!tables) return tables.error().text();
  const auto report = verify(**journal, expected, tables->get());
  if (!report) return report.error().text();
  return report->clean() ? "" : report->findings.front().what;
}

Digest root_of(const std::filesystem::path& ledger) {
  const auto journal = SqliteJournal::open(ledger, OpenMode::read);
  SETOFF_CHECK(journal.has_value());
  return verify(**journal)->root;
}

class Mutants : public testing::Test {
 protected:
  void SetUp() override {
    make_sample_ledger(folder_ / "ledger.db");
    ASSERT_EQ(complaint(folder_ / "ledger.db"), "");
  }
  void expect_found(const std::vector<Mutant>& mutants) {
    for (const auto& mutant : mutants) {
      if (!make_mutant(folder_ / "ledger.db", mutant, folder_ / "mutant.db")) continue;
      ++made_;
      EXPECT_NE(complaint(folder_ / "mutant.db"), "") << mutant.name;
    }
  }
  LedgerFolder folder_;
  std::size_t made_ = 0;
};

TEST_F(Mutants, EveryColumnRowAndTailOfEveryTableIsFound) {
  const auto mutants = row_mutants(folder_ / "ledger.db");
  std::set<std::string> tables;
  for (const auto& mutant : mutants)
    tables.insert(mutant.table);
  EXPECT_EQ(tables, (std::set<std::string>{"account", "balance", "commodity", "entry", "journal",
                                           "link", "lot", "posting", "projection"}));
  expect_found(mutants);
  EXPECT_GT(made_, 300U);
}

TEST_F(Mutants, EveryChangeOfTheSchemaIsFound) {
  const auto mutants = schema_mutants(folder_ / "ledger.db");
  expect_found(mutants);
  EXPECT_GT(made_, 60U);
}

TEST_F(Mutants, EveryByteOfTheJournalIsFound) {
  SQLite::Database database((folder_ / "ledger.db").string(), SQLite::OPEN_READONLY);
  const auto size =
      database.execAndGet("SELECT length(bytes) FROM journal ORDER BY first_sequence LIMIT 1");
  std::vector<Mutant> mutants;
  for (int at = 1; at <= size.getInt(); at += 41) {
    const auto place = std::to_string(at);
    mutants.push_back({"byte " + place + " of the journal",
                       "journal",
                       {"UPDATE journal SET bytes = CAST(substr(bytes, 1, " + place +
                        " - 1) || CASE substr(bytes, " + place +
                        ", 1) WHEN x'00' THEN x'01' ELSE x'00' END || substr(bytes, " + place +
                        " + 1) AS BLOB) WHERE first_sequence = 0"}});
  }
  expect_found(mutants);
  EXPECT_EQ(made_, mutants.size());
}

TEST_F(Mutants, ANumberOfTheFileHeadIsFound) {
  for (const auto* pragma : {"application_id", "user_version"})
    EXPECT_TRUE(make_mutant(folder_ / "ledger.db",
                            {"", "", {std::string("PRAGMA ") + pragma + "=77"}},
                            folder_ / "mutant.db") &&
                !complaint(folder_ / "mutant.db").empty())
        << pragma;
}

// A file that is consistent in itself is not the whole ledger: only a root noted before says so.
TEST_F(Mutants, AFileRolledBackAsAWholeIsFoundByAnEarlierRoot) {
  const ExpectedHead head{root_of(folder_ / "ledger.db"), {}};
  EXPECT_EQ(complaint(folder_ / "ledger.db", head), "");
  for (const std::size_t kept : {sample_events().size() - 1, std::size_t{14}, std::size_t{0}}) {
    const auto older = folder_ / ("older-" + std::to_string(kept) + ".db");
    make_sample_ledger(older, kept);
    EXPECT_EQ(complaint(older), "") << kept;
    EXPECT_NE(complaint(older, head), "") << kept;
  }
}

// Journal and tables cut at the same entry, as somebody would who knows them all.
TEST_F(Mutants, AConsistentCutIsFoundByAnEarlierRoot) {
  const ExpectedHead head{root_of(folder_ / "ledger.db"), {}};
  const Mutant cut{"the journal's last row",
                   "journal",
                   {"DELETE FROM journal WHERE first_sequence = (SELECT max(first_sequence) FROM "
                    "journal)"}};
  ASSERT_TRUE(make_mutant(folder_ / "ledger.db", cut, folder_ / "mutant.db"));
  EXPECT_NE(complaint(folder_ / "mutant.db"), "");
  EXPECT_FALSE(SqliteJournal::rebuild(folder_ / "mutant.db").has_value())
      << "the tables are the last trace of what is missing";
  SQLite::Database((folder_ / "mutant.db").string(), SQLite::OPEN_READWRITE)
      .exec("DROP TABLE entry; DROP TABLE posting; DROP TABLE link; DROP TABLE lot");
  ASSERT_TRUE(SqliteJournal::rebuild(folder_ / "mutant.db").has_value());
  EXPECT_EQ(complaint(folder_ / "mutant.db"), "");
  EXPECT_NE(complaint(folder_ / "mutant.db", head), "");
}

TEST_F(Mutants, AFindingNamesTheTableTheRowAndTheColumn) {
  const Mutant mutant{
      "", "posting", {"UPDATE posting SET amount = 5 WHERE sequence = 13 AND position = 1"}};
  ASSERT_TRUE(make_mutant(folder_ / "ledger.db", mutant, folder_ / "mutant.db"));
  const auto what = complaint(folder_ / "mutant.db");
  EXPECT_NE(what.find("table posting, row 13, 1, column amount: it is 5, the journal gives"),
            std::string::npos)
      << what;
}

}  // namespace
}  // namespace setoff::tests
