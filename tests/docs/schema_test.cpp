// The schemas of events against the reader of events: what one takes, the other takes. Texts are
// the examples of docs/events.md, a golden ledger, random events of every type, and changes of
// them: a member missing, unknown, of another kind or in another form. Python's jsonschema judges
// by the schemas, so that they are right for others too.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include "ledger/event/form.h"
#include "ledger/exchange/event_json.h"
#include "ledger/exchange/event_schema.h"
#include "tests/docs/fences.h"
#include "tests/support/random_events.h"
#include "tests/support/shell.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

// Texts that are right for some member and wrong for most.
constexpr std::string_view kTexts[] = {
    "",
    " ",
    "x",
    "X y",
    "Home-Power",
    "home-power",
    "-a",
    "INV/7.b_1",
    "گاز",
    "1",
    "1.5",
    "1,5",
    "-1",
    "01",
    "1e3",
    "0",
    "0.0000000000000000001",
    "1250.00 EUR",
    "1250 EUR",
    "1250,00 EUR",
    "0.00 EUR",
    "0.05 EUR",
    "-1.00 EUR",
    "1250.001 EUR",
    "1.001 IQD",
    "1.5 JPY",
    "010.00 EUR",
    "1.00 XQZ",
    "1.00EUR",
    "1.00  EUR",
    "1. EUR",
    ".5 EUR",
    "application/json; charset=utf-8",
    "application/cloudevents+json",
    "foo bar/x y+json",
    "booked",
    "refused:window_closed",
    "refused:nonsense",
    "refused:bad_field",
    "2020-03-20T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "1850-12-31T23:59:59Z",
    "1 t",
    "0.5 t",
    "1.0005 t",
    "-1 t",
    "1 m3",
    "1.5 m3",
    "2 EUR/t",
    "0 EUR/t",
    "0.00 EUR/t",
    "-2 EUR/t",
    "2 EUR/XX",
    "2 EUR / t",
    "0.96 EUR/USD",
    "2025-03-31",
    "2025-02-30",
    "2025-13-01",
    "2025-3-1",
    "1899-12-31",
    "2200-01-01",
    "31.03.2025",
    "EUR",
    "eur",
    "XQZ",
    "t",
    "kg",
    "oldest",
    "half-even",
    "debit",
    "true",
    "2025-03-05T09:00:00Z",
    "2025-03-05t09:00:00.123456789+03:30",
    "2025-03-05T09:00:00",
    "2025-03-05 09:00:00Z",
    "2025-03-05T24:00:00Z",
    "1.0",
    "0.3",
    "application/json",
    "application/cloudevents+json; charset=utf-8",
    "text/xml",
    "gas/tess",
    "booked",
    "refused:window_closed",
    "with a \u0001 control",
};

// Names that become segments of account paths have the form of one; the books ask for it when they
// take the agreement.
template <class T>
bool names_fit(const T& terms) {
  const auto fit = [](const auto&... names) { return (is_segment(names) && ...); };
  for (const auto& line : terms.lines)
    if (!fit(line.line, line.owner, line.buyer)) return false;
  for (const auto& account : terms.accounts)
    if (!fit(account.account, account.bank, account.place)) return false;
  return true;
}

bool is_taken(const std::string& text) {
  const auto read = EventReader().read(text);
  if (!read || !check_form(read->event)) return false;
  if (const auto* adopted = std::get_if<AgreementAdopted>(&read->event.data))
    return names_fit(adopted->agreement);
  if (const auto* amended = std::get_if<AgreementAmended>(&read->event.data))
    return names_fit(*amended);
  return true;
}

class Cases {
 public:
  explicit Cases(const fs::path& folder) : folder_(folder), file_(folder / "cases.jsonl") {}

  // By the schema of its type, or by the one of that name.
  void add(const json::value& event, std::string schema = {}) {
    if (schema.empty()) schema = type_;
    const auto text = json::serialize(event);
    const bool takes = is_taken(text);
    ++(takes ? taken_ : refused_);
    file_ << json::serialize(json::object{{"schema", schema}, {"takes", takes}, {"event", event}})
          << "\n";
  }
  // It and everything that can be made of it by one change.
  void add_changes(json::value event) {
    type_ = std::string(event.at("type").as_string());
    add(event);
    change(event, event, "event");
  }
  void set_type(const json::value& event) { type_ = std::string(event.at("type").as_string()); }
  // Nothing if there is no jsonschema here.
  [[nodiscard]] std::optional<tests::Ran> judge();
  [[nodiscard]] std::size_t taken() const { return taken_; }
  [[nodiscard]] std::size_t refused() const { return refused_; }

 private:
  void put(json::value& event, json::value& at, json::value other) {
    std::swap(at, other);
    add(event);
    std::swap(at, other);
  }
  void change(json::value& event, json::value& at, const std::string& name) {
    if (at.is_object()) {
      change_members(event, at);
      return;
    }
    for (const auto& other :
         {json::value(5), json::value(-1), json::value(1.5), json::value(true),
          json::value(nullptr), json::value(json::array{}), json::value(json::object{})})
      put(event, at, other);
    if (at.is_array()) {
      if (!at.as_array().empty()) change(event, at.as_array().front(), name);
      return;
    }
    // What a text may be depends on the member, so each name is tried out once.
    if (!tried_.insert(name).second) return;
    for (const auto text : kTexts)
      put(event, at, json::value(text));
  }
  void change_members(json::value& event, json::value& at) {
    std::vector<std::string> names;
    for (const auto& member : at.as_object())
      names.emplace_back(member.key());
    auto more = at.as_object();
    more["unknown_member"] = "x";
    put(event, at, more);
    for (const auto& name : names) {
      auto less = at.as_object();
      less.erase(name);
      put(event, at, less);
      change(event, at.as_object().at(name), name);
    }
    for (const auto& other : {json::value("x"), json::value(json::array{})})
      if (&event != &at) put(event, at, other);
  }

  fs::path folder_;
  std::ofstream file_;
  std::string type_;
  std::set<std::string> tried_;
  std::size_t taken_ = 0;
  std::size_t refused_ = 0;
};

std::optional<tests::Ran> Cases::judge() {
  file_.close();
  for (const auto& facts : all_event_types())
    std::ofstream(folder_ / ("setoff." + std::string(facts.name) + ".json"))
        << event_schema(facts.type);
  std::ofstream(folder_ / "event.json") << any_event_schema();
  // The schema of the interface, asked for an event.
  std::ifstream file(fs::path(SETOFF_SOURCE_DIR) / "cli/daemon/page/openapi.json");
  std::ostringstream text;
  text << file.rdbuf();
  auto interface = json::parse(text.str()).as_object();
  interface["$ref"] = "#/components/schemas/Event";
  std::ofstream(folder_ / "openapi.json") << json::serialize(interface);
  for (const std::string python : {"python3", "/usr/bin/python3"}) {
    auto ran = tests::run_shell(python + " '" SETOFF_SOURCE_DIR "/tests/docs/check_schemas.py' '" +
                                folder_.string() + "' 2>&1");
    if (ran.status != 77 && ran.status != 127) return ran;
  }
  return {};
}

class Schemas : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "setoff-schemas-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  static void expect_same(Cases& cases) {
    const auto ran = cases.judge();
    if (!ran && std::getenv("CI") == nullptr) GTEST_SKIP() << "python3 has no jsonschema here";
    ASSERT_TRUE(ran.has_value()) << "python3 has no jsonschema here";
    EXPECT_EQ(ran->status, 0) << ran->output;
  }
  fs::path folder_;
};

std::string read_file(const char* name) {
  std::ifstream file(fs::path(SETOFF_SOURCE_DIR) / name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_F(Schemas, TakeWhatTheReaderTakesOfTheExamplesAndTheirChanges) {
  Cases cases(folder_);
  for (const auto& example : shown_events(read_file("docs/events.md"))) {
    const auto event = json::parse(example.json);
    EXPECT_TRUE(is_taken(example.json)) << "events.md:" << example.line;
    cases.add_changes(event);
    cases.add(event, "event");
    cases.add(event, "openapi");
  }
  // With the attributes that may be left out.
  auto whole = json::parse(shown_events(read_file("docs/events.md")).front().json).as_object();
  for (const auto& [name, value] : json::object{{"bookedtime", "2025-01-01T09:00:00Z"},
                                                {"submitter", "gas/tess"},
                                                {"outcome", "booked"},
                                                {"datacontenttype", "application/json"},
                                                {"dataschema", "/schemas/event"},
                                                {"subject", "terms"},
                                                {"traceparent", "00-0af7-01"}})
    whole[name] = value;
  cases.add_changes(whole);
  EXPECT_GT(cases.taken(), 200U);
  EXPECT_GT(cases.refused(), 2'000U);
  expect_same(cases);
}

TEST_F(Schemas, TakeWhatALedgerHoldsAndRandomEventsOfEveryType) {
  Cases cases(folder_);
  std::istringstream lines(read_file("tests/golden/second-example/events.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(is_taken(line)) << line;
    const auto event = json::parse(line);
    cases.set_type(event);
    cases.add(event);
  }
  tests::RandomEvents random(11);
  for (const auto& facts : all_event_types())
    for (int round = 0; round < 12; ++round) {
      std::string text;
      print_event(random.event(facts.type), RecordedOutcome{}, text);
      const auto event = json::parse(text);
      cases.set_type(event);
      cases.add(event);
    }
  EXPECT_GT(cases.taken(), 50U);
  EXPECT_GT(cases.refused(), 50U);
  expect_same(cases);
}

}  // namespace
}  // namespace setoff::tests
