// Every figure of money in the summary, the report and the terminal output of each shipped scenario
// is the one that the commands say of its ledger (run_answers.h). And none is left out: if any one
// of them is changed by a minor unit, it is noticed.

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "tests/cli/figure_checks.h"
#include "tests/cli/program.h"
#include "tests/support/shipped.h"

namespace setoff::tests {
namespace {

namespace json = boost::json;

// Adds one to the last digit: the least that can be wrong with a number.
std::string off_by_one(std::string number) {
  for (auto digit = number.rbegin(); digit != number.rend(); ++digit) {
    if (*digit < '0' || *digit > '9') continue;
    *digit = *digit == '9' ? '8' : static_cast<char>(*digit + 1);
    return number;
  }
  return number + "1";
}

// Calls visit(place) for every amount of money below a value, by reference.
template <class Visit>
void each_amount(json::value& value, const std::string& place, Visit&& visit) {
  if (is_amount(value)) visit(value.as_object().at("value"), place);
  if (value.is_object())
    for (auto& one : value.as_object())
      each_amount(one.value(), place + "." + std::string(one.key()), visit);
  if (value.is_array())
    for (std::size_t i = 0; i < value.as_array().size(); ++i)
      each_amount(value.as_array()[i], place + "." + std::to_string(i), visit);
}

class Figures : public Program, public testing::WithParamInterface<std::string> {
 protected:
  void run() {
    const std::string& file_name = GetParam();
    const auto done = setoff("run '" SETOFF_SOURCE_DIR "/" + file_name + "' -o run");
    ASSERT_LE(done.status, 1) << done.output;
    terminal_ = done.output;
    summary_ = json::parse(file("run/summary.json"));
    const std::string page = file("run/report.html");
    const std::string begin = "<script type=\"application/json\" id=\"data\">";
    const auto at = page.find(begin) + begin.size();
    data_ = json::parse(page.substr(at, page.find("</script>", at) - at));
    answers_ = std::make_unique<RunAnswers>(
        path("run/ledger.db").string(), text_of(summary_.at("currency")),
        [this](const std::string& arguments) { return setoff(arguments).output; });
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    std::ifstream in(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::string listed(const Differences& found) {
    std::string text;
    for (const auto& one : found)
      text += one + "\n";
    return text;
  }

  std::string terminal_;
  json::value summary_;
  json::value data_;
  std::unique_ptr<RunAnswers> answers_;
};

// Those that are shipped, and two made for it.
std::vector<std::string> scenario_files() {
  std::vector<std::string> files{"tests/data/every_state/every-state.yaml",
                                 "tests/data/small_unit/small-unit.yaml"};
  for (const auto& name : shipped_scenarios())
    files.push_back("scenarios/" + name + ".yaml");
  return files;
}

INSTANTIATE_TEST_SUITE_P(Shipped, Figures, testing::ValuesIn(scenario_files()), ShippedName());

TEST_P(Figures, OfTheSummaryAreWhatTheCommandsAnswer) {
  ASSERT_NO_FATAL_FAILURE(run());
  EXPECT_EQ(listed(check_summary(summary_, *answers_)), "");
}

TEST_P(Figures, OfTheSummaryAreAllCompared) {
  ASSERT_NO_FATAL_FAILURE(run());
  std::size_t changed = 0;
  each_amount(summary_, "summary", [&](json::value& number, const std::string& place) {
    // What expectations observe is compared with the file; what was delivered, or called by a
    // creditor, is not in the ledger.
    for (const char* of : {".expectations.", ".delivered_value.", ".called", ".supplied", ".swing"})
      if (place.find(of) != std::string::npos) return;
    const std::string kept = text_of(number);
    number = off_by_one(kept);
    EXPECT_FALSE(check_summary(summary_, *answers_).empty()) << place;
    number = kept;
    ++changed;
  });
  EXPECT_GT(changed, 60U);
}

TEST_P(Figures, OfTheReportAreThoseOfTheSummary) {
  ASSERT_NO_FATAL_FAILURE(run());
  EXPECT_EQ(listed(check_report(data_, summary_)), "");
  const auto noticed = [&](json::value& shown, const std::string& place) {
    const std::string kept = text_of(shown);
    shown = off_by_one(kept);
    EXPECT_FALSE(check_report(data_, summary_).empty()) << place;
    shown = kept;
  };
  for (auto& card : data_.at("cards").as_array())
    for (const auto* name : {"value", "exact"})
      noticed(card.at(name), "card");
  const auto& keys = data_.at("quarters").at("keys").as_array();
  for (auto& row : data_.at("quarters").at("rows").as_array())
    for (std::size_t i = 1; i < keys.size(); ++i)
      if (!text_of(keys[i]).empty()) noticed(row.at(i), "quarter");
  for (auto& row : data_.at("accounts").as_array())
    for (const auto* name : {"balance", "value", "blocked"})
      noticed(row.at(name), "account");
  for (auto& row : data_.at("goods").as_array())
    noticed(row.at("spent"), "good");
}

// Each amount that `run` prints stands in the summary.
TEST_P(Figures, OfTheTerminalAreThoseOfTheSummary) {
  ASSERT_NO_FATAL_FAILURE(run());
  std::set<std::string> known;
  each_amount(summary_, "", [&](json::value& number, const std::string&) {
    known.insert(grouped_text(text_of(number), ""));
  });
  const std::regex amount(R"((-?[0-9,]+\.[0-9]+) ([A-Z]{3})\b)");
  const std::string shown = terminal_.substr(0, terminal_.find("\nExpectations"));
  const auto head = shown.find("\nBilled");
  ASSERT_NE(head, std::string::npos) << terminal_;
  std::size_t found = 0;
  for (std::sregex_iterator at(shown.begin() + static_cast<std::ptrdiff_t>(head), shown.end(),
                               amount);
       at != std::sregex_iterator(); ++at, ++found)
    EXPECT_TRUE(known.contains((*at)[1])) << (*at)[0] << " in\n" << shown;
  EXPECT_GT(found, 10U);
  const auto row = [&](const std::string& name, const json::value& value) {
    const std::regex line("\n  " + name + " +" + grouped_text(text_of(value.at("value")), "") +
                          " ");
    EXPECT_TRUE(std::regex_search(shown, line)) << name << " in\n" << shown;
  };
  for (const auto* name : {"owed", "blocked", "released", "spent"})
    row(name, summary_.at("figures").at(name));
  row("= earned", summary_.at("figures").at("earned"));
  for (const auto& state : summary_.at("claims_by_state").as_object())
    if (std::stod(text_of(state.value().at("value"))) != 0.0)
      row(std::string(state.key()), state.value());
}

}  // namespace
}  // namespace setoff::tests
