// The quick way to find a ledger file in order finds a good one good, and never one in which SQLite
// finds something wrong.

#include "ledger/store/page_check.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "ledger/store/journal_pages.h"
#include "ledger/store/journal_rows.h"
#include "ledger/store/record.h"
#include "ledger/store/schema_check.h"
#include "ledger/store/table_check.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class PageCheck : public testing::Test {
 protected:
  void SetUp() override {
    make_sample_ledger(ledger());
    const SQLite::Database database(ledger().string(), SQLite::OPEN_READONLY);
    size_ = journal_size(database.getHandle()).value();
  }
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  void run(const std::string& sql) const {
    SQLite::Database(ledger().string(), SQLite::OPEN_READWRITE).exec(sql);
  }
  [[nodiscard]] bool good() const {
    try {
      SQLite::Database database(ledger().string(), SQLite::OPEN_READONLY);
      SQLite::Transaction snapshot(database);
      const auto schema = check_schema(database);
      return schema && schema->empty() && pages_are_good(database.getHandle(), size_);
    } catch (const SQLite::Exception&) {
      return false;
    }
  }
  // What SQLite says of the rows and the pages.
  [[nodiscard]] std::string complaint_of_sqlite() const {
    try {
      SQLite::Database database(ledger().string(), SQLite::OPEN_READONLY);
      const auto rows = compare_tables(database.getHandle(), size_);
      if (!rows) return rows.error().text();
      if (!rows->empty()) return rows->front().what;
      const auto pages = check_pages(database);
      return pages.empty() ? "" : pages.front().what;
    } catch (const SQLite::Exception& failure) {
      return failure.what();
    }
  }
  // A column of the middle row of each table, written otherwise with its trigger out of the way.
  void change_a_row_of(const TableInfo& facts) const {
    const std::string table(facts.name);
    const std::string columns(facts.columns);
    const auto last = columns.substr(columns.rfind(' ') + 1);
    run("DROP TRIGGER IF EXISTS " + table + "_no_update; UPDATE " + table + " SET " + last +
        " = CASE typeof(" + last + ") WHEN 'blob' THEN zeroblob(32) WHEN 'integer' THEN " + last +
        " + 1 ELSE coalesce(" + last + ", 0) || '1' END WHERE (" + std::string(facts.key) +
        ") = (SELECT " + std::string(facts.key) + " FROM " + table +
        " LIMIT 1 OFFSET (SELECT count(*) / 2 FROM " + table + "))");
  }
  LedgerFolder folder_;
  Sequence size_ = 0;
};

TEST_F(PageCheck, FindsAClosedLedgerGood) {
  EXPECT_GT(size_, 30U);
  EXPECT_TRUE(good());
  EXPECT_EQ(complaint_of_sqlite(), "");
}

TEST_F(PageCheck, FindsAFileWithFreePagesAndOneMadeAgainGood) {
  run("CREATE TABLE more (x); INSERT INTO more SELECT zeroblob(9000) FROM entry; DROP TABLE more");
  EXPECT_TRUE(good());
  ASSERT_TRUE(SqliteJournal::rebuild(ledger()).has_value());
  EXPECT_TRUE(good());
  run("PRAGMA page_size=512; VACUUM");
  EXPECT_TRUE(good());
  run("PRAGMA page_size=65536; VACUUM");
  EXPECT_TRUE(good());
}

TEST_F(PageCheck, LeavesAFileThatIsOpenForWritingToSqlite) {
  run("PRAGMA journal_mode=WAL");
  EXPECT_FALSE(good());
}

TEST_F(PageCheck, FindsARowThatIsDifferentMissingOrTooMuch) {
  const auto original = folder_ / "original.db";
  fs::copy_file(ledger(), original);
  for (const auto& facts : all_tables()) {
    const std::string table(facts.name);
    const auto try_with = [&](const std::string& change) {
      fs::copy_file(original, ledger(), fs::copy_options::overwrite_existing);
      run("DROP TRIGGER IF EXISTS " + table + "_no_delete;" + change);
      EXPECT_FALSE(good()) << change;
      EXPECT_NE(complaint_of_sqlite(), "") << change;
    };
    fs::copy_file(original, ledger(), fs::copy_options::overwrite_existing);
    change_a_row_of(facts);
    EXPECT_FALSE(good()) << table;
    const auto key = std::string(facts.key.substr(0, facts.key.find(',')));
    try_with("DELETE FROM " + table + " WHERE " + key + " = (SELECT min(" + key + ") FROM " +
             table + ")");
    try_with("DELETE FROM " + table + " WHERE " + key + " = (SELECT max(" + key + ") FROM " +
             table + ")");
    try_with("DELETE FROM " + table);
  }
}

TEST_F(PageCheck, FindsATableTooMuchAndAJournalThatIsTooLong) {
  --size_;
  EXPECT_FALSE(good());
  size_ += 2;
  EXPECT_FALSE(good());
  --size_;
  EXPECT_TRUE(good());
  run("CREATE TABLE more (x)");
  EXPECT_FALSE(good());
}

// The types of a journal's columns stand in front of them: any bit of these may be another.
TEST_F(PageCheck, FindsNoJournalGoodWhoseColumnsHaveOtherTypes) {
  constexpr std::size_t kPage = 4'096;
  // Of a leaf, where its first cell begins; of an inner page, its last child.
  constexpr std::size_t kCells = 8;
  std::size_t page = 0;
  {
    SQLite::Database database(ledger().string(), SQLite::OPEN_READONLY);
    page = *root_page(database.getHandle(), "journal") - 1;
  }
  std::ifstream in(ledger(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto* file = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const PageBytes all(file, bytes.size());
  while (file[page * kPage] == 5)
    page = four_bytes(all, page * kPage + kCells) - 1;
  ASSERT_EQ(file[page * kPage], 13);
  auto at = page * kPage + two_bytes(all, page * kPage + kCells);
  static_cast<void>(read_varint(file, at));  // size of the record
  static_cast<void>(read_varint(file, at));  // key
  const auto end = at + file[at];
  ASSERT_LE(end, at + 16);
  for (; at < end; ++at)
    for (unsigned bit = 0; bit < 8; ++bit) {
      auto changed = bytes;
      changed[at] = static_cast<char>(file[at] ^ (1U << bit));
      std::ofstream(ledger(), std::ios::binary) << changed;
      if (!good()) continue;
      EXPECT_EQ(complaint_of_sqlite(), "") << "bit " << bit << " of byte " << at;
    }
}

// Any byte of the file may be another one: where SQLite finds fault, so does the quick way.
TEST_F(PageCheck, FindsNoFileGoodInWhichABytesChangeDisturbsSqlite) {
  constexpr int kChanges = 600;
  constexpr std::size_t kPage = 4'096;
  std::ifstream in(ledger(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::mt19937 random(20200320);  // NOLINT: the same changes every time
  int found = 0;
  for (int i = 0; i < kChanges; ++i) {
    auto at = random() % bytes.size();
    if (i % 2 == 0) at = at / kPage * kPage + random() % 24;  // headers decide the most
    auto changed = bytes;
    changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << random() % 8));
    std::ofstream(ledger(), std::ios::binary) << changed;
    if (!good()) {
      ++found;
      continue;
    }
    EXPECT_EQ(complaint_of_sqlite(), "") << "byte " << at << " of change " << i;
  }
  EXPECT_GT(found, kChanges / 2);
}

}  // namespace
}  // namespace setoff::tests
