// report.html as text: nothing in it is loaded from elsewhere, its policy allows its own scripts by
// their hashes only, its data can be read back, and no name of a scenario can leave its place.

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <regex>

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
       {"series", "windows", "marks", "refusals", "quarters", "sources", "trial"})
    EXPECT_TRUE(data.contains(name)) << name;
  EXPECT_EQ(data.at("days").to_number<std::size_t>(), 1096U);
  // All columns; of each good its floor and what was bought, in days of the need.
  EXPECT_EQ(data.at("series").as_object().size(), sample.result.daily.columns.size() + 2 * 4);
  EXPECT_EQ(data.at("sentences").as_array().size(), 5U);
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

TEST(ReportText, AMissThatIsNoErrorIsMarkedAsAWarning) {
  SampleRun sample = make_sample_run();
  const auto marks = [&] { return marks_data(sample.record()); };
  ASSERT_EQ(marks().size(), 2U);
  EXPECT_EQ(marks().at(0).at("verdict").as_string(), "ok");
  EXPECT_EQ(marks().at(1).at("verdict").as_string(), "warning");
  EXPECT_EQ(marks().at(1).at("sense").as_string(), "");
  Expectation& missed = sample.loaded.scenario->expectations[1];
  missed.severity = ExpectationSeverity::error;
  missed.comparison = Comparison::less_equal;
  EXPECT_EQ(marks().at(1).at("verdict").as_string(), "failed");
  EXPECT_EQ(marks().at(1).at("sense").as_string(), "at most");
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
