// The log's VFS: what comes back is what was written, wherever it is just then; after a sync all of
// it is in the file; a commit takes few calls of the system; a disk without room is told of.

#include "ledger/store/log_vfs.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <random>

#include "ledger/store/sqlite_journal.h"
#include "tests/support/sample_ledger.h"

namespace setoff::test {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A log as SQLite opens it.
class OpenLog {
 public:
  explicit OpenLog(std::string path) : path_(std::move(path)) {
    auto* const vfs = sqlite3_vfs_find(log_vfs());
    CHECK(vfs != nullptr);
    memory_.resize(static_cast<std::size_t>(vfs->szOsFile));
    // SQLite ends a name with two more zeros, for the parameters of a URI.
    path_.append(2, '\0');
    constexpr int kFlags = SQLITE_OPEN_WAL | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int flags = 0;
    CHECK(vfs->xOpen(vfs, path_.c_str(), file(), kFlags, &flags) == SQLITE_OK);
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
  Folder folder_;
};

// Appends mostly, as a log is written; and whatever else SQLite may do with one.
TEST_F(LogVfs, GivesBackWhatWasWrittenAndHasItInTheFileAfterASync) {
  std::mt19937 random(20'200'620);
  const auto up_to = [&](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most)(random);
  };
  OpenLog log(this->log());
  std::string model;
  std::size_t end = 0;  // of what is appended
  for (int step = 0; step < 30'000; ++step) {
    const auto what = up_to(99);
    if (what < 80) {
      const bool append = what < 70;
      const std::string bytes(1 + up_to(append ? 6000 : 300), static_cast<char>('a' + up_to(25)));
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
  ASSERT_GT(model.size(), std::size_t{5} << 20U);  // more than is held at once
}

TEST_F(LogVfs, HasEverythingInTheFileWhenItIsClosed) {
  {
    OpenLog log(this->log());
    ASSERT_EQ(log.write("not synced", 0), SQLITE_OK);
  }
  EXPECT_EQ(content_of(log()), "not synced");
}

TEST_F(LogVfs, TellsOfADiskWithoutRoomAtTheSyncAndDropsWhatWasNotWritten) {
  OpenLog log("/dev/full");
  ASSERT_EQ(log.write("no room for this", 0), SQLITE_OK);
  EXPECT_EQ(log.sync(), SQLITE_FULL);
  EXPECT_EQ(log.read(7, 0), std::string(7, '\0'));  // as the file is
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
  EntryGroup group;
  group.bytes = ByteBuffer(2'000'000, 7);
  group.ends = {1'000'000, 2'000'000};
  const auto before = writes_so_far();
  ASSERT_GT(before, 0U);
  ASSERT_TRUE((*opened)->append(group).has_value());
  const auto pages = group.bytes.size() / 4096;
  EXPECT_LT(writes_so_far() - before, pages / 4);
}

}  // namespace
}  // namespace setoff::test
