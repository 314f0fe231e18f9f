// The schema of scenarios against the reader of scenarios. Python's jsonschema judges, so that the
// schema is right for editors too. Scalars become JSON as YAML 1.2 says, as editors read them.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <regex>
#include <set>

#include "simulator/scenario/key_tree.h"
#include "simulator/scenario/known_keys.h"
#include "simulator/scenario/load.h"
#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

json::value scalar_of(const Node& node) {
  static const std::regex kNumber(R"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)");
  const std::string& text = node.text();
  if (node.is_quoted()) return json::value(text);
  if (text == "true" || text == "false") return text == "true";
  if (text.empty() || text == "null" || text == "~") return nullptr;
  if (std::regex_match(text, kNumber)) return std::stod(text);
  return json::value(text);
}

json::value json_of(const Node& node) {
  if (node.is_sequence()) {
    json::array items;
    for (const Node& item : node.items())
      items.push_back(json_of(item));
    return items;
  }
  if (!node.is_mapping()) return node.is_scalar() ? scalar_of(node) : json::value(nullptr);
  json::object members;
  for (const Member& member : node.members())
    members[member.key] = json_of(member.value);
  return members;
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

json::value read_yaml(const std::string& text) {
  Sources sources;
  Diagnostics found;
  const auto tree = parse_yaml(sources.add("scenario", text), found);
  EXPECT_TRUE(tree.has_value()) << text;
  return tree ? json_of(*tree) : json::value(nullptr);
}

const fs::path kRoot = SETOFF_SOURCE_DIR;

std::vector<fs::path> valid_files() {
  std::vector<fs::path> files{kRoot / "tests/data/every_key/scenario.yaml",
                              kRoot / "tests/data/every_state/every-state.yaml",
                              kRoot / "tests/data/small_unit/small-unit.yaml"};
  for (const auto& entry : fs::directory_iterator(kRoot / "scenarios"))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  return files;
}

class ScenarioSchema : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(setoff("schema scenario > scenario.json").status, 0);
    cases_.open(path("cases.jsonl"));
  }
  void add(const json::value& scenario, bool takes) {
    cases_ << json::serialize(
                  json::object{{"schema", "scenario"}, {"takes", takes}, {"event", scenario}})
           << "\n";
    ++added_;
  }
  void judge() {
    cases_.close();
    for (const std::string python : {"python3", "/usr/bin/python3"}) {
      const auto ran =
          shell(python + " '" SETOFF_SOURCE_DIR "/tests/docs/check_schemas.py' . 2>&1");
      if (ran.status == 77 || ran.status == 127) continue;
      EXPECT_EQ(ran.status, 0) << ran.output;
      return;
    }
    if (std::getenv("CI") == nullptr) GTEST_SKIP() << "python3 has no jsonschema here";
    FAIL() << "python3 has no jsonschema here";
  }
  [[nodiscard]] int added() const { return added_; }

 private:
  std::ofstream cases_;
  int added_ = 0;
};

TEST_F(ScenarioSchema, TakesEveryScenarioThatTheReaderTakes) {
  for (const auto& file : valid_files()) {
    ASSERT_TRUE(simulator::load_scenario(file).scenario.has_value()) << file;
    add(read_yaml(text_of(file)), true);
  }
  const auto page = text_of(kRoot / "docs/scenario-language.md");
  const auto begin = page.find("```yaml\n") + 8;
  add(read_yaml(page.substr(begin, page.find("```", begin) - begin)), true);
  // Forms that no file above has.
  for (const std::string text : {
           "{ scenario: a, format: 1, extends: b.yaml }",
           "{ scenario: a, format: 1, extends: b.yaml, time: { to: 2020-05-31 }, waiver: null }",
           "{ scenario: a, format: 1, extends: b.yaml, exports: { gas: { cuts: null, price: 5 } } "
           "}",
           "{ scenario: a, format: 1, extends: b.yaml, time: { value: { to: SH 1399-01-01 }, note: "
           "n } }",
           "{ scenario: a, format: 1, extends: b.yaml, variants: { v: { "
           "\"waiver.windows[0].from\": "
           "2020-01-01, exports.gas.tag: assumed, exports.gas.price.value: 5 EUR/m3 } } }",
       })
    add(read_yaml(text), true);
  judge();
}

// Calls `visit` for every member of the tree below `at`, with the path to it.
void each_member(json::value& at, Path& path,
                 const std::function<void(json::object&, const std::string&, const Path&)>& visit) {
  if (at.is_array()) {
    auto& items = at.as_array();
    for (std::size_t i = 0; i < items.size(); ++i) {
      path.push_back({i});
      each_member(items[i], path, visit);
      path.pop_back();
    }
  }
  if (!at.is_object()) return;
  std::vector<std::string> keys;
  for (const auto& member : at.as_object())
    keys.emplace_back(member.key());
  for (const auto& key : keys) {
    path.push_back({key});
    visit(at.as_object(), key, path);
    each_member(at.as_object()[key], path, visit);
    path.pop_back();
  }
}

TEST_F(ScenarioSchema, RefusesEveryMisspelledAndEveryMissingKey) {
  auto scenario = read_yaml(text_of(kRoot / "tests/data/every_key/scenario.yaml"));
  const auto whole = scenario;
  add(scenario, true);
  Path path;
  int misspelled = 0;
  int missing = 0;
  each_member(scenario, path, [&](json::object& block, const std::string& key, const Path& at) {
    const auto* const facts = simulator::known_keys().find(at);
    if (facts == nullptr || facts->presence == Presence::each) return;
    const auto before = block;
    const auto value = block.at(key);
    block.erase(key);
    if (facts->presence == Presence::required) {
      add(scenario, false);
      ++missing;
    }
    block[key + "x"] = value;
    add(scenario, false);
    ++misspelled;
    block = before;
  });
  EXPECT_EQ(scenario, whole);
  EXPECT_GT(misspelled, 250);
  EXPECT_GT(missing, 80);
  judge();
}

TEST_F(ScenarioSchema, RefusesWhatTheReaderRefusesForItsKeysAndWords) {
  // Faults of the whole file, of what is written twice, and of values, are left to the reader.
  const std::set<std::string> kOfTheSchema{"unknown_key", "reserved_name"};
  for (const auto& entry : fs::directory_iterator(kRoot / "tests/data/broken_scenarios")) {
    if (entry.path().extension() != ".yaml") continue;
    const auto loaded = simulator::load_scenario(entry.path());
    const auto found = loaded.diagnostics.sorted();
    if (std::ranges::any_of(found,
                            [&](const auto& one) { return kOfTheSchema.contains(one.code); }))
      add(read_yaml(text_of(entry.path())), false);
  }
  EXPECT_GT(added(), 3);
  const std::string all = text_of(kRoot / "tests/data/every_key/scenario.yaml");
  add(read_yaml(all), true);
  const std::pair<std::string, std::string> kDamages[] = {
      {"flows: behavioural", "flows: behavioral"},
      {"months: gregorian", "months: julian"},
      {"rounding: half_even", "rounding: even"},
      {"side: abroad", "side: away"},
      {"role: custodian", "role: bank"},
      {"kind: clearing", "kind: clear"},
      {"in_flight: kill", "in_flight: stop"},
      {"what: excess", "what: all"},
      {"stage: customs", "stage: landing"},
      {"tag: assumed", "tag: guessed"},
      {"from: 2020-03-10", "from: 10 March 2020"},
      {"contract: EUR", "contract: euro"},
      {"{ time.to: 2020-05-31 }", "{ time.end: 2020-05-31 }"},
      {"\nterms: {", "\nterm: {"},
      {"trust_eur:", "Trust-EUR:"},
      {"data.oil: \"* 1.1\"", "price.oil: \"* 1.1\""},
      {"recorded: 12 MCM/day", "recorded: { monthly: { 2020: [1, 2, 3] }, unit: MCM/day }"},
      {"recorded: 12 MCM/day", "recorded: { stepps: { 2020-01-01: 12 MCM/day } }"},
      {"date: month, ", ""},
  };
  for (const auto& [right, wrong] : kDamages) {
    const auto at = all.find(right);
    ASSERT_NE(at, std::string::npos) << right;
    add(read_yaml(std::string(all).replace(at, right.size(), wrong)), false);
  }
  judge();
}

TEST_F(ScenarioSchema, SaysOfAKeyWhatTheReaderSays) {
  const auto schema = json::parse(text_of(path("scenario.json")));
  EXPECT_EQ(schema.at("$schema").as_string(), "https://json-schema.org/draft/2020-12/schema");
  const auto& terms = schema.at("$defs").at("block.terms").at("properties");
  EXPECT_EQ(terms.at("honour_within").at("description").as_string(),
            "days in which papers presented in time are paid");
  EXPECT_EQ(terms.at("honour_within").at("default").as_string(), "21 days");
  EXPECT_EQ(terms.at("honour_within").at("examples").at(0).as_string(), "30 days");
  EXPECT_EQ(terms.at("advances").at("anyOf").at(0).at("enum").at(0).as_string(), "next_claim");
}

}  // namespace
}  // namespace setoff::tests
