// A journal that was cut: the tables still know what is missing, and nothing takes that away.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "ledger/audit/verify.h"
#include "ledger/store/sqlite_tables.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class CutJournal : public testing::Test {
 protected:
  CutJournal() {
    make_sample_ledger(ledger());
    rows_ = number("SELECT count(*) FROM entry");
  }
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  // With the triggers out of the way, and back as they were.
  void change(const std::string& sql) const {
    SQLite::Database database(ledger().string(), SQLite::OPEN_READWRITE);
    std::string triggers;
    for (const auto* name : {"journal_no_delete", "journal_no_update"}) {
      triggers +=
          database
              .execAndGet("SELECT sql FROM sqlite_schema WHERE name = '" + std::string(name) + "'")
              .getString() +
          ";";
      database.exec("DROP TRIGGER " + std::string(name));
    }
    database.exec(sql);
    database.exec(triggers);
  }
  void cut() const { change("DELETE FROM journal WHERE first_sequence > 40"); }
  [[nodiscard]] Sequence number(const std::string& sql) const {
    SQLite::Database database(ledger().string(), SQLite::OPEN_READONLY);
    return static_cast<Sequence>(database.execAndGet(sql).getInt64());
  }
  [[nodiscard]] std::string findings() const {
    const auto journal = SqliteJournal::open(ledger(), OpenMode::read);
    const auto tables = SqliteTables::open(ledger());
    const auto report = verify(**journal, {}, tables->get());
    std::string text;
    for (const auto& finding : report->findings)
      text += finding.what + "\n";
    return text;
  }
  LedgerFolder folder_;
  Sequence rows_ = 0;
};

TEST_F(CutJournal, IsFoundWithWhatIsMissingAndWithoutAdviceThatDestroysIt) {
  cut();
  const auto left = number("SELECT max(first_sequence + entries) FROM journal");
  const auto found = findings();
  EXPECT_NE(found.find("the journal was cut: entries " + std::to_string(left) + " to " +
                       std::to_string(rows_ - 1) + " are missing"),
            std::string::npos)
      << found;
  EXPECT_EQ(found.find("rebuild"), std::string::npos) << found;
}

TEST_F(CutJournal, IsNotMadeWholeByARebuild) {
  cut();
  const auto rebuilt = SqliteJournal::rebuild(ledger());
  ASSERT_FALSE(rebuilt.has_value());
  EXPECT_NE(rebuilt.error().detail.find("the journal was cut"), std::string::npos);
  EXPECT_EQ(number("SELECT count(*) FROM entry"), rows_);
}

TEST_F(CutJournal, WhoseTablesSayLessIsNotMadeWholeEither) {
  cut();
  change("UPDATE projection SET entries = (SELECT max(first_sequence + entries) FROM journal)");
  EXPECT_NE(findings().find("the journal was cut"), std::string::npos);
  EXPECT_FALSE(SqliteJournal::rebuild(ledger()).has_value());
}

TEST_F(CutJournal, IsNotWritten) {
  cut();
  for (const auto tables : {TablesAtOpen::caught_up, TablesAtOpen::left_behind}) {
    const auto journal = SqliteJournal::open(ledger(), OpenMode::write, tables);
    ASSERT_FALSE(journal.has_value());
    EXPECT_NE(journal.error().detail.find("the journal was cut"), std::string::npos);
    EXPECT_EQ(journal.error().detail.find("rebuild"), std::string::npos);
  }
}

// Hashes in the tables speak against the journal, until its root is known to be right.
TEST_F(CutJournal, AndOneOfOtherBytesIsNotWashedClean) {
  change("DROP TRIGGER entry_no_update; UPDATE entry SET leaf = zeroblob(32) WHERE sequence = 9");
  const auto rebuilt = SqliteJournal::rebuild(ledger());
  ASSERT_FALSE(rebuilt.has_value());
  EXPECT_NE(rebuilt.error().detail.find("entry 9: "), std::string::npos) << rebuilt.error().detail;
  EXPECT_EQ(number("SELECT count(*) FROM entry WHERE leaf = zeroblob(32)"), 1);
  EXPECT_TRUE(SqliteJournal::rebuild(ledger(), StoredHashes::known_wrong).has_value());
  EXPECT_EQ(number("SELECT count(*) FROM entry WHERE leaf = zeroblob(32)"), 0);
}

TEST_F(CutJournal, WithEntriesThatCannotBeReadKeepsItsTables) {
  change("UPDATE journal SET bytes = zeroblob(length(bytes)) WHERE first_sequence = 7");
  const auto rebuilt = SqliteJournal::rebuild(ledger());
  ASSERT_FALSE(rebuilt.has_value());
  EXPECT_NE(rebuilt.error().detail.find("cannot be read behind entry 7"), std::string::npos)
      << rebuilt.error().detail;
  EXPECT_EQ(number("SELECT count(*) FROM entry"), rows_);
}

}  // namespace
}  // namespace setoff::tests
