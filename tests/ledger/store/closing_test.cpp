// Closing a ledger, and how long its log becomes, while another program reads it.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "ledger/audit/verify.h"
#include "ledger/store/sqlite_tables.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

// Somebody with SQLite who looks at the ledger and stays there.
class Reader {
 public:
  explicit Reader(const fs::path& ledger) : database_(ledger.string(), SQLite::OPEN_READONLY) {
    database_.exec("BEGIN");
    static_cast<void>(database_.execAndGet("SELECT count(*) FROM journal").getInt());
  }

 private:
  SQLite::Database database_;
};

class ReadLedger : public testing::Test {
 protected:
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  [[nodiscard]] std::unique_ptr<SqliteJournal> open(OpenMode mode) const {
    return std::move(*SqliteJournal::open(ledger(), mode));
  }
  LedgerFolder folder_;
};

TEST_F(ReadLedger, IsClosedWithANoteWhileSomebodyReadsIt) {
  auto journal = open(OpenMode::create);
  book_events(*journal);
  const auto entries = journal->size();
  {
    const Reader reader(ledger());
    const auto note = journal->close();
    ASSERT_TRUE(note.has_value()) << note.error().text();
    ASSERT_TRUE(note->has_value());
    EXPECT_NE((*note)->find("another program is reading it"), std::string::npos) << **note;
    EXPECT_EQ(open(OpenMode::read)->size(), entries);
  }
  journal = open(OpenMode::write);
  const auto note = journal->close();
  ASSERT_TRUE(note.has_value());
  EXPECT_FALSE(note->has_value());
  EXPECT_EQ(folder_.names(), std::vector<std::string>{"ledger.db"});
}

// A closed ledger has no log; to begin one SQLite needs it for itself.
TEST_F(ReadLedger, IsNotOpenedForWritingWhileSomebodyReadsItClosed) {
  make_sample_ledger(ledger());
  {
    const Reader reader(ledger());
    const auto refused = SqliteJournal::open(ledger(), OpenMode::write);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::in_use);
    EXPECT_NE(refused.error().detail.find("another program is reading"), std::string::npos)
        << refused.error().detail;
  }
  EXPECT_TRUE(SqliteJournal::open(ledger(), OpenMode::write).has_value());
}

EntryGroup group_of(Sequence first) {
  EntryGroup group;
  group.first = first;
  group.bytes = ByteBuffer(100'000, 7);
  group.ends = {50'000, 100'000};
  return group;
}

TEST_F(ReadLedger, HasALogThatEndsAtItsLimitAndGoesOnOnceTheReaderIsGone) {
  constexpr std::uint64_t kLimit = 2U << 20U;
  auto journal = open(OpenMode::create);
  journal->checkpoint_often();
  journal->limit_wal(kLimit);
  Sequence next = 0;
  std::optional<Reader> reader(std::in_place, ledger());
  Status status = Ok{};
  while (status && wal_bytes(ledger()) < 10 * kLimit)
    if (status = journal->append(group_of(next)); status) next += 2;
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, Code::cannot_write);
  EXPECT_NE(status.error().detail.find("limit of 2 MiB"), std::string::npos);
  EXPECT_LT(wal_bytes(ledger()), kLimit + 200'000);
  EXPECT_EQ(journal->size(), next);
  reader.reset();
  EXPECT_TRUE(journal->append(group_of(next)).has_value());
  next += 2;
  for (int i = 0; i < 100; ++i, next += 2)
    EXPECT_TRUE(journal->append(group_of(next)).has_value());
  EXPECT_LT(wal_bytes(ledger()), 2 * kLimit);
}

// What the longest group takes: its bytes, an entry more, and four bytes for the end of each of
// its entries, of which none is shorter than 32.
TEST(JournalRow, HasRoomForTheLongestGroup) {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  constexpr auto kLongest = kGroupBytesMax + kEntrySizeMax;
  const auto limit = sqlite3_limit(database.getHandle(), SQLITE_LIMIT_LENGTH, -1);
  EXPECT_LT(kLongest + kLongest / 32 * 4 + 1'000, static_cast<std::size_t>(limit));
}

}  // namespace
}  // namespace setoff::tests
