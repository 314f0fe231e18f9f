// The report in a browser: it opens offline without a complaint, asks for nothing, draws every
// chart, fits a phone, and shows hostile names as text. SETOFF_SCREENSHOTS=<folder> keeps pictures.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "simulator/report/page.h"
#include "simulator/scenario/load.h"
#include "tests/browser/browser.h"
#include "tests/simulator/report/after_run.h"
#include "tests/support/sample_run.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

class ReportPage : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (Browser::available()) browser_ = std::make_unique<Browser>();
  }
  static void TearDownTestSuite() { browser_.reset(); }
  void SetUp() override {
    if (!browser_) GTEST_SKIP() << "chromium is not installed";
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove(file_, ignored);
  }

  void open_sample(bool hostile, const Browser::View& view) {
    const auto sample = simulator::tests::make_sample_run(hostile);
    const auto record = sample.record();
    file_ = fs::path(SETOFF_BINARY_DIR) / ("report-page-" + std::to_string(getpid()) + ".html");
    std::ofstream(file_, std::ios::binary)
        << simulator::report_page(record, *simulator::summarize(record));
    browser_->open(file_, view);
    keep_picture(view, hostile ? "hostile" : "sample");
  }
  // A shipped scenario, run and reported.
  void open_scheme(const std::string& name, const Browser::View& view) {
    const auto loaded =
        simulator::load_scenario(fs::path(SETOFF_SOURCE_DIR) / "scenarios" / (name + ".yaml"));
    file_ = fs::path(SETOFF_BINARY_DIR) / ("report-page-" + std::to_string(getpid()) + ".html");
    std::ofstream(file_, std::ios::binary)
        << simulator::tests::after_run(loaded, simulator::report_page);
    browser_->open(file_, view);
    keep_picture(view, name);
  }
  [[nodiscard]] static std::int64_t number(std::string_view expression) {
    const auto value = browser_->ask(expression);
    return value.is_number() ? value.to_number<std::int64_t>() : -1;
  }
  [[nodiscard]] static std::string text(std::string_view expression) {
    const auto value = browser_->ask(expression);
    return value.is_string() ? std::string(value.as_string()) : std::string();
  }
  static void expect_quiet() {
    for (const auto& complaint : browser_->complaints())
      ADD_FAILURE() << complaint;
    for (const auto& request : browser_->requests())
      ADD_FAILURE() << "the page asked for " << request;
  }
  static void expect_drawn();
  [[nodiscard]] static Browser& browser() { return *browser_; }

 private:
  static void keep_picture(const Browser::View& view, const std::string& name) {
    const char* const folder = std::getenv("SETOFF_SCREENSHOTS");
    if (folder == nullptr) return;
    browser_->save_screenshot(fs::path(folder) / (name + "-" + std::to_string(view.width) +
                                                  (view.dark ? "-dark" : "-light") + ".png"));
  }
  static inline std::unique_ptr<Browser> browser_;  // starts once for all tests
  fs::path file_;
};

// How many canvases have more than one colour in them, and how many there are.
constexpr std::string_view kDrawn =
    R"((() => [...document.querySelectorAll("canvas")].filter((one) => {
  const pixels = new Uint32Array(one.getContext("2d").getImageData(0, 0, one.width, one.height).data.buffer);
  return new Set(pixels).size > 20;
}).length)())";

void ReportPage::expect_drawn() {
  const auto canvases = number("document.querySelectorAll('canvas').length");
  EXPECT_GE(canvases, 16);  // claims, blocked, two lines, two of each of four goods, rates
  EXPECT_EQ(number(kDrawn), canvases);
  EXPECT_EQ(number("document.querySelectorAll('.plot').length"), canvases);
}

TEST_F(ReportPage, DrawsEveryChartWithoutAComplaint) {
  for (const Browser::View& view :
       {Browser::View{1280, 900, false}, Browser::View{1280, 900, true},
        Browser::View{390, 844, false}, Browser::View{390, 844, true}}) {
    open_sample(false, view);
    expect_quiet();
    expect_drawn();
    // Nothing reaches beyond the window; wide tables scroll in a box of their own.
    EXPECT_LE(number("document.documentElement.scrollWidth"), view.width);
    EXPECT_GE(number("document.querySelectorAll('section h2').length"), 9);
  }
}

TEST_F(ReportPage, ShowsHostileNamesAsText) {
  open_sample(true, {});
  expect_quiet();
  expect_drawn();
  EXPECT_EQ(number("document.querySelectorAll('b').length"), 0);
  EXPECT_NE(text("document.querySelector('h1').textContent").find("</script><b>"),
            std::string::npos);
}

TEST_F(ReportPage, ReadsTheDayUnderTheKeyboard) {
  open_sample(false, {});
  const std::string chips = "document.querySelector('#claim .legend').textContent";
  const std::string last = text(chips);
  std::ignore = text(
      "document.querySelector('#claim .plot').dispatchEvent(new KeyboardEvent('keydown', {key: "
      "'Home', bubbles: true})), ''");
  EXPECT_NE(text(chips), last);
  EXPECT_NE(text("document.querySelector('#claim [aria-live]').textContent").find("2020"),
            std::string::npos);
  expect_quiet();
}

TEST_F(ReportPage, SaysWhatTheRunShowsBeforeItsCharts) {
  open_sample(false, {});
  EXPECT_EQ(number("document.querySelectorAll('#short p').length"), 5);
  EXPECT_LT(number("Math.round(document.querySelector('#short').getBoundingClientRect().top)"),
            number("Math.round(document.querySelector('#claim').getBoundingClientRect().top)"));
  EXPECT_NE(text("document.querySelector('#frame').textContent").find("1 EUR = "),
            std::string::npos);
}

// The states stacked upwards and downwards meet the line of what was earned.
TEST_F(ReportPage, StackEndsAtWhatWasEarned) {
  open_sample(false, {});
  EXPECT_EQ(number(R"((() => {
  const at = (name) => { let sum = 0; for (const piece of data.series[name].values.split(" ")) {
    const [step, count] = piece.split("*"); sum += Number(step) * Number(count ?? 1); } return sum * 10 ** -data.series[name].scale; };
  const data = JSON.parse(document.getElementById("data").textContent);
  const states = data.parts.flatMap((part) => part.columns.flat()).map(at);
  const earned = data.lines.map((line) => at(`earned.${line.name}`));
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  return Math.abs(sum(states) - sum(earned)) < 1e-4 * sum(earned) ? 1 : 0;
})())"),
            1);
  EXPECT_NE(text("document.querySelector('#claim .legend').textContent").find("= earned"),
            std::string::npos);
}

TEST_F(ReportPage, SourcesAreFoldedAndTheirCodesLeadToTheirAddresses) {
  open_sample(false, {});
  EXPECT_EQ(number("document.querySelectorAll('#sources details[open]').length"), 0);
  EXPECT_EQ(number("document.querySelectorAll('#sources tbody tr').length"), 0);
  std::ignore = text("document.querySelector('#sources details').open = true, ''");
  std::ignore = browser().ask("new Promise((done) => setTimeout(() => done(1), 0))");
  EXPECT_EQ(number("document.querySelectorAll('#sources tbody tr').length"), 3);
  EXPECT_EQ(text("document.querySelector('#sources tbody a').textContent"), "S104");
  EXPECT_EQ(text("document.querySelector('#sources tbody a').href"), "https://example.org/s104");
  EXPECT_EQ(text("document.querySelector('#sources tbody a').rel"), "noreferrer noopener");
  EXPECT_EQ(text("document.querySelector('#sources tbody abbr').textContent"), "S127")
      << "an address that is no page is no link";
  expect_quiet();
}

TEST_F(ReportPage, StocksSayWhichShareOfTheNeedIsAskedOfTheScheme) {
  open_sample(false, {});
  EXPECT_NE(text("document.querySelector('#stocks figure').textContent")
                .find("asked for 20.0 % of the country's need"),
            std::string::npos);
  EXPECT_EQ(number("document.querySelectorAll('#stocks figure .plot').length"), 8);
}

TEST_F(ReportPage, LegendSwitchesAStateOff) {
  open_sample(false, {});
  EXPECT_EQ(number("document.querySelectorAll('#claim .chip[aria-pressed=false]').length"), 0);
  std::ignore = text("document.querySelector('#claim .chip').click(), ''");
  EXPECT_EQ(number("document.querySelectorAll('#claim .chip[aria-pressed=false]').length"), 1);
  expect_drawn();
  expect_quiet();
}

// Bought and sold, limits, accounts, and figures published about each of them.
TEST_F(ReportPage, DrawsASchemeThatTradesBothWays) {
  for (const Browser::View& view :
       {Browser::View{1280, 900, false}, Browser::View{390, 844, true}}) {
    open_scheme("korea-iran-2010", view);
    expect_quiet();
    const auto canvases = number("document.querySelectorAll('canvas').length");
    EXPECT_EQ(number(kDrawn), canvases);
    EXPECT_EQ(number("document.querySelectorAll('.plot').length"), canvases);
    EXPECT_LE(number("document.documentElement.scrollWidth"), view.width);
    EXPECT_EQ(number("document.querySelectorAll('#deliveries .plot').length"), 3);
    EXPECT_EQ(number("document.querySelectorAll('#accounts .plot').length"), 3);
  }
  EXPECT_NE(text("document.querySelector('#clearing .legend').textContent").find("floor: stop"),
            std::string::npos);
  EXPECT_EQ(number("document.querySelectorAll('#clearing tbody tr').length"), 8)
      << "figures published about the account";
  EXPECT_TRUE(text("document.querySelector('#expectations .lead').textContent")
                  .starts_with("6 of 10 published figures met, 21 of 21 checks hold."));
  EXPECT_NE(text("document.querySelector('#refusals tbody').textContent").find("limit stop on "),
            std::string::npos);
}

// Lines that share a chart differ in colour, or in their dashes.
TEST_F(ReportPage, DrawsNoTwoLinesAlike) {
  open_scheme("india-iran-dues-2016", {});
  expect_quiet();
  EXPECT_EQ(number("document.querySelectorAll('#blocked .chip').length"), 6);
  EXPECT_EQ(number("new Set([...document.querySelectorAll('#blocked .swatch')].map((one) => "
                   "one.className + one.style.background + one.style.borderColor)).size"),
            6);
  EXPECT_EQ(number("document.querySelectorAll('#deliveries').length"), 0)
      << "lines that deliver nothing have no panel";
}

}  // namespace
}  // namespace setoff::tests
