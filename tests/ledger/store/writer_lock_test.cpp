// Who may write a ledger: one process, under whatever name of the file; and nobody writes to a file
// that only has the name of one of ours.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "ledger/store/sqlite_tables.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class WriterLockOf : public testing::Test {
 protected:
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  [[nodiscard]] std::unique_ptr<SqliteJournal> open() const {
    auto journal = SqliteJournal::open(ledger(), OpenMode::create_or_write);
    EXPECT_TRUE(journal.has_value()) << journal.error().text();
    return journal ? std::move(*journal) : nullptr;
  }
  [[nodiscard]] static std::string refusal(const fs::path& path, OpenMode mode = OpenMode::write) {
    const auto journal = SqliteJournal::open(path, mode);
    return journal ? "" : journal.error().text();
  }
  [[nodiscard]] static bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }
  LedgerFolder folder_;
};

TEST_F(WriterLockOf, ALedgerHoldsUnderASymbolicLink) {
  const auto writer = open();
  fs::create_symlink("ledger.db", folder_ / "other.db");
  const auto said = refusal(folder_ / "other.db");
  EXPECT_TRUE(contains(said, "in_use")) << said;
  EXPECT_EQ(refusal(folder_ / "other.db", OpenMode::read), "");
}

TEST_F(WriterLockOf, ALedgerLeavesNothingBesideALinkToIt) {
  make_sample_ledger(ledger());
  fs::create_directory(folder_ / "links");
  fs::create_symlink(ledger(), folder_ / "links" / "other.db");
  {
    const auto writer = SqliteJournal::open(folder_ / "links" / "other.db", OpenMode::write);
    ASSERT_TRUE(writer.has_value()) << writer.error().text();
    EXPECT_TRUE(fs::exists(folder_ / "ledger.db-writer"));
    EXPECT_FALSE(fs::exists(folder_ / "links" / "other.db-writer"));
  }
  EXPECT_EQ(folder_.names(), (std::vector<std::string>{"ledger.db", "links"}));
}

TEST_F(WriterLockOf, ALedgerHoldsUnderAHardLink) {
  const auto writer = open();
  fs::create_hard_link(ledger(), folder_ / "other.db");
  EXPECT_TRUE(contains(refusal(folder_ / "other.db"), "in_use"));
  fs::remove(ledger());  // the other name is the only one now
  EXPECT_TRUE(contains(refusal(folder_ / "other.db"), "in_use"));
}

// A lock that goes by the name would let a program in that runs elsewhere.
TEST_F(WriterLockOf, ALedgerIsOneOnTheFileItself) {
  const auto writer = open();
  const int other = ::open(ledger().c_str(), O_RDONLY | O_CLOEXEC);
  EXPECT_NE(::flock(other, LOCK_EX | LOCK_NB), 0);
  // `other` stays open: closing it would drop SQLite's own locks in this process.
}

TEST_F(WriterLockOf, ALedgerWithSeveralNamesIsNotTaken) {
  make_sample_ledger(ledger());
  fs::create_hard_link(ledger(), folder_ / "other.db");
  const auto said = refusal(ledger());
  EXPECT_TRUE(contains(said, "has 2 names (hard links)")) << said;
  EXPECT_TRUE(contains(said, "setoff backup")) << said;
  EXPECT_EQ(refusal(folder_ / "other.db", OpenMode::read), "");  // closed, so it is whole
}

TEST_F(WriterLockOf, ALedgerInUseIsNotReadUnderAnotherNameThatHasNoLog) {
  const auto writer = open();
  book_events(*writer);
  fs::create_hard_link(ledger(), folder_ / "other.db");
  const auto said = refusal(folder_ / "other.db", OpenMode::read);
  EXPECT_TRUE(contains(said, "was not closed cleanly")) << said;
}

TEST_F(WriterLockOf, ALedgerIsNotKeptByAStrangersLockOnTheNote) {
  make_sample_ledger(ledger());
  std::ofstream(folder_ / "ledger.db-writer") << "somebody\n";
  const int stranger = ::open((folder_ / "ledger.db-writer").c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(stranger, LOCK_EX | LOCK_NB), 0);
  EXPECT_EQ(refusal(ledger()), "");
  ::close(stranger);
}

TEST_F(WriterLockOf, ALedgerWritesIntoNoFileThatHasTheNameOfItsNote) {
  make_sample_ledger(ledger());
  std::ofstream(folder_ / "letter.txt") << "dear reader";
  fs::create_hard_link(folder_ / "letter.txt", folder_ / "ledger.db-writer");
  EXPECT_EQ(refusal(ledger()), "");
  fs::create_symlink("letter.txt", folder_ / "ledger.db-writer");
  EXPECT_EQ(refusal(ledger()), "");
  EXPECT_EQ(fs::file_size(folder_ / "letter.txt"), 11U);
}

TEST_F(WriterLockOf, APipeIsRefusedAtOnce) {
  ASSERT_EQ(::mkfifo(ledger().c_str(), 0600), 0);
  EXPECT_TRUE(contains(refusal(ledger(), OpenMode::create_or_write), "cannot_open"));
}

TEST_F(WriterLockOf, ALedgerAndWhatStandsBesideItAreNotForEveryone) {
  const auto before = ::umask(0);
  const auto writer = open();
  book_events(*writer);
  ::umask(before);
  for (const auto* name : {"ledger.db", "ledger.db-wal", "ledger.db-shm", "ledger.db-writer"}) {
    const auto others = fs::status(folder_ / name).permissions() &
                        (fs::perms::others_all | fs::perms::group_write | fs::perms::group_exec);
    EXPECT_EQ(others, fs::perms::none) << name;
  }
}

}  // namespace
}  // namespace setoff::tests
