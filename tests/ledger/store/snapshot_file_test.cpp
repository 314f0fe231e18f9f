// Snapshot files: only what this ledger's daemon wrote is taken, and nothing that only has the name
// of a snapshot is opened or written over.

#include "ledger/store/snapshot_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class SnapshotFile : public testing::Test {
 protected:
  SnapshotFile() : book_(make_book()), seal_(*SnapshotSeal::of(ledger())) {
    SETOFF_CHECK(write_snapshot_file(path(), seal_, *book_).has_value());
  }
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  [[nodiscard]] fs::path path() const { return snapshot_path(ledger()); }
  [[nodiscard]] fs::path key() const { return folder_ / "ledger.db-snapshot-key"; }
  // Why it is not taken; "" if it is.
  [[nodiscard]] std::string complaint(const SnapshotSeal& seal) const {
    const auto read = read_snapshot_file(path(), seal, journal_);
    return read ? "" : read.error().text();
  }
  [[nodiscard]] std::string complaint() const { return complaint(seal_); }
  [[nodiscard]] static std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }
  static void expect(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  }

  LedgerFolder folder_;
  MemoryJournal journal_;
  std::unique_ptr<LedgerWriter> book_;
  SnapshotSeal seal_;

 private:
  std::unique_ptr<LedgerWriter> make_book() {
    book_events(journal_);
    return std::move(*LedgerWriter::open(journal_));
  }
};

TEST_F(SnapshotFile, OfThisLedgerIsTaken) {
  EXPECT_EQ(complaint(), "");
  EXPECT_EQ(complaint(*SnapshotSeal::of(ledger())), "");  // the next start
}

// Whole in itself, with every digest made anew, but by somebody who has no secret.
TEST_F(SnapshotFile, MadeBySomebodyElseIsNotTaken) {
  const auto theirs = SnapshotSeal::of(folder_ / "other.db");
  ASSERT_TRUE(write_snapshot_file(path(), *theirs, *book_).has_value());
  expect(complaint(), "does not have the seal of this ledger's daemon");
  auto bytes = text_of(path());
  bytes.resize(bytes.size() - Digest::kSize);
  std::ofstream(path(), std::ios::binary) << bytes;
  expect(complaint(), "does not have the seal");
}

TEST_F(SnapshotFile, IsNotTakenWithoutItsSecret) {
  fs::remove(key());
  expect(complaint(*SnapshotSeal::of(ledger())), "does not have the seal");
}

TEST_F(SnapshotFile, IsForItsOwnerAloneAndSoIsTheSecret) {
  for (const auto& file : {path(), key()})
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(SnapshotFile, IsNotTakenWithASecretThatOthersKnow) {
  fs::permissions(key(), fs::perms(0644));
  expect(complaint(*SnapshotSeal::of(ledger())), "does not have the seal");
  EXPECT_EQ(fs::status(key()).permissions(), fs::perms(0600));
}

TEST_F(SnapshotFile, IsAPlainFileOfOneName) {
  const auto bytes = text_of(path());
  fs::create_hard_link(path(), folder_ / "again");
  expect(complaint(), "several names");
  fs::remove(path());
  fs::create_symlink("again", path());
  expect(complaint(), "cannot_read");
  fs::remove(path());
  ASSERT_EQ(::mkfifo(path().c_str(), 0600), 0);
  expect(complaint(), "no plain file");  // at once
  fs::remove(path());
  EXPECT_EQ(read_snapshot_file(path(), seal_, journal_).error().code, Code::cannot_open);
  fs::rename(folder_ / "again", path());
  EXPECT_EQ(complaint(), "");
  fs::permissions(path(), fs::perms(0666));
  expect(complaint(), "open to others");
}

TEST_F(SnapshotFile, IsWrittenIntoNoFileThatHasItsName) {
  std::ofstream(folder_ / "letter.txt") << "dear reader";
  for (const auto* name : {"ledger.db-snapshot", "ledger.db-snapshot-new"}) {
    fs::remove(folder_ / name);
    fs::create_symlink("letter.txt", folder_ / name);
  }
  ASSERT_TRUE(write_snapshot_file(path(), seal_, *book_).has_value());
  EXPECT_EQ(text_of(folder_ / "letter.txt"), "dear reader");
  EXPECT_EQ(complaint(), "");
}

}  // namespace
}  // namespace setoff::tests
