// The report of a study in a browser: it opens offline without a complaint, draws every chart, fits
// a phone, and a chart tells its numbers to the keyboard. SETOFF_SCREENSHOTS=<folder> keeps
// pictures.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/browser/browser.h"
#include "tests/simulator/report/made_up_study.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class StudyReport : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (Browser::available()) study_browser_ = std::make_unique<Browser>();
  }
  static void TearDownTestSuite() { study_browser_.reset(); }
  void SetUp() override {
    if (!study_browser_) GTEST_SKIP() << "chromium is not installed";
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove(file_, ignored);
  }

  void open_comparison(const Browser::View& view) {
    namespace made_up = simulator::tests;
    file_ = fs::path(SETOFF_BINARY_DIR) / ("study-page-" + std::to_string(getpid()) + ".html");
    std::ofstream(file_, std::ios::binary) << simulator::study_page(
        made_up::made_up_study({{"as it is"}, {"early approval", 0.7}, {"late approval", 1.6}}),
        made_up::made_up_facts());
    study_browser_->open(file_, view);
    if (const char* const folder = std::getenv("SETOFF_SCREENSHOTS"))
      study_browser_->save_screenshot(
          fs::path(folder) /
          ("study-" + std::to_string(view.width) + (view.dark ? "-dark" : "-light") + ".png"));
  }
  [[nodiscard]] static std::int64_t count(std::string_view expression) {
    const auto value = study_browser_->ask(expression);
    return value.is_number() ? value.to_number<std::int64_t>() : -1;
  }
  [[nodiscard]] static std::string words(std::string_view expression) {
    const auto value = study_browser_->ask(expression);
    return value.is_string() ? std::string(value.as_string()) : std::string();
  }
  static void expect_no_complaint() {
    for (const auto& complaint : study_browser_->complaints())
      ADD_FAILURE() << complaint;
    for (const auto& request : study_browser_->requests())
      ADD_FAILURE() << "the page asked for " << request;
  }

 private:
  static inline std::unique_ptr<Browser> study_browser_;  // starts once for all tests
  fs::path file_;
};

TEST_F(StudyReport, DrawsEveryBandWithoutAComplaint) {
  for (const Browser::View& view :
       {Browser::View{1280, 900, false}, Browser::View{1280, 900, true},
        Browser::View{390, 844, false}, Browser::View{390, 844, true}}) {
    open_comparison(view);
    expect_no_complaint();
    EXPECT_EQ(count("document.querySelectorAll('figure.fan canvas').length"), 18);
    // Axes alone have few colours.
    EXPECT_EQ(count(R"([...document.querySelectorAll("canvas")].filter((one) => {
      const data = one.getContext("2d").getImageData(0, 0, one.width, one.height).data;
      return new Set(new Uint32Array(data.buffer)).size > 20;
    }).length)"),
              18);
    EXPECT_LE(count("document.documentElement.scrollWidth"), view.width);
  }
}

TEST_F(StudyReport, ReadsThePeriodUnderTheKeyboard) {
  open_comparison({});
  const std::string reading = "document.querySelector('.fan .reading').textContent";
  EXPECT_NE(words(reading).find("3 Jan 2027: middle"), std::string::npos);
  std::ignore = words(
      "document.querySelector('.fan .plot').dispatchEvent(new KeyboardEvent('keydown', {key: "
      "'Home', bubbles: true})), ''");
  EXPECT_NE(words(reading).find("31 Jan 2024: middle 310"), std::string::npos);
  EXPECT_NE(words("document.querySelector('.fan [aria-live]').textContent").find("31 Jan 2024"),
            std::string::npos);
  expect_no_complaint();
}

}  // namespace
}  // namespace setoff::tests
