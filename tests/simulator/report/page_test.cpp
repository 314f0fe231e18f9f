// report.html as text: nothing in it is loaded from elsewhere, its policy allows its own scripts by
// their hashes only, its data can be read back, and no name of a scenario can leave its place.

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <regex>
#include <set>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "simulator/report/page.h"
#include "simulator/report/page_data.h"
#include "tests/support/sample_run.h"

namespace setoff::simulator::tests {
namespace {

std::string page_of(bool hostile) {
  const SampleRun sample = make_sample_run(hostile);
  const RunRecord record = sample.record();
  return report_page(record, *summarize(record));
}

// What stands between <tag ...> and </tag>, of every such element.
std::vector<std::string> contents(const std::string& page, const std::string& tag) {
  std::vector<std::string> found;
  for (std::size_t at = page.find("<" + tag); at != std::string::npos;
       at = page.find("<" + tag, at)) {
    const std::size_t begin = page.find('>', at) + 1;
    const std::size_t end = page.find("</" + tag + ">", begin);
    found.push_back(page.substr(begin, end - begin));
    at = end;
  }
  return found;
}

class ReportText : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Names, ReportText, testing::Values(false, true),
                         [](const auto& param) { return param.param ? "hostile" : "plain"; });

TEST_P(ReportText, LoadsNothingFromElsewhere) {
  const std::string page = page_of(GetParam());
  const std::regex loads(R"((src|href|action|srcset)\s*=\s*["']?(https?:|//|[a-z./]+\.(js|css)))");
  EXPECT_FALSE(std::regex_search(page.substr(0, page.find("<script")), loads));
  for (const auto* word : {"@import", "url(http", "<link rel=\"stylesheet\"", "<iframe", "fetch("})
    EXPECT_EQ(page.find(word), std::string::npos) << word;
}

TEST_P(ReportText, PolicyAllowsItsOwnScriptsAndStyleByHash) {
  const std::string page = page_of(GetParam());
  const std::string policy = page.substr(page.find("Content-Security-Policy"), 900);
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  const auto named = [&](const std::string& text) {
    return policy.find("'sha256-" + to_base64(sha256(bytes_of(text)).view()) + "'") !=
           std::string::npos;
  };
  const auto scripts = contents(page, "script");
  ASSERT_EQ(scripts.size(), 3U);  // data, charts, page
  EXPECT_TRUE(named(scripts[1]));
  EXPECT_TRUE(named(scripts[2]));
  EXPECT_TRUE(named(contents(page, "style").at(0)));
}

TEST_P(ReportText, DataCanBeReadBack) {
  const SampleRun sample = make_sample_run(GetParam());
  const auto data = boost::json::parse(contents(page_of(GetParam()), "script").at(0)).as_object();
  for (const auto* name :
       {"series", "windows", "expectations", "refusals", "quarters", "sources", "trial"})
    EXPECT_TRUE(data.contains(name)) << name;
  EXPECT_EQ(data.at("days").to_number<std::size_t>(), 1096U);
  // All columns; of each good its floor and what was bought, in days of the need.
  EXPECT_EQ(data.at("series").as_object().size(), sample.result.daily.columns.size() + 2 * 4);
}

TEST(ReportText, HostileNamesStayInTheirPlace) {
  const std::string plain = page_of(false);
  const std::string hostile = page_of(true);
  const auto count = [](const std::string& text, std::string_view word) {
    std::size_t found = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
      ++found;
    return found;
  };
  for (const auto* word : {"</script", "<script", "<b>", "<!--"})
    EXPECT_EQ(count(hostile, word), count(plain, word)) << word;
}

// Readers without scripts, and search engines, have the sentences.
TEST_P(ReportText, SaysTheSentencesWithoutScripts) {
  const std::string page = page_of(GetParam());
  const std::string before = page.substr(0, page.find("<script"));
  const auto said = contents(contents(before, "section").at(0), "p");
  EXPECT_EQ(said.size(), 5U);
  EXPECT_TRUE(said.at(0).starts_with("From 2020-01-01 to 2022-12-31, ")) << said.at(0);
}

// Every state of a claim, and nothing twice in one stack.
TEST(ReportText, EachStateHasAColourOfItsOwn) {
  const SampleRun sample = make_sample_run();
  const RunRecord record = sample.record();
  const auto parts = page_data(record, *summarize(record)).at("parts").as_array();
  const std::string style = contents(page_of(false), "style").at(0);
  const auto dark = style.find("prefers-color-scheme: dark");
  ASSERT_NE(dark, std::string::npos);
  for (const std::string& scheme : {style.substr(0, dark), style.substr(dark)}) {
    std::set<std::string> colours;
    for (const auto& part : parts) {
      const std::string name = "--" + std::string(part.at("name").as_string()) + ": #";
      const auto at = scheme.find(name);
      ASSERT_NE(at, std::string::npos) << name;
      EXPECT_TRUE(colours.insert(scheme.substr(at + name.size(), 6)).second) << name;
    }
  }
}

TEST(Expectations, AMissThatIsNoErrorIsMarkedAsAWarning) {
  SampleRun sample = make_sample_run();
  const auto row = [&](std::size_t at) {
    const RunRecord record = sample.record();
    return expectations_data(record, *summarize(record)).at(at).as_object();
  };
  EXPECT_EQ(row(0).at("mark").as_string(), "ok");
  EXPECT_EQ(row(1).at("mark").as_string(), "warning");
  EXPECT_EQ(row(1).at("asked").as_string(), "600 M EUR \u00b1 90 M");
  EXPECT_EQ(row(1).at("residual").as_string(), "180,000,000.00 EUR");
  EXPECT_EQ(row(2).at("mark").as_string(), "never judged");
  Expectation& missed = sample.loaded.scenario->expectations[1];
  missed.severity = ExpectationSeverity::error;
  missed.comparison = Comparison::less_equal;
  EXPECT_EQ(row(1).at("mark").as_string(), "failed");
  EXPECT_EQ(row(1).at("asked").as_string(), "at most 600 M EUR");
  sample.result.expectations[1].verdict = ExpectationVerdict::ok;
  EXPECT_EQ(row(1).at("residual").as_string(), "") << "what a bound leaves is no residual";
}

TEST(Expectations, APublishedFigureIsDrawnOnItsOwnChartOnly) {
  SampleRun sample = make_sample_run();
  auto& expectations = sample.loaded.scenario->expectations;
  const auto row = [&](std::size_t at) {
    const RunRecord record = sample.record();
    return expectations_data(record, *summarize(record)).at(at).as_object();
  };
  EXPECT_EQ(row(1).at("kind").as_string(), "mark");
  EXPECT_EQ(row(1).at("section").as_string(), "blocked");
  const auto columns = row(1).at("drawn").at("columns").as_array();
  ASSERT_EQ(columns.size(), 2U) << "of all lines";
  EXPECT_EQ(columns.at(0).as_string(), "claims.gas.overdue");
  expectations[1].further.push_back({false, expectations[1].observation});
  EXPECT_FALSE(row(1).contains("drawn")) << "a sum is no figure of one chart";
  EXPECT_FALSE(row(1).contains("section"));
  expectations[1].further.clear();
  expectations[1].kind = ExpectationKind::check;
  EXPECT_FALSE(row(1).contains("drawn")) << "a check is not published";
  // A balance is drawn in the currency of its account: 600 million dinars.
  expectations[0].observation.what = Observable::balance;
  expectations[0].expected = {Decimal(600, 6), *Currency::find("IQD"), {}};
  EXPECT_EQ(row(0).at("section").as_string(), "accounts");
  EXPECT_EQ(row(0).at("drawn").at("value").as_int64(), 600'000'000);
}

TEST(Expectations, NameTheirSource) {
  SampleRun sample = make_sample_run();
  sample.loaded.provenance.push_back({"expect[1].then", "overdue ...", "S90", "sourced", "x:1:1"});
  const RunRecord record = sample.record();
  const auto rows = expectations_data(record, *summarize(record));
  EXPECT_EQ(rows.at(0).at("source").as_string(), "");
  EXPECT_EQ(rows.at(1).at("source").as_string(), "S90");
  EXPECT_EQ(rows.at(1).at("tag").as_string(), "sourced");
}

TEST(ReportText, SameRunSamePage) {
  EXPECT_EQ(page_of(false), page_of(false));
}

TEST(PackedSeries, IsTheFirstValueAndDifferences) {
  EXPECT_EQ(packed({}), "");
  EXPECT_EQ(packed({1211, 1211, 1211, 1206}), "1211 0*2 -5");
  EXPECT_EQ(packed({0, 1, 2, 3}), "0 1*3");
}

}  // namespace
}  // namespace setoff::simulator::tests
