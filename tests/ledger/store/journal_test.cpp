// The ledger file as a journal: who may open it, what a failed or killed commit leaves, what stands
// beside it.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "ledger/audit/verify.h"
#include "ledger/store/sqlite_tables.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class LedgerFile : public testing::Test {
 protected:
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  [[nodiscard]] std::unique_ptr<SqliteJournal> open(OpenMode mode) const {
    auto journal = SqliteJournal::open(ledger(), mode);
    EXPECT_TRUE(journal.has_value()) << journal.error().text();
    return journal ? std::move(*journal) : nullptr;
  }
  [[nodiscard]] std::string refusal_to(OpenMode mode) const {
    const auto journal = SqliteJournal::open(ledger(), mode);
    return journal ? "" : journal.error().text();
  }
  [[nodiscard]] AuditReport audit() const {
    const auto journal = open(OpenMode::read);
    const auto tables = SqliteTables::open(ledger());
    EXPECT_TRUE(tables.has_value()) << tables.error().text();
    const auto report = verify(*journal, {}, tables->get());
    EXPECT_TRUE(report.has_value()) << report.error().text();
    return *report;
  }
  [[nodiscard]] std::string findings() const {
    std::string text;
    for (const auto& finding : audit().findings)
      text += finding.what + "\n";
    return text;
  }
  LedgerFolder folder_;
};

std::vector<ByteBuffer> entries_of(const JournalPort& journal) {
  std::vector<ByteBuffer> entries;
  SETOFF_CHECK(journal
                   .each_group(0,
                               [&](const EntryGroup& group) -> Status {
                                 for (std::size_t i = 0; i < group.size(); ++i)
                                   entries.emplace_back(group.at(i).begin(), group.at(i).end());
                                 return Ok{};
                               })
                   .has_value());
  return entries;
}

TEST_F(LedgerFile, HoldsWhatAMemoryJournalHolds) {
  MemoryJournal memory;
  book_events(memory);
  make_sample_ledger(ledger());
  const auto journal = open(OpenMode::read);
  const auto expected = entries_of(memory);
  EXPECT_EQ(entries_of(*journal), expected);
  ASSERT_EQ(journal->size(), expected.size());
  for (Sequence i = 0; i < journal->size(); ++i)
    EXPECT_EQ(*journal->read(i), expected[i]);
  EXPECT_FALSE(journal->read(journal->size()).has_value());
}

TEST_F(LedgerFile, VisitsFromTheGroupThatHoldsAnEntry) {
  make_sample_ledger(ledger());
  const auto journal = open(OpenMode::read);
  for (const Sequence from : {Sequence{0}, Sequence{6}, Sequence{7}, Sequence{20}}) {
    std::optional<Sequence> first;
    ASSERT_TRUE(journal
                    ->each_group(from,
                                 [&](const EntryGroup& group) -> Status {
                                   if (!first) first = group.first;
                                   return Ok{};
                                 })
                    .has_value());
    EXPECT_EQ(first, from / 7 * 7) << from;
  }
}

TEST_F(LedgerFile, GivesNoSingleEntryByOffsetsThatDoNotFit) {
  make_sample_ledger(ledger());
  const auto damaged = [&](const std::string& ends) {
    {
      SQLite::Database database(ledger().string(), SQLite::OPEN_READWRITE);
      database.exec("DROP TRIGGER IF EXISTS journal_no_update");
      database.exec("UPDATE journal SET ends = " + ends);
    }
    const auto entry = open(OpenMode::read)->read(1);
    return entry ? std::string() : std::string(info_of(entry.error().code).name);
  };
  EXPECT_EQ(damaged("x'0000000500000005'"), "corrupt");  // it would be empty
  EXPECT_EQ(damaged("x'0000000900000005'"), "corrupt");  // it would end before it begins
  EXPECT_EQ(damaged("x'000000057fffffff'"), "corrupt");  // it would end after the bytes
  EXPECT_EQ(damaged("x'00000005'"), "corrupt");          // no such entry
  EXPECT_EQ(damaged("x''"), "corrupt");
}

TEST_F(LedgerFile, OpensOnlyAsAsked) {
  EXPECT_NE(refusal_to(OpenMode::read).find("there is no ledger"), std::string::npos);
  EXPECT_NE(refusal_to(OpenMode::write).find("there is no ledger"), std::string::npos);
  EXPECT_FALSE(fs::exists(ledger()));
  make_sample_ledger(ledger());
  EXPECT_NE(refusal_to(OpenMode::create).find("never overwritten"), std::string::npos);
  EXPECT_EQ(refusal_to(OpenMode::create_or_write), "");
  std::ofstream(ledger()) << "this is a text, and a rather long one at that\n";
  EXPECT_NE(refusal_to(OpenMode::read).find("not_a_ledger"), std::string::npos);
}

TEST_F(LedgerFile, IsThatFileWhereItsNameLooksLikeAUri) {
  const auto before = fs::current_path();
  fs::current_path(folder_.path());
  make_sample_ledger("file:books.db?mode=memory");
  fs::current_path(before);
  EXPECT_EQ(folder_.names(), std::vector<std::string>{"file:books.db?mode=memory"});
}

TEST_F(LedgerFile, RefusesASecondWriterByNameAndProcess) {
  const auto writer = open(OpenMode::create);
  const auto refusal = refusal_to(OpenMode::write);
  EXPECT_NE(refusal.find("in_use"), std::string::npos) << refusal;
  EXPECT_NE(refusal.find("setoff_store_te"), std::string::npos)
      << refusal;  // as the system cuts it
  EXPECT_NE(refusal.find("process " + std::to_string(getpid())), std::string::npos) << refusal;
  EXPECT_EQ(refusal_to(OpenMode::read), "");
}

TEST_F(LedgerFile, IsOneFileAfterACloseAndAfterReading) {
  make_sample_ledger(ledger());
  EXPECT_EQ(folder_.names(), std::vector<std::string>{"ledger.db"});
  EXPECT_EQ(findings(), "");
  EXPECT_EQ(folder_.names(), std::vector<std::string>{"ledger.db"});
}

// Runs `act` in a process of its own without the rights of root; its status.
template <class Act>
int status_as_nobody(Act&& act) {
  const auto child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(99);
    _exit(act() ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(LedgerFile, IsOpenedWithTablesThatAreBehindWhereNobodyWaitsForThem) {
  const auto entries = [&] {
    auto journal = open(OpenMode::create);
    book_events(*journal);
    for (const auto* suffix : {"", "-wal"})  // as a killed writer would leave them
      fs::copy_file(ledger().string() + suffix, folder_ / ("killed.db" + std::string(suffix)));
    return journal->size();
  }();
  const auto killed = folder_ / "killed.db";
  const auto reached = [&] { return (*SqliteTables::open(killed))->check()->reached; };
  auto journal = SqliteJournal::open(killed, OpenMode::write, TablesAtOpen::left_behind);
  ASSERT_TRUE(journal.has_value()) << journal.error().text();
  EXPECT_EQ((*journal)->size(), entries);
  EXPECT_EQ(reached(), 0U);
  EXPECT_TRUE((*journal)->close().has_value());
  EXPECT_EQ(reached(), entries);
}

TEST_F(LedgerFile, IsReadInAFolderThatCannotBeWritten) {
  make_sample_ledger(ledger());
  fs::permissions(ledger(), fs::perms(0644));
  fs::permissions(folder_.path(), fs::perms(0555));
  EXPECT_EQ(status_as_nobody([&] { return findings().empty(); }), 0);
  EXPECT_EQ(status_as_nobody([&] { return !refusal_to(OpenMode::write).empty(); }), 0);
  EXPECT_EQ(folder_.names(), std::vector<std::string>{"ledger.db"});
}

TEST_F(LedgerFile, IsReadWhileItIsWrittenAndNoReaderCheckpoints) {
  const auto writer = open(OpenMode::create);
  book_events(*writer);
  const auto wal = folder_ / "ledger.db-wal";
  const auto before = fs::file_size(wal);
  ASSERT_GT(before, 0U);
  const auto size_before = fs::file_size(ledger());
  {
    const auto report = audit();
    EXPECT_TRUE(report.clean());
    EXPECT_EQ(report.entries, writer->size());
    ASSERT_EQ(report.notes.size(), 1U);
    EXPECT_NE(report.notes[0].find("the tables hold 0 of"), std::string::npos) << report.notes[0];
  }
  EXPECT_EQ(fs::file_size(wal), before);
  EXPECT_EQ(fs::file_size(ledger()), size_before);
  ASSERT_TRUE(writer->project().has_value());
  EXPECT_TRUE(audit().notes.empty());
}

class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    SETOFF_CHECK(getrlimit(RLIMIT_FSIZE, &before_) == 0);
    const rlimit limit{bytes, before_.rlim_max};
    SETOFF_CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
  }
  ~FileSizeLimit() { SETOFF_CHECK(setrlimit(RLIMIT_FSIZE, &before_) == 0); }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
};

// Bytes of the log beside a ledger after `groups` commits of 100 kB.
std::uintmax_t log_after(const fs::path& ledger, bool often, Sequence groups) {
  auto journal = std::move(*SqliteJournal::open(ledger, OpenMode::create));
  if (often) journal->checkpoint_often();
  EntryGroup group;
  group.bytes = ByteBuffer(100'000, 7);
  group.ends = {50'000, 100'000};
  for (Sequence i = 0; i < groups; ++i, group.first += 2)
    EXPECT_TRUE(journal->append(group).has_value());
  return fs::file_size(ledger.string() + "-wal");
}

TEST_F(LedgerFile, KeepsAShortLogWhereEachCommitIsWaitedFor) {
  EXPECT_LT(log_after(folder_ / "often.db", true, 100), 3'000'000U);
  EXPECT_GT(log_after(folder_ / "seldom.db", false, 100), 9'000'000U);
}

TEST_F(LedgerFile, IsAsBeforeAfterACommitThatFailed) {
  auto journal = open(OpenMode::create);
  book_events(*journal);
  auto book = LedgerWriter::open(*journal);
  ASSERT_TRUE(book.has_value());
  const auto root = (*book)->root();
  const auto entries = entries_of(*journal);
  std::size_t sent = 0;
  {
    const FileSizeLimit limit(fs::file_size(folder_ / "ledger.db-wal") + 4096);
    for (; sent < 2000; ++sent)
      ASSERT_TRUE((*book)->submit(one_more_delivery(sent), Timestamp()).has_value());
    const auto status = (*book)->commit();
    ASSERT_FALSE(status.has_value());
    EXPECT_EQ(status.error().family(), Family::unavailable) << status.error().text();
    EXPECT_EQ((*book)->root(), root);
    EXPECT_EQ(entries_of(*journal), entries);
  }
  for (std::size_t i = 0; i < sent; ++i)
    ASSERT_TRUE((*book)->submit(one_more_delivery(i), Timestamp()).has_value());
  EXPECT_TRUE((*book)->commit().has_value());
  EXPECT_TRUE(journal->close().has_value());
  EXPECT_EQ(findings(), "");
}

// A process that commits groups for ever and says after each how many entries are durable.
[[noreturn]] void commit_for_ever(const fs::path& ledger, int out, std::size_t group) {
  auto journal = SqliteJournal::open(ledger, OpenMode::write);
  auto book = LedgerWriter::open(**journal);
  for (std::size_t sent = 0;; ++sent) {
    if (!(*book)->submit(one_more_delivery(sent), Timestamp())) _exit(1);
    if ((*book)->uncommitted() < group) continue;
    if (!(*book)->commit()) _exit(2);
    if (sent % (5 * group) == 0 && !(*journal)->project()) _exit(3);
    const Sequence durable = (*journal)->size();
    if (write(out, &durable, sizeof durable) != sizeof durable) _exit(4);
  }
}

TEST_F(LedgerFile, LosesNothingThatWasCommittedWhenItsWriterIsKilled) {
  make_sample_ledger(ledger());
  const auto pristine = folder_ / "pristine.db";
  fs::copy_file(ledger(), pristine);
  for (const std::size_t commits : {1U, 2U, 7U, 23U, 60U}) {
    fs::copy_file(pristine, ledger(), fs::copy_options::overwrite_existing);
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const auto child = fork();
    if (child == 0) commit_for_ever(ledger(), ends[1], commits % 2 == 0 ? 1 : 300);
    close(ends[1]);
    Sequence durable = 0;
    for (std::size_t i = 0; i < commits; ++i)
      ASSERT_EQ(read(ends[0], &durable, sizeof durable), ssize_t{sizeof durable});
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    Sequence later = 0;
    while (read(ends[0], &later, sizeof later) == sizeof later)
      durable = later;
    close(ends[0]);
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    EXPECT_TRUE(audit().clean());  // as it was left, the tables behind or not
    EXPECT_GE(open(OpenMode::write)->size(), durable);
    EXPECT_EQ(findings(), "");
    EXPECT_EQ(folder_.names(), (std::vector<std::string>{"ledger.db", "pristine.db"}));
  }
}

}  // namespace
}  // namespace setoff::tests
