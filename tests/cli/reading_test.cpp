// Commands that read a ledger check it first: of a file that was changed nothing is shown, whatever
// the command, and a root noted earlier finds every change.

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

#include "ledger/event/codec.h"
#include "ledger/store/sqlite_journal.h"
#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

const std::string kCommands[] = {"balance %",
                                 "claims % --on 2024-06-30",
                                 "export % --format jsonl",
                                 "export % --format hledger",
                                 "audit log %",
                                 "audit show % 40",
                                 "audit trace % 40 --forward"};

class ReadContext : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(run_first_steps().status, 0);
    root_ = root_of("first/ledger.db");
  }
  [[nodiscard]] Ran read(const std::string& command, const std::string& ledger,
                         const std::string& more = {}) const {
    std::string line = command;
    line.replace(line.find('%'), 1, ledger);
    return setoff(line + more);
  }
  // The ledger with one byte of its journal changed, as a person with an editor would.
  void change_byte(std::size_t at, unsigned flip) const {
    fs::copy_file(path("first") / "ledger.db", path("changed.db"),
                  fs::copy_options::overwrite_existing);
    SQLite::Database database(path("changed.db").string(), SQLite::OPEN_READWRITE);
    database.exec("DROP TRIGGER journal_no_update");
    SQLite::Statement row(database, "SELECT first_sequence, bytes FROM journal");
    ASSERT_TRUE(row.executeStep());
    const auto first = row.getColumn(0).getInt64();
    std::string bytes = row.getColumn(1).getString();
    bytes.at(at) = static_cast<char>(static_cast<unsigned char>(bytes.at(at)) ^ flip);
    row.reset();
    SQLite::Statement update(database, "UPDATE journal SET bytes = ? WHERE first_sequence = ?");
    update.bind(1, bytes.data(), static_cast<int>(bytes.size()));
    update.bind(2, first);
    update.exec();
  }
  // Where the last bytes of postings are: amounts and balances.
  [[nodiscard]] std::vector<std::size_t> ends_of_entries(std::size_t count) const {
    std::vector<std::size_t> ends;
    const auto journal = SqliteJournal::open(path("first") / "ledger.db", OpenMode::read);
    const auto status = (*journal)->each_group(0, [&](const EntryGroup& group) -> Status {
      for (std::size_t i = 0; i < group.size(); ++i) {
        const auto entry = decode_entry(group.at(i));
        if (entry && !entry->postings.empty() && group.first == 0)
          ends.push_back(group.ends[i] - 1);
      }
      return Ok{};
    });
    EXPECT_TRUE(status.has_value());
    std::vector<std::size_t> some;
    for (std::size_t i = 0; i < count && !ends.empty(); ++i)
      some.push_back(ends[i * ends.size() / count]);
    return some;
  }
  [[nodiscard]] const std::string& root() const { return root_; }

 private:
  std::string root_;
};

TEST_F(ReadContext, ShowsNothingOfALedgerWhoseAmountsWereChanged) {
  for (const auto at : ends_of_entries(6)) {
    change_byte(at, 1);
    for (const auto& command : kCommands) {
      const auto done = read(command, "changed.db", " 2>errors");
      EXPECT_EQ(done.status, 1) << command << " at " << at;
      EXPECT_EQ(done.output, "") << command << " at " << at;
      EXPECT_TRUE(shell("cat errors").says("nothing of it is shown")) << command;
    }
  }
}

TEST_F(ReadContext, ARootNotedEarlierFindsEveryChange) {
  for (const std::size_t at : {std::size_t{40}, std::size_t{333}, std::size_t{2500},
                               std::size_t{9000}, std::size_t{20011}}) {
    change_byte(at, 1);
    for (const auto& command : kCommands) {
      const auto done = read(command, "changed.db", " --expect-root " + root() + " 2>/dev/null");
      EXPECT_NE(done.status, 0) << command << " at " << at;
      EXPECT_EQ(done.output, "") << command << " at " << at;
    }
  }
}

TEST_F(ReadContext, TakesTheRootThatIsThere) {
  const auto grown = [&](const std::string& command, const std::string& more) {
    return read(command, "first/ledger.db", more);
  };
  const std::string other(64, '0');
  for (const auto& command : kCommands) {
    const auto plain = grown(command, "");
    EXPECT_EQ(plain.status, 0) << command << plain.output;
    EXPECT_EQ(grown(command, " --expect-root " + root()).output, plain.output) << command;
    EXPECT_EQ(grown(command, " --expect-root " + other).status, 1) << command;
    EXPECT_EQ(grown(command, " --expect-root " + root() + " --expect-size 99999").status, 1);
    EXPECT_EQ(grown(command, " --expect-root nonsense").status, 2) << command;
    EXPECT_EQ(grown(command, " --expect-size 10").status, 2) << "a size of no root";
  }
}

// The root of a shorter ledger is found within the longer one.
TEST_F(ReadContext, TakesTheRootOfThatManyEntries) {
  ASSERT_EQ(setoff("export first/ledger.db --format jsonl -o all.jsonl").status, 0);
  ASSERT_EQ(shell("head -n 50 all.jsonl > begin.jsonl").status, 0);
  ASSERT_EQ(setoff("post begin.db begin.jsonl").status, 0);
  const auto begin = root_of("begin.db");
  const std::string balance = "balance first/ledger.db --expect-root " + begin;
  EXPECT_EQ(setoff(balance + " --expect-size 50").status, 0);
  EXPECT_EQ(setoff(balance + " --expect-size 51").status, 1);
  EXPECT_EQ(setoff(balance).status, 1);
}

TEST_F(ReadContext, TakesDaysOfBothCalendars) {
  const std::pair<std::string, std::string> calls[] = {
      {"claims first/ledger.db --on 2024-06-30", "claims first/ledger.db --on 'SH 1403-04-10'"},
      {"balance first/ledger.db --on 2024-06-30", "balance first/ledger.db --on 'SH 1403-04-10'"},
      {"balance first/ledger.db --known 2024-06-30",
       "balance first/ledger.db --known 'SH 1403-04-10'"},
      {"audit log first/ledger.db --from 2024-06-30 --to 2024-07-31",
       "audit log first/ledger.db --from 'SH 1403-04-10' --to 'SH 1403-05-10'"},
      {"audit log first/ledger.db --booked-from 2024-06-30 --booked-to 2024-07-31",
       "audit log first/ledger.db --booked-from 'SH 1403-04-10' --booked-to 'SH 1403-05-10'"}};
  for (const auto& [gregorian, hijri] : calls) {
    const auto first = setoff(gregorian);
    EXPECT_EQ(first.status, 0) << first.output;
    EXPECT_EQ(setoff(hijri).output, first.output) << hijri;
  }
  const auto wrong = setoff("claims first/ledger.db --on 'SH 1403-13-01'");
  EXPECT_EQ(wrong.status, 2);
  EXPECT_TRUE(wrong.says("SH 1403-04-10")) << wrong.output;
}

TEST_F(ReadContext, TheLogTakesPatternsAndNames) {
  const auto count = [&](const std::string& filters) {
    return shell("'" SETOFF_PROGRAM "' audit log first/ledger.db " + filters +
                 " 2>/dev/null | wc -l")
        .output;
  };
  EXPECT_EQ(count("--type 'credit.*'"),
            count("--limit 9999 | grep -E ' credit[.](issued|honoured|amended|ended|lapsed) '"));
  EXPECT_EQ(count("--type 'setoff.credit.*'"), count("--type 'credit.*'"));
  EXPECT_NE(count("--account trust"), "0\n") << "by the name of the bank account";
  EXPECT_EQ(count("--account '*:trust:*'"), count("--account trust"));
  EXPECT_EQ(count("--account mem"), count("--account memo")) << "a path that begins so";
  EXPECT_EQ(count("--account '*'"), count("--account '*:*'"));
  const auto none = setoff("audit log first/ledger.db --type 'crdit.*'");
  EXPECT_EQ(none.status, 2) << none.output;
}

}  // namespace
}  // namespace setoff::tests
