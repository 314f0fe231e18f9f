// The five sentences at the head of a report, word for word, of runs whose figures are known.

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "simulator/report/amount_text.h"
#include "simulator/report/page_data.h"
#include "simulator/report/summary.h"
#include "tests/simulator/report/after_run.h"
#include "tests/simulator/scenario/wired.h"
#include "tests/support/scenario_fixture.h"

namespace setoff::simulator::tests {
namespace {

std::vector<std::string> sentences_after(const LoadedScenario& loaded) {
  return after_run(loaded,
                   [](const RunRecord&, const Summary& summary) { return sentences_of(summary); });
}

// 100 MW in 8,784 hours at 60 EUR, the last month not billed; what the summary shows.
TEST(Sentences, SayTheFiguresOfTheSummary) {
  const auto loaded =
      load_scenario(std::filesystem::path(SETOFF_SOURCE_DIR) / "scenarios/first-steps.yaml");
  EXPECT_EQ(
      sentences_after(loaded),
      (std::vector<std::string>{
          "From 2024-01-01 to 2024-12-31, 878 thousand MWh of power was delivered and 48.2 M EUR "
          "billed.",
          "The buyer paid 41.0 M EUR and still owes 7.24 M EUR: 2.92 M EUR overdue and 4.32 M EUR "
          "due.",
          "12.2 M EUR is held at the banks, 59 % of it blocked and 41 % released.",
          "28.8 M EUR was spent on goods and other purposes; what landed met 63.7 % of the "
          "country's need of wheat.",
          "Of the 48.2 M EUR earned in all (openings, bills, late fees, penalties, interest), "
          "nothing was "
          "lost to interest, fees, spreads and exchange rates; the rules refused 4 attempts."}));
}

TEST(Sentences, SayWhatDidNotHappenAndWhatItIsCalled) {
  std::string text =
      replaced(wired_text(), "    seller: company", "    title: current\n    seller: company");
  text = replaced(text, "windows: [{ name: w, from: 2024-01-01, to: 2024-12-31 }]",
                  "windows: [{ name: w, from: 2024-01-01, to: 2024-01-02 }]");
  const auto said = sentences_after(load_text(text));
  ASSERT_EQ(said.size(), 5U);
  EXPECT_EQ(
      said[0],
      "From 2024-01-01 to 2024-12-31, 878 thousand MWh of current was delivered and 48.2 M EUR "
      "billed.");
  EXPECT_TRUE(said[1].starts_with("The buyer paid 0 EUR and still owes 48.2 M EUR")) << said[1];
  EXPECT_EQ(said[2], "Nothing is held at the banks.");
  EXPECT_EQ(said[3], "Nothing was spent.");
}

// What a settlement moves to another clearing account is owed still, and is not called paid.
TEST(Sentences, TellWhatWasPaidFromWhatWasMoved) {
  const auto loaded =
      load_scenario(std::filesystem::path(SETOFF_SOURCE_DIR) / "scenarios/finland-ussr-1979.yaml");
  after_run(loaded, [](const RunRecord&, const Summary& summary) {
    const auto moving = std::ranges::find_if(
        summary.clearings, [](const ClearingRow& row) { return row.moved.minor != 0; });
    EXPECT_NE(moving, summary.clearings.end());
    if (moving == summary.clearings.end()) return 0;
    EXPECT_EQ(moving->paid().minor + moving->moved.minor, moving->settled.minor);
    EXPECT_FALSE(moving->moved_to.empty());
    const std::string said = sentences_of(summary).at(4);
    EXPECT_NE(said.find(" paid and " + brief(moving->moved) + " moved to "), std::string::npos)
        << said;
    return 0;
  });
}

Summary summary_with(std::vector<LineRow> lines) {
  Summary summary;
  const auto money = [](std::int64_t minor) {
    return Reported{{minor, 2, "USD"}, {minor, 2, "USD"}};
  };
  summary.lines = std::move(lines);
  summary.billed = summary.paid = money(0);
  summary.states.fill(money(0));
  summary.figures.fill(money(0));
  summary.figures[static_cast<std::size_t>(Figure::earned)] = money(911'000'000'000);
  return summary;
}

LineRow line_of(const std::string& title, std::int64_t tonnes, std::int64_t billed) {
  LineRow row;
  row.title = title;
  row.delivered = {tonnes, 0, "t"};
  row.billed = {{billed, 2, "USD"}, {billed, 2, "USD"}};
  return row;
}

TEST(Sentences, NameOnlyLinesThatDeliver) {
  const auto first = [](const Summary& summary) {
    const std::string said = sentences_of(summary).at(0);
    return said.substr(said.find(", ") + 2);
  };
  EXPECT_EQ(first(summary_with({line_of("oil", 45'200'000, 1), line_of("old oil", 0, 0)})),
            "45.2 million t of oil was delivered and 0 USD billed.");
  EXPECT_EQ(first(summary_with({line_of("old oil", 0, 0)})), "nothing was delivered or billed.");
  std::vector<LineRow> many;
  for (int i = 1; i <= 6; ++i)
    many.push_back(line_of("line " + std::to_string(i), i, i));
  EXPECT_EQ(first(summary_with(many)),
            "6 t of line 6, 5 t of line 5, 4 t of line 4 and 3 other lines were delivered and "
            "0 USD billed.");
}

TEST(Sentences, GiveALossNoNegativeShare) {
  Summary summary = summary_with({line_of("oil", 1, 1)});
  const auto lost = [&] { return sentences_of(summary).back(); };
  const auto set = [&](Figure figure, std::int64_t minor) {
    summary.figures[static_cast<std::size_t>(figure)] = {{minor, 2, "USD"}, {minor, 2, "USD"}};
  };
  set(Figure::costs, -2);
  EXPECT_NE(lost().find("spreads brought less than 1 %; the rules refused nothing."),
            std::string::npos)
      << lost();
  set(Figure::exchange, -91'100'000'000);
  EXPECT_NE(lost().find("exchange rates brought 10 %"), std::string::npos) << lost();
}

// What a seller has billed counts as spent in the books; what is on clearing accounts may be a
// debt.
TEST(Sentences, TellMoneyFromDebts) {
  Summary summary = summary_with({line_of("oil", 1, 1)});
  const auto money = [](std::int64_t whole) {
    return Reported{{whole * 100, 2, "USD"}, {whole * 100, 2, "USD"}};
  };
  const auto state = [&](ClaimPart part) -> Reported& {
    return summary.states[static_cast<std::size_t>(part)];
  };
  state(ClaimPart::clearing) = money(-804);
  summary.figures[static_cast<std::size_t>(Figure::at_banks)] = money(-804);
  summary.figures[static_cast<std::size_t>(Figure::spent)] = money(900);
  state(ClaimPart::payable) = money(-100);
  EXPECT_EQ(sentences_of(summary).at(2),
            "Nothing is held at the banks; on clearing accounts the home side owes 804 USD.");
  EXPECT_EQ(sentences_of(summary).at(3),
            "Goods and other purposes came to 900 USD: 800 USD is paid, 100 USD owed to sellers.");
  state(ClaimPart::reserve) = money(50);
  summary.figures[static_cast<std::size_t>(Figure::at_banks)] = money(-754);
  EXPECT_EQ(sentences_of(summary).at(2),
            "50 USD is held at the banks, all of it free; on clearing accounts the home side owes "
            "804 USD.");
}

// What the page names by a title shows it, and nothing of the name that the file uses for it.
TEST(Titles, StandForNamesOnThePage) {
  std::string text = wired_text();
  const std::pair<const char*, const char*> titles[] = {
      {"    seller: company", "    title: T-line\n    seller: company"},
      {"  trust: { bank", "  trust: { title: T-account, bank"},
      {"      need: 180", "      title: T-good\n      need: 180"},
      {"  company: { side", "  company: { title: T-seller, side"},
      {"  ministry: { side", "  ministry: { title: T-buyer, side"},
      {"\ndata:\n", "\ndata:\n  quotes: { unit: EUR/t, title: T-series, value: 1 }\n"}};
  for (const auto& [from, to] : titles)
    text = replaced(text, from, to);
  const auto loaded = load_text(text);
  ASSERT_TRUE(loaded.scenario) << render(loaded.diagnostics);
  const auto data = after_run(loaded, page_data);
  const auto member = [&](const char* list, const char* name, std::size_t at = 0) {
    return std::string(data.at(list).as_array().at(at).as_object().at(name).as_string());
  };
  EXPECT_EQ(member("lines", "title"), "T-line");
  EXPECT_EQ(member("lines", "seller"), "T-seller");
  EXPECT_EQ(member("lines", "buyer"), "T-buyer");
  EXPECT_EQ(member("accounts", "title", 1), "T-account") << "after the dollars";
  EXPECT_EQ(member("goods", "title"), "T-good");
  EXPECT_EQ(data.at("titles").at("series.quotes").as_string(), "T-series");
  std::string sentences;
  for (const auto& sentence : sentences_after(loaded))
    sentences += sentence + "\n";
  EXPECT_NE(sentences.find("T-line"), std::string::npos) << sentences;
  EXPECT_NE(sentences.find("T-good"), std::string::npos) << sentences;
  EXPECT_EQ(sentences.find("wheat"), std::string::npos) << sentences;
  const auto events = boost::json::serialize(data.at("events"));
  EXPECT_EQ(events.find("power"), std::string::npos) << events;
}

}  // namespace
}  // namespace setoff::simulator::tests
