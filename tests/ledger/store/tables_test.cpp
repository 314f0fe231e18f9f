// The tables and views of a ledger file: they say what the books say, refuse changes, and follow
// the journal.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "ledger/audit/verify.h"
#include "ledger/query/balances.h"
#include "ledger/query/claims.h"
#include "ledger/store/iso_text.h"
#include "ledger/store/sqlite_tables.h"
#include "tests/support/sample_ledger.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class Tables : public testing::Test {
 protected:
  void SetUp() override { make_sample_ledger(ledger()); }
  [[nodiscard]] fs::path ledger() const { return folder_ / "ledger.db"; }
  // Rows of a query, columns joined by '|'.
  [[nodiscard]] std::vector<std::string> rows(const std::string& sql) const {
    SQLite::Database database(ledger().string(), SQLite::OPEN_READONLY);
    SQLite::Statement statement(database, sql);
    std::vector<std::string> out;
    while (statement.executeStep()) {
      std::string row;
      for (int i = 0; i < statement.getColumnCount(); ++i)
        row += (i == 0 ? "" : "|") + statement.getColumn(i).getString();
      out.push_back(row);
    }
    return out;
  }
  [[nodiscard]] State books() const {
    const auto journal = SqliteJournal::open(ledger(), OpenMode::read);
    SETOFF_CHECK(journal.has_value());
    auto state = replay_journal(**journal);
    SETOFF_CHECK(state.has_value());
    return std::move(*state);
  }
  [[nodiscard]] std::string complaint() const {
    const auto journal = SqliteJournal::open(ledger(), OpenMode::read);
    const auto tables = SqliteTables::open(ledger());
    SETOFF_CHECK(journal.has_value() && tables.has_value());
    const auto report = verify(**journal, {}, tables->get());
    SETOFF_CHECK(report.has_value());
    return report->clean() ? "" : report->findings.front().what;
  }
  LedgerFolder folder_;
};

TEST_F(Tables, TrialBalanceIsThatOfTheBooks) {
  std::vector<std::string> expected;
  constexpr std::string_view kLayers[] = {"money", "memo", "quantity"};
  for (const auto& row : trial_balance(books()))
    expected.push_back(std::string(kLayers[static_cast<std::size_t>(row.layer)]) + "|" +
                       row.account + "|" + format_minor(row.amount, row.commodity.scale()) + "|" +
                       std::string(row.commodity.code()));
  std::ranges::sort(expected);
  auto stored = rows("SELECT layer, account, amount, commodity FROM trial_balance");
  std::ranges::sort(stored);
  EXPECT_EQ(stored, expected);
  EXPECT_GT(stored.size(), 20U);
}

TEST_F(Tables, EveryLayerLineAndCommodityAddsUpToZero) {
  EXPECT_EQ(rows("SELECT layer, line, commodity FROM trial_balance GROUP BY layer, line, commodity "
                 "HAVING sum(minor_units) <> 0"),
            std::vector<std::string>());
}

TEST_F(Tables, ClaimsByStateAreThoseOfTheLastValueDate) {
  const auto last = parse_day(rows("SELECT as_of FROM claims_by_state").at(0));
  ASSERT_TRUE(last.has_value());
  const auto claims = claims_on(books(), *last);
  ASSERT_TRUE(claims.has_value()) << claims.error().text();
  for (const auto& line : claims->lines) {
    const auto stored = [&](const std::string& states) {
      return rows(
                 "SELECT coalesce(sum(minor_units), 0) FROM claims_by_state WHERE commodity = "
                 "'EUR' AND line = '" +
                 line.line + "' AND state IN (" + states + ")")
          .at(0);
    };
    const auto due = line[ClaimPart::due] + line[ClaimPart::overdue];
    EXPECT_EQ(stored("'undue'"), std::to_string(line[ClaimPart::undue]));
    EXPECT_EQ(stored("'due'"), std::to_string(due));
    for (const auto part : {ClaimPart::penalty, ClaimPart::transit, ClaimPart::landed})
      EXPECT_EQ(stored("'" + std::string(enum_name(part)) + "'"), std::to_string(line[part]));
    EXPECT_GT(due, 0);
  }
}

TEST_F(Tables, WhatALineEarnedIsTheSumOfItsStates) {
  EXPECT_EQ(rows("SELECT line, commodity FROM claims_by_state GROUP BY line, commodity HAVING "
                 "sum(iif(part = 'earned', -minor_units, minor_units)) <> 0"),
            std::vector<std::string>());
}

TEST_F(Tables, OpenCreditsTellWhatIsHeldUnderWhichReleaseAndUntilWhen) {
  EXPECT_EQ(rows("SELECT credit, release, purchase, account, line, purpose, supplier, held, "
                 "commodity, issued, expiry FROM open_credits"),
            std::vector<std::string>{"LC-1|R-1|O-1|tbi-eur|power|food|grain-house|1180000.00|EUR|"
                                     "2020-07-16|2020-10-15"});
}

TEST_F(Tables, EntriesSayWhatWasRefusedAndWhoAllowedWhat) {
  EXPECT_EQ(rows("SELECT event_id, refusal FROM entry WHERE refusal IS NOT NULL"),
            (std::vector<std::string>{"unknown-line|unknown_line", "dated-back|period_closed"}));
  EXPECT_EQ(rows("SELECT count(*) FROM posting JOIN entry USING (sequence) WHERE refusal IS NOT "
                 "NULL"),
            std::vector<std::string>{"0"});
  EXPECT_EQ(rows("SELECT happened, value_date, submitter, override_who, override_why FROM entry "
                 "WHERE override_who IS NOT NULL"),
            std::vector<std::string>{"2020-10-01T00:00:05.000007Z|2020-08-30|moe|accountant|the "
                                     "bank sent its advice late"});
}

TEST_F(Tables, RegisterShowsEachPostingWithItsRunningBalance) {
  // Going back by `previous` from the balance reaches every posting of an account, once.
  EXPECT_EQ(rows("SELECT account, commodity FROM register GROUP BY account, commodity HAVING "
                 "count(*) <> (SELECT postings FROM balance b JOIN account a USING (account) WHERE "
                 "a.path = register.account AND b.commodity = register.commodity)"),
            std::vector<std::string>());
  EXPECT_EQ(rows("SELECT amount, commodity, balance, lot FROM register WHERE account = "
                 "'assets:nigc:claim:moe:gas' ORDER BY sequence, position LIMIT 2"),
            (std::vector<std::string>{"543180000.00|EUR|543180000.00|opening-gas",
                                      "151533387.29|EUR|694713387.29|G-1"}));
}

// Every query that the page of the file format shows finds something in the sample.
TEST_F(Tables, AnswerTheQueriesOfTheirPage) {
  std::ifstream file(SETOFF_SOURCE_DIR "/docs/ledger-file-format.md");
  std::size_t queries = 0;
  std::string query;
  bool shown = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      shown = line == "```sql";
      continue;
    }
    if (!shown) continue;
    query += line + "\n";
    if (!line.ends_with(';')) continue;
    EXPECT_FALSE(rows(query).empty()) << query;
    ++queries;
    query.clear();
  }
  EXPECT_EQ(queries, 7U);
  EXPECT_EQ(query, "");
}

TEST_F(Tables, AppendOnlyTablesRefuseEveryChange) {
  SQLite::Database database(ledger().string(), SQLite::OPEN_READWRITE);
  for (const auto& table : rows("SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = "
                                "'trigger'")) {
    const auto column = rows("SELECT name FROM pragma_table_info('" + table + "')").back();
    for (const auto& change :
         {"UPDATE " + table + " SET " + column + " = " + column, "DELETE FROM " + table,
          "INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table + " LIMIT 1",
          "INSERT INTO " + table + " SELECT * FROM " + table +
              " WHERE true ON CONFLICT DO UPDATE SET " + column + " = " + column}) {
      try {
        database.exec(change);
        ADD_FAILURE() << "it passed: " << change;
      } catch (const SQLite::Exception& refused) {
        EXPECT_EQ(refused.getExtendedErrorCode(), 1811) << change;  // SQLITE_CONSTRAINT_TRIGGER
        EXPECT_NE(std::string(refused.what()).find("append-only"), std::string::npos);
      }
    }
  }
  EXPECT_EQ(complaint(), "");
}

TEST_F(Tables, AreTheSameHoweverTheyWereBroughtUp) {
  const auto dump = [&] {
    std::vector<std::string> all;
    for (const auto& table : rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> "
                                  "'journal' ORDER BY name"))
      for (const auto& row : rows("SELECT * FROM " + table))
        all.push_back(table + ": " + row);
    return all;
  };
  const auto at_once = dump();
  fs::remove(ledger());
  {
    auto journal = SqliteJournal::open(ledger(), OpenMode::create);
    for (std::size_t count : {1U, 2U, 20U, 41U}) {
      book_events(**journal, count);
      ASSERT_TRUE((*journal)->project().has_value());
      ASSERT_TRUE((*journal)->close().has_value());
      journal = SqliteJournal::open(ledger(), OpenMode::write);
    }
    book_events(**journal);
    ASSERT_TRUE((*journal)->close().has_value());
  }
  EXPECT_EQ(dump(), at_once);
  ASSERT_TRUE(SqliteJournal::rebuild(ledger()).has_value());
  EXPECT_EQ(dump(), at_once);
}

// Their rows tell of no entry that the journal lacks: only what they say about themselves is wrong.
TEST_F(Tables, ThatSayTheyAreAheadOfTheJournalAreRefusedAndMadeAgain) {
  {
    SQLite::Database database(ledger().string(), SQLite::OPEN_READWRITE);
    database.exec("UPDATE projection SET entries = 1000");
  }
  EXPECT_NE(complaint(), "");
  const auto refused = SqliteJournal::open(ledger(), OpenMode::write);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().text().find("setoff rebuild"), std::string::npos);
  ASSERT_TRUE(SqliteJournal::rebuild(ledger()).has_value());
  EXPECT_EQ(complaint(), "");
}

TEST_F(Tables, OfANewerFormatAreRefusedWithWhatToDo) {
  {
    SQLite::Database database(ledger().string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA user_version=3");
  }
  for (const auto mode : {OpenMode::read, OpenMode::write}) {
    const auto refused = SqliteJournal::open(ledger(), mode);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::not_a_ledger);
    EXPECT_NE(refused.error().detail.find("format 3; this program reads format 2"),
              std::string::npos)
        << refused.error().detail;
    EXPECT_NE(refused.error().detail.find("a newer Setoff"), std::string::npos);
  }
}

TEST_F(Tables, AreAddedToAFileOfFormatOneWhenItIsOpenedForWriting) {
  const auto entries = rows("SELECT count(*) FROM entry");
  // Format 1 was the journal alone.
  const auto others = rows(
      "SELECT 'DROP ' || type || ' ' || name FROM sqlite_schema "
      "WHERE type IN ('table', 'view') AND name <> 'journal' AND name NOT LIKE 'sqlite%' "
      "ORDER BY type DESC");
  {
    SQLite::Database database(ledger().string(), SQLite::OPEN_READWRITE);
    for (const auto& drop : others)
      database.exec(drop);
    database.exec("PRAGMA user_version=1");
  }
  const auto refused = SqliteJournal::open(ledger(), OpenMode::read);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().detail.find("setoff rebuild"), std::string::npos);
  ASSERT_TRUE(SqliteJournal::open(ledger(), OpenMode::write).has_value());
  EXPECT_EQ(complaint(), "");
  EXPECT_EQ(rows("SELECT count(*) FROM entry"), entries);
}

TEST(IsoText, IsWhatDayAndTimestampSay) {
  IsoText text;
  for (const auto micros :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1'584'662'400'000'000},
        std::int64_t{1'584'662'400'500'000}, std::int64_t{1'584'705'599'999'999},
        std::int64_t{-62'135'596'800'000'000}, std::int64_t{253'402'300'799'000'000}})
    EXPECT_EQ(text.of(Timestamp(micros)), Timestamp(micros).text()) << micros;
  for (auto days = kFirstDay; days < kLastDay; days = days + 997)
    EXPECT_EQ(text.of(days), days.text());
}

}  // namespace
}  // namespace setoff::tests
