// The report of a study and its JSON, from made-up numbers: the right values under the right keys,
// null where there is no number, the sentences and tables, and foreign text as text.

#include "simulator/report/study_page.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <limits>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "simulator/report/study_json.h"
#include "simulator/report/study_page_parts.h"
#include "tests/simulator/report/made_up_study.h"

namespace setoff::simulator::tests {
namespace {

namespace json = boost::json;

StudySummary comparison() {
  return made_up_study({{"as it is"}, {"early approval", 0.7}});
}

// No path has the first answer, no event was judged, nothing is drawn.
StudySummary without_numbers() {
  StudySummary summary = made_up_study({{"base"}, {"other"}});
  for (PointSummary& point : summary.points) {
    AnswerSummary none;
    none.question = point.answers[0].question;
    none.file = none.least = none.most = kNoNumber;
    point.answers[0] = none;
    EventSummary unjudged;
    unjudged.event = point.events[0].event;
    unjudged.ever = true;
    point.events[0] = unjudged;
    point.bands.clear();
  }
  summary.differences[0][0].paths = 0;
  summary.differences[0][1].mean.interval.high = std::numeric_limits<double>::infinity();
  summary.differences[0][1].gain = kNoNumber;
  return summary;
}

json::object read_back(const StudySummary& summary) {
  return json::parse(study_summary_json(summary)).as_object();
}

const json::object& first_of(const json::object& point, std::string_view list, std::size_t at = 0) {
  return point.at(list).as_array().at(at).as_object();
}

double number(const json::object& object, std::string_view key) {
  return object.at(key).to_number<double>();
}

std::size_t count_of(std::string_view page, std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = page.find(text); at != std::string_view::npos;
       at = page.find(text, at + text.size()))
    ++count;
  return count;
}

void expect_sentence(const StudySummary& summary, std::string_view begins) {
  const auto sentences = study_sentences(summary, made_up_facts());
  for (const std::string& sentence : sentences)
    if (sentence.starts_with(begins)) return;
  std::string all;
  for (const std::string& sentence : sentences)
    all += "\n" + sentence;
  ADD_FAILURE() << "no sentence begins with: " << begins << all;
}

TEST(StudyJson, HasThePointsAndTheirAnswers) {
  const json::object root = read_back(comparison());
  EXPECT_DOUBLE_EQ(number(root, "confidence"), 0.95);
  ASSERT_EQ(root.at("points").as_array().size(), 2U);
  const json::object& point = first_of(root, "points", 1);
  EXPECT_EQ(point.at("name"), "early approval");
  EXPECT_EQ(point.at("sets").as_array().at(0), "releases.approval.lag=5 days");
  EXPECT_EQ(point.at("paths"), 1000);
  EXPECT_EQ(point.at("failed"), 2);
  EXPECT_EQ(first_of(point, "failures", 1).at("path"), 702);
  const json::object& answer = first_of(point, "answers", 1);
  EXPECT_EQ(answer.at("question"), "overdue(gas, 2026-12-31) in MUSD");
  EXPECT_EQ(answer.at("unit"), "MUSD");
  EXPECT_EQ(answer.at("paths"), 998);
  EXPECT_DOUBLE_EQ(number(answer, "p50"), 288.4);
  EXPECT_DOUBLE_EQ(number(answer, "mean"), 310.1);
  EXPECT_DOUBLE_EQ(number(answer, "low"), 301.42);
  EXPECT_EQ(answer.at("most_path"), 417);
}

TEST(StudyJson, HasEventsWithTheirFirstDays) {
  const json::object root = read_back(comparison());
  const json::object& event = first_of(first_of(root, "points"), "events");
  EXPECT_EQ(event.at("event"), "ever balance(trust_eur) < 0 EUR");
  EXPECT_EQ(event.at("ever"), true);
  EXPECT_EQ(event.at("file"), false);
  EXPECT_EQ(event.at("happened"), 230);
  EXPECT_DOUBLE_EQ(number(event, "chance"), 0.230461);  // six digits of 230 / 998
  EXPECT_EQ(event.at("first").at("p10"), "2024-04-22");
  EXPECT_EQ(event.at("first").at("p50"), "2024-07-23");
  EXPECT_EQ(event.at("first").at("p90"), "2024-10-23");
  EXPECT_EQ(event.at("path"), 417);
  const json::object& never = first_of(first_of(root, "points"), "events", 3);
  EXPECT_TRUE(never.at("first").is_null());
  EXPECT_TRUE(never.at("path").is_null());
}

TEST(StudyJson, HasBandsPeriodByPeriod) {
  const json::object root = read_back(comparison());
  const json::object& bands = first_of(root, "points").at("bands").as_object();
  ASSERT_EQ(bands.at("periods").as_array().size(), 36U);
  EXPECT_EQ(bands.at("periods").as_array().at(0), "2024-01-31");
  const json::object& band = first_of(bands, "columns", 2);
  EXPECT_EQ(band.at("column"), "cover.wheat");
  EXPECT_EQ(band.at("unit"), "days");
  for (const auto* key : {"file", "p5", "p25", "p50", "p75", "p95"})
    EXPECT_EQ(band.at(key).as_array().size(), 36U) << key;
  EXPECT_DOUBLE_EQ(band.at("p50").as_array().at(0).to_number<double>(), 48);
}

TEST(StudyJson, HasDifferencesFromTheFirstPoint) {
  const json::object root = read_back(comparison());
  const json::object& differences = first_of(root, "differences");
  EXPECT_EQ(differences.at("point"), "early approval");
  EXPECT_EQ(differences.at("than"), "as it is");
  const json::object& days = first_of(differences, "answers");
  EXPECT_EQ(days.at("question"), "shortage_days(wheat)");
  EXPECT_DOUBLE_EQ(number(days, "mean"), -6.66);
  EXPECT_DOUBLE_EQ(number(days, "less"), 0.79);
  EXPECT_DOUBLE_EQ(number(days, "gain"), 7.4);
}

TEST(StudyJson, WhatIsNoNumberIsNull) {
  const json::object root = read_back(without_numbers());
  const json::object& answer = first_of(first_of(root, "points"), "answers");
  for (const auto* key : {"file", "mean", "low", "high", "deviation", "p5", "p50", "p95", "least",
                          "most", "least_path", "most_path"})
    EXPECT_TRUE(answer.at(key).is_null()) << key;
  const json::object& event = first_of(first_of(root, "points"), "events");
  for (const auto* key : {"file", "chance", "low", "high", "first", "path"})
    EXPECT_TRUE(event.at(key).is_null()) << key;
  const json::object& differences = first_of(root, "differences");
  for (const auto* key : {"mean", "low", "high", "more", "less", "gain"})
    EXPECT_TRUE(first_of(differences, "answers").at(key).is_null()) << key;
  const json::object& unbounded = first_of(differences, "answers", 1);
  EXPECT_TRUE(unbounded.at("low").is_number());
  EXPECT_TRUE(unbounded.at("high").is_null());
  EXPECT_TRUE(unbounded.at("gain").is_null());
}

TEST(StudyJson, NumbersHaveSixDigitsAtMost) {
  StudySummary summary = made_up_study({{"base"}});
  summary.points[0].answers[0].mean.value = 1234567.89;
  summary.points[0].answers[0].deviation = 1.0 / 3;
  const std::string text = study_summary_json(summary);
  EXPECT_NE(text.find("\"mean\": 1.23457e+06"), std::string::npos);
  EXPECT_NE(text.find("\"deviation\": 0.333333,"), std::string::npos);
  EXPECT_NE(text.find("\"confidence\": 0.95"), std::string::npos);
  EXPECT_EQ(text, study_summary_json(summary));
}

TEST(StudySentences, SayWhatWasRunAndWhatItShows) {
  const StudySummary summary = made_up_study({{"base"}});
  expect_sentence(summary,
                  "This study ran scenarios/gas-for-goods.yaml on 1,000 paths, each with its own "
                  "draws of 5 uncertain values: oil price, winter, approval lag, payment delay and "
                  "eur usd.");
  expect_sentence(summary,
                  "Wheat runs short on 20 days or more in half of the paths, on more than 49 days "
                  "in one of twenty; without draws, 0 days.");
  expect_sentence(summary,
                  "The stock of wheat on 31 Dec 2026 is 180 kt or less in half of the paths, less "
                  "than 108 kt in one of twenty; without draws, 144 kt.");
  expect_sentence(summary,
                  "On 23 % of the paths (20 to 26 %), the balance of trust eur is below 0 EUR at "
                  "some time; on half of those first by 23 Jul 2024.");
  expect_sentence(summary, "2 of 1,000 paths could not be run");
}

TEST(StudySentences, PointsAreComparedFirst) {
  StudySummary summary = comparison();
  expect_sentence(summary,
                  "With “early approval”, wheat runs short on 6.7 fewer days on average than with "
                  "“as it is” (6.1 to 7.2 days): fewer on 79 % of the paths, more on 12 %.");
  expect_sentence(summary, "With “as it is”, wheat runs short on 20 days or more");
  for (DifferenceSummary& difference : summary.differences[0])
    difference.mean.interval = {-1, 1};
  expect_sentence(summary, "Between “early approval” and “as it is”, these paths decide no");
  for (DifferenceSummary& difference : summary.differences[0])
    difference.more = difference.less = 0;
  expect_sentence(summary, "“early approval” and “as it is” give the same answers on every path.");
}

TEST(StudySentences, WhatNeverHappensHasABound) {
  StudySummary summary = made_up_study({{"base"}});
  summary.points[0].events = {
      made_up_event("ever overdue(gas) + overdue(power) > 1 BUSD", 0, Day())};
  summary.points[0].events[0].chance.interval.high = 0.003;
  expect_sentence(
      summary,
      "On none of the 998 paths: overdue claims of gas plus overdue claims of power are "
      "above 1 BUSD at some time (at 95 % confidence, the chance is below 0.3 %).");
  summary.points[0].events[0].judged = 0;
  expect_sentence(summary,
                  "Overdue claims of gas plus overdue claims of power are above 1 BUSD at "
                  "some time: this could not be judged");
}

TEST(StudyPage, ShowsEachPartOfAComparison) {
  const std::string page = study_page(comparison(), made_up_facts());
  for (const auto* id : {"chances", "answers", "differences", "time", "paths", "failed", "basis"}) {
    EXPECT_NE(page.find("<section id=\"" + std::string(id) + "\">"), std::string::npos) << id;
    EXPECT_NE(page.find("<a href=\"#" + std::string(id) + "\">"), std::string::npos) << id;
  }
  // Tables without scripts: a chance with its interval, a verdict, a series with its name in words.
  EXPECT_NE(page.find("<b>23 %</b><br><span class=\"faint\">20 to 26 %</span>"), std::string::npos);
  EXPECT_NE(page.find(">undecided</span>"), std::string::npos);
  EXPECT_NE(page.find("<h3>Overdue claims of gas, USD</h3>"), std::string::npos);
  EXPECT_EQ(count_of(page, "<figure class=\"fan\""), 12U);
  EXPECT_EQ(count_of(page, "<details><summary>Data table (18 of 36 periods)"), 12U);
  EXPECT_NE(page.find("setoff replay out/gas-for-goods-paths --path 417 --point 'early approval'"),
            std::string::npos);
  EXPECT_NE(page.find("the need of wheat is below zero"), std::string::npos);
}

TEST(StudyPage, LeavesOutWhatThereIsNot) {
  StudySummary summary = made_up_study({{"base"}});
  PointSummary& point = summary.points[0];
  point.events.clear();
  point.bands.clear();
  point.failed = 0;
  point.failures.clear();
  const std::string page = study_page(summary, made_up_facts());
  for (const auto* id : {"chances", "differences", "time", "failed"})
    EXPECT_EQ(page.find("<section id=\"" + std::string(id) + "\">"), std::string::npos) << id;
  EXPECT_EQ(page.find("could not be run"), std::string::npos);
  EXPECT_NE(page.find("<section id=\"answers\">"), std::string::npos);
  point.answers.clear();
  EXPECT_NE(study_page(summary, made_up_facts()).find("<section id=\"basis\">"), std::string::npos);
}

TEST(StudyPage, SaysWhereThereIsNoNumber) {
  const std::string page = study_page(without_numbers(), made_up_facts());
  EXPECT_NE(page.find("no path has an answer"), std::string::npos);
  EXPECT_NE(page.find("not judged on any path"), std::string::npos);
  EXPECT_NE(page.find("no path has both"), std::string::npos);
  const std::string tables = page.substr(page.find("<main"), page.find("</main>"));
  for (const auto* text : {">nan", "\"nan", ">inf", "\"inf", "\"-inf"})
    EXPECT_EQ(tables.find(text), std::string::npos) << text;
}

TEST(StudyPage, ForeignTextStaysText) {
  const std::string attack = "</script><script>alert(1)</script>\"><img src=x>@STYLE@";
  StudySummary summary = comparison();
  for (PointSummary& point : summary.points) {
    point.point.name += attack;
    point.point.variants = {attack};
    point.shape.inputs = {attack};
    point.failures[0].second = attack;
    point.answers[0].question = attack;
    point.answers[1].unit = attack;
    point.events[0].event = "ever " + attack;
    point.bands[0].column = attack;
    point.bands[1].unit = attack;
  }
  summary.differences[0][0].question = attack;
  StudyPageFacts facts = made_up_facts();
  for (std::string* text :
       {&facts.title, &facts.file, &facts.folder, &facts.command, &facts.version})
    *text = attack;
  facts.files = {{attack, attack}};
  const std::string page = study_page(summary, facts);
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(count_of(page, "<script"), 3U);  // data, charts, page
  EXPECT_GT(count_of(page, "&lt;/script&gt;"), 15U);
  EXPECT_EQ(count_of(page, "<style>"), 1U);
}

TEST(StudyPage, PolicyAllowsItsOwnScriptsAndStyleByHash) {
  const std::string page = study_page(comparison(), made_up_facts());
  const std::string policy = page.substr(page.find("Content-Security-Policy"), 900);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(page.substr(page.find("<body")).find(" style="), std::string::npos);
  for (const std::string tag : {"<style>", "<script>"}) {
    const std::size_t begin = page.find(tag) + tag.size();
    const std::string text = page.substr(begin, page.find("</", begin) - begin);
    EXPECT_NE(policy.find(to_base64(sha256(bytes_of(text)).view())), std::string::npos) << tag;
  }
}

}  // namespace
}  // namespace setoff::simulator::tests
