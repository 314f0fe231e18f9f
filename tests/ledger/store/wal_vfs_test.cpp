// The log's VFS: what comes back is what was written, wherever it is just then; after a sync all of
// it is in the file; a commit takes few calls of the system; a disk without room is told of.

#include "ledger/store/wal_vfs.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <random>

#include "ledger/store/sqlite_journal.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A log as SQLite opens it.
class OpenLog {
 public:
  explicit OpenLog(std::string path) : path_(std::move(path)) {
    auto* const vfs = sqlite3_vfs_find(wal_vfs());
    SETOFF_CHECK(vfs != nullptr);
    memory_.resize(static_cast<std::size_t>(vfs->szOsFile));
    // SQLite ends a name with two more zeros, for the parameters of a URI.
    path_.append(2, '\0');
    constexpr int kFlags = SQLITE_OPEN_WAL | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int flags = 0;
    SETOFF_CHECK(vfs->xOpen(vfs, path_.c_str(), file(), kFlags, &flags) == SQLITE_OK);
  }
  ~OpenLog() { methods().xClose(file()); }
  OpenLog(const OpenLog&) = delete;
  OpenLog& operator=(const OpenLog&) = delete;

  int write(std::string_view bytes, std::size_t at) {
    return methods().xWrite(file(), bytes.data(), static_cast<int>(bytes.size()),
                            static_cast<sqlite3_int64>(at));
  }
  std::string read(std::size_t size, std::size_t at) {
    std::string bytes(size, '?');
    const int result = methods().xRead(file(), bytes.data(), static_cast<int>(size),
                                       static_cast<sqlite3_int64>(at));
    EXPECT_TRUE(result == SQLITE_OK || result == SQLITE_IOERR_SHORT_READ) << result;
    return bytes;
  }
  int truncate(std::size_t size) {
    return methods().xTruncate(file(), static_cast<sqlite3_int64>(size));
  }
  int sync() { return methods().xSync(file(), SQLITE_SYNC_NORMAL); }
  std::size_t size() {
    sqlite3_int64 bytes = 0;
    EXPECT_EQ(methods().xFileSize(file(), &bytes), SQLITE_OK);
    return static_cast<std::size_t>(bytes);
  }

 private:
  [[nodiscard]] sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(memory_.data()); }
  [[nodiscard]] const sqlite3_io_methods& methods() { return *file()->pMethods; }

  std::string path_;
  std::vector<char> memory_;
};

class LogVfs : public testing::Test {
 protected:
  // SQLite looks for the database of a log before it opens it.
  LogVfs() { std::ofstream((folder_ / "ledger.db").string()); }
  [[nodiscard]] std::string log() const { return (folder_ / "ledger.db-wal").string(); }
  LedgerFolder folder_;
};

// Appends mostly, as a log is written; and whatever else SQLite may do with one.
TEST_F(LogVfs, GivesBackWhatWasWrittenAndHasItInTheFileAfterASync) {
  std::mt19937 random(20'200'620);
  const auto up_to = [&](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most)(random);
  };
  OpenLog log(this->log());
  std::string model;
  std::size_t end = 0;      // of what is appended
  std::size_t largest = 0;  // of the writes
  for (int step = 0; step < 2'000; ++step) {
    const auto what = up_to(99);
    if (what < 80) {
      const bool append = what < 70;
      const std::size_t most = what == 0 ? 1'500'000 : append ? 6'000 : 300;
      const std::string bytes(1 + up_to(most), static_cast<char>('a' + up_to(25)));
      largest = std::max(largest, bytes.size());
      const auto at = append ? end : up_to(end);
      ASSERT_EQ(log.write(bytes, at), SQLITE_OK);
      if (model.size() < at + bytes.size()) model.resize(at + bytes.size());
      model.replace(at, bytes.size(), bytes);
      if (append) end += bytes.size();
    } else if (what < 96) {
      const auto at = up_to(model.size());
      const auto size = std::min(model.size() - at, up_to(9000));
      ASSERT_EQ(log.read(size, at), model.substr(at, size)) << step;
    } else if (what == 96) {
      ASSERT_EQ(log.size(), model.size());
    } else if (what == 97 && up_to(9) == 0) {
      model.resize(up_to(model.size()));
      end = model.size();
      ASSERT_EQ(log.truncate(model.size()), SQLITE_OK);
    } else if (what == 98 && up_to(19) == 0) {
      end = 0;  // the log begins anew, over what it was
    } else if (what == 99) {
      ASSERT_EQ(log.sync(), SQLITE_OK);
      ASSERT_EQ(content_of(this->log()), model) << step;
    }
  }
  EXPECT_GT(largest, std::size_t{1} << 20U);  // more than waits at once
}

TEST_F(LogVfs, LeavesWhatWasNotSyncedWhenItIsClosed) {
  {
    OpenLog log(this->log());
    ASSERT_EQ(log.write("synced", 0), SQLITE_OK);
    ASSERT_EQ(log.sync(), SQLITE_OK);
    ASSERT_EQ(log.write(" and not", 6), SQLITE_OK);
  }
  EXPECT_EQ(content_of(log()), "synced");
}

TEST_F(LogVfs, TellsOfADiskWithoutRoomAtTheSyncAndDropsWhatWasNotWritten) {
  OpenLog log("/dev/full");
  ASSERT_EQ(log.write("no room for this", 0), SQLITE_OK);
  EXPECT_EQ(log.sync(), SQLITE_FULL);
  EXPECT_EQ(log.read(7, 0), std::string(7, '\0'));  // as the file is
}

EntryGroup group_of_bytes(std::size_t bytes, Sequence first = 0) {
  EntryGroup group;
  group.first = first;
  group.bytes = ByteBuffer(bytes, 7);
  group.ends = {static_cast<std::uint32_t>(bytes / 2), static_cast<std::uint32_t>(bytes)};
  return group;
}

// Nobody should; but whoever opens the file with SQLite and writes to it must not damage it.
TEST_F(LogVfs, StandsAnotherWriterBetweenItsCommits) {
  const auto path = (folder_ / "books.db").string();
  auto opened = SqliteJournal::open(path, OpenMode::create);
  ASSERT_TRUE(opened.has_value());
  auto& journal = **opened;
  journal.checkpoint_often();
  SQLite::Database other(path, SQLite::OPEN_READWRITE);
  other.exec("CREATE TABLE notes (what TEXT)");
  constexpr Sequence kGroups = 60;
  for (Sequence i = 0; i < kGroups; ++i) {
    // Some are long enough for a checkpoint, after which either writer begins the log anew.
    ASSERT_TRUE(journal.append(group_of_bytes(i % 3 == 0 ? 1'200'000 : 30'000, 2 * i)).has_value())
        << i;
    other.exec("INSERT INTO notes VALUES ('a note'), (hex(randomblob(20000)))");
    if (i % 7 == 0) other.exec("PRAGMA wal_checkpoint(PASSIVE)");
  }
  EXPECT_EQ(other.execAndGet("PRAGMA integrity_check").getString(), "ok");
  EXPECT_EQ(other.execAndGet("SELECT sum(length(what)) FROM notes").getInt64(), 60 * 40'006);
  EXPECT_EQ(other.execAndGet("SELECT sum(length(bytes)) FROM journal").getInt64(),
            20 * 1'200'000 + 40 * 30'000);
}

std::size_t writes_so_far() {
  std::ifstream file("/proc/self/io");
  std::string word;
  std::size_t count = 0;
  while (file >> word)
    if (word == "syscw:") file >> count;
  return count;
}

TEST_F(LogVfs, TakesFewWritesForALargeCommit) {
  const auto opened = SqliteJournal::open(folder_ / "books.db", OpenMode::create);
  ASSERT_TRUE(opened.has_value());
  const auto group = group_of_bytes(2'000'000);
  const auto before = writes_so_far();
  ASSERT_GT(before, 0U);
  ASSERT_TRUE((*opened)->append(group).has_value());
  const auto pages = group.bytes.size() / 4096;
  EXPECT_LT(writes_so_far() - before, pages / 4);
}

}  // namespace
}  // namespace setoff::tests
