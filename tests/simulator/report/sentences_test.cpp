// The five sentences at the head of a report, word for word, of runs whose figures are known.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>

#include "ledger/crypto/encoding.h"
#include "simulator/report/page_data.h"
#include "simulator/report/summary.h"
#include "tests/simulator/scenario/wired.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/simulation.h"

namespace setoff::simulator::tests {
namespace {

// What `ask` answers of the record of a run and of its summary.
template <class Ask>
auto after_run(const LoadedScenario& loaded, Ask ask) {
  const Simulation run(*loaded.scenario);
  const LoadOptions options;
  const RunRecord record{loaded,
                         options,
                         run.result(),
                         run.state(),
                         *digest_from_hex(run.root()),
                         run.entries().size(),
                         "0.0.0",
                         "x.yaml"};
  return ask(record, *summarize(record));
}

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
          "From 2024-01-01 to 2024-12-31, 878 k MWh of power was delivered and 48.2 M EUR billed.",
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
  EXPECT_EQ(said[0],
            "From 2024-01-01 to 2024-12-31, 878 k MWh of current was delivered and 48.2 M EUR "
            "billed.");
  EXPECT_TRUE(said[1].starts_with("The buyer paid 0 EUR and still owes 48.2 M EUR")) << said[1];
  EXPECT_EQ(said[2], "Nothing is held at the banks.");
  EXPECT_EQ(said[3], "Nothing was spent.");
}

// What the page names by a title shows it, and nothing of the name that the file uses for it.
TEST(Titles, StandForNamesOnThePage) {
  std::string text = wired_text();
  const std::pair<const char*, const char*> titles[] = {
      {"    seller: company", "    title: T-line\n    seller: company"},
      {"  trust: { bank", "  trust: { title: T-account, bank"},
      {"      need: 180", "      title: T-good\n      need: 180"},
      {"  company: { side", "  company: { title: T-seller, side"},
      {"  ministry: { side", "  ministry: { title: T-buyer, side"}};
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
  const auto sentences = boost::json::serialize(data.at("sentences"));
  EXPECT_NE(sentences.find("T-line"), std::string::npos) << sentences;
  EXPECT_NE(sentences.find("T-good"), std::string::npos) << sentences;
  EXPECT_EQ(sentences.find("wheat"), std::string::npos) << sentences;
  const auto events = boost::json::serialize(data.at("events"));
  EXPECT_EQ(events.find("power"), std::string::npos) << events;
}

}  // namespace
}  // namespace setoff::simulator::tests
