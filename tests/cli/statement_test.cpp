// Statements and debits of a ledger, and the forms in which a command gives out a table.

#include <boost/json.hpp>

#include "tests/cli/program.h"
#include "tests/cli/run_answers.h"

namespace setoff::tests {
namespace {

namespace json = boost::json;

json::array rows_of(const Ran& ran) {
  return json::parse(ran.output).as_array();
}

TEST_F(Program, StatementsAddUpToTheBalancesOfTheirEnds) {
  ASSERT_LE(run_scenario("iran-iraq-sh1399").status, 1);
  const std::string ledger = "iran-iraq-sh1399/ledger.db";
  std::size_t postings = 0;
  for (const std::string account : {"tbi_nigc_iqd", "'*:claim:*'", "memo:home:contra"}) {
    const auto rows = rows_of(setoff("statement " + ledger + " " + account +
                                     " --from 2020-06-01 --to 2020-12-31 --json"));
    const auto balances = rows_of(setoff("balance " + ledger + " --on 2020-12-31 --json"));
    std::int64_t running = 0;
    for (const auto& row : rows) {
      const auto what = row.at("what").as_string();
      if (what == "balance before") {
        running = minor(row.at("balance"));
        continue;
      }
      if (!row.at("amount").is_null()) {
        running += minor(row.at("amount"));
        ++postings;
      }
      EXPECT_EQ(running, minor(row.at("balance"))) << json::serialize(row);
      if (what != "balance after" || !row.at("account").as_string().starts_with("assets:"))
        continue;
      const auto same = std::ranges::find_if(balances, [&](const json::value& balance) {
        return balance.at("account") == row.at("account") &&
               balance.at("commodity") == row.at("commodity");
      });
      EXPECT_EQ(running, same == balances.end() ? 0 : minor(same->at("amount")));
    }
  }
  EXPECT_GT(postings, 50U);
}

TEST_F(Program, StatementsOfABankAccountTakeInAllItsLines) {
  ASSERT_LE(run_scenario("iran-iraq-2019-2025").status, 1);
  const std::string ledger = "iran-iraq-2019-2025/ledger.db";
  const auto whole = rows_of(setoff("statement " + ledger + " tbi_cbiran_eur --json"));
  std::int64_t parts = 0;
  for (const auto& row : rows_of(setoff("balance " + ledger + " --json")))
    if (row.at("account").as_string().find(":deposit:tbi-cbiran-eur:") != json::string::npos)
      parts += minor(row.at("amount"));
  EXPECT_EQ(minor(whole.back().at("balance")), parts);
  EXPECT_NE(parts, 0);
}

TEST_F(Program, StatementsNameTheAccountsThatThereAre) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto missed = setoff("statement first/ledger.db trsut");
  EXPECT_EQ(missed.status, 2);
  EXPECT_NE(missed.output.find("did you mean"), std::string::npos) << missed.output;
  const auto backwards =
      setoff("statement first/ledger.db trust --from 2024-06-30 --to 2024-06-01");
  EXPECT_EQ(backwards.status, 2);
  EXPECT_NE(backwards.output.find("before --from"), std::string::npos) << backwards.output;
}

TEST_F(Program, DebitsAreAllThatLeftTheAccounts) {
  ASSERT_LE(run_scenario("iran-iraq-2019-2025").status, 1);
  const std::string ledger = "iran-iraq-2019-2025/ledger.db";
  const auto listed = setoff("debits " + ledger + " --account tbi_cbiran_eur --json");
  ASSERT_EQ(listed.status, 0) << listed.output;
  std::int64_t left = 0;
  for (const auto& debit : rows_of(listed)) {
    left += minor(debit.at("amount"));
    EXPECT_EQ(debit.at("findings"), "");
    if (debit.at("kind") != "goods") continue;
    for (const auto* column : {"payee", "good", "release", "approvals", "credit", "window"})
      EXPECT_FALSE(debit.at(column).as_string().empty()) << column << json::serialize(debit);
  }
  std::int64_t out = 0;
  for (const auto& row : rows_of(setoff("statement " + ledger + " tbi_cbiran_eur --json")))
    if (!row.at("amount").is_null()) out -= std::min<std::int64_t>(0, minor(row.at("amount")));
  EXPECT_EQ(left, out);
  EXPECT_GT(left, 0);
}

// A window that is closed afterwards, from a day before a payment, leaves the payment outside it.
TEST_F(Program, DebitsOutsideAWindowAreFindings) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto paid = rows_of(setoff("debits first/ledger.db --json"));
  const auto goods = std::ranges::find_if(
      paid, [](const json::value& debit) { return debit.at("kind") == "goods"; });
  ASSERT_NE(goods, paid.end());
  const std::string window(goods->at("window").as_string());
  const std::string committed(goods->at("committed").as_string());
  const auto closed = shell(
      "printf '%s' "
      "'{\"specversion\":\"1.0\",\"id\":\"late\",\"source\":\"/"
      "office\",\"time\":\"2025-01-02T09:00:00Z\","
      "\"type\":\"setoff.window.closed\",\"data\":{\"value_date\":\"2024-12-31\","
      "\"window\":\"" +
      window + "\",\"from\":\"" + committed + "\"}}' > late.json");
  ASSERT_EQ(closed.status, 0);
  const auto posted = setoff("post first/ledger.db late.json");
  ASSERT_EQ(posted.status, 0) << posted.output;
  const auto found = setoff("debits first/ledger.db");
  EXPECT_EQ(found.status, 1);
  EXPECT_NE(found.output.find("outside_window"), std::string::npos) << found.output;
}

TEST_F(Program, TablesAreTheSameInEveryForm) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto rows = rows_of(setoff("balance first/ledger.db --json"));
  const auto csv = setoff("balance first/ledger.db --csv").output;
  EXPECT_TRUE(csv.starts_with("account,amount,commodity\n")) << csv;
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(csv, '\n')), rows.size() + 1);
  for (const auto& row : rows)
    EXPECT_NE(csv.find(std::string(row.at("account").as_string()) + "," +
                       std::string(row.at("amount").as_string()) + ","),
              std::string::npos);
  ASSERT_EQ(setoff("balance first/ledger.db --xlsx balances.xlsx").status, 0);
  const auto read = shell(
      "python3 -c \"import re,zipfile; z=zipfile.ZipFile('balances.xlsx'); "
      "s=z.read('xl/worksheets/sheet1.xml').decode(); print(len(re.findall('<row ', s)))\"");
  EXPECT_EQ(read.output, std::to_string(rows.size() + 1) + "\n");
  // A workbook that is there stays, and so does a ledger whatever is asked.
  EXPECT_NE(setoff("balance first/ledger.db --xlsx balances.xlsx").status, 0);
  EXPECT_EQ(setoff("balance first/ledger.db --xlsx balances.xlsx --force").status, 0);
  EXPECT_NE(setoff("balance first/ledger.db --xlsx first/ledger.db --force").status, 0);
  EXPECT_EQ(setoff("audit verify first/ledger.db").status, 0);
  EXPECT_EQ(setoff("balance first/ledger.db --json --csv").status, 2);
}

TEST_F(Program, ReportsAreMadeFromTheLedgerAlone) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto made = setoff("report first/ledger.db -o first.xlsx");
  ASSERT_EQ(made.status, 0) << made.output;
  for (const auto* sheet : {"claims", "accounts", "statement", "debits", "totals"})
    EXPECT_NE(made.output.find(std::string(sheet) + "  "), std::string::npos) << made.output;
  // Whoever has the same events has the same pack.
  ASSERT_EQ(setoff("export first/ledger.db --format jsonl -o events.jsonl").status, 0);
  ASSERT_EQ(setoff("post again.db events.jsonl").status, 0);
  ASSERT_EQ(setoff("report again.db -o again.xlsx").status, 0);
  EXPECT_EQ(shell("cmp first.xlsx again.xlsx").status, 0);
  EXPECT_NE(setoff("report first/ledger.db -o first.xlsx").status, 0);
  EXPECT_NE(setoff("report first/ledger.db -o first/ledger.db --force").status, 0);
}

TEST_F(Program, ObserveAnswersForEachChange) {
  const std::string file = "'" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml'";
  const auto rows = rows_of(
      setoff("observe " + file +
             " 'billed(power) in kEUR' 'billed(power) - claims(power) in kEUR' 'stock(wheat)'"
             " --beside payments.behaviour.pays.share='60 %' --json"));
  ASSERT_EQ(rows.size(), 3U);
  const std::string other = "payments.behaviour.pays.share=60 %";
  EXPECT_EQ(rows[0].at("as_it_stands"), rows[0].at(other));  // what is billed does not change
  EXPECT_NE(rows[1].at("as_it_stands"), rows[1].at(other));
  EXPECT_EQ(rows[2].at("unit"), "t");
  const auto wrong = setoff("observe " + file + " 'claims(pwer)'");
  EXPECT_EQ(wrong.status, 2);
  EXPECT_NE(wrong.output.find("did you mean 'power'?"), std::string::npos) << wrong.output;
  EXPECT_EQ(setoff("observe " + file + " 'claims(power) in MUSD'").status, 1);  // no rate
  EXPECT_EQ(setoff("observe " + file + " 'claims(power) + stock(wheat)'").status, 2);
}

}  // namespace
}  // namespace setoff::tests
