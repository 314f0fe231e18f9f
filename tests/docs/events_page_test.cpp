// docs/events.md against the program: an example of each type, all of them booked in the order of
// the page by `setoff post`, and the table of rules against their fields.
// docs/events-and-postings.md names the members of each type.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "ledger/exchange/event_schema.h"
#include "ledger/rules/describe.h"
#include "tests/docs/fences.h"
#include "tests/support/shell.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string read_page(const std::string& name) {
  std::ifstream file(fs::path(SETOFF_SOURCE_DIR) / "docs" / name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string text_of(const json::value& value) {
  return std::string(value.as_string());
}

// The first words under "#### `type`".
std::map<std::string, std::string> sentences(const std::string& page) {
  const std::string kHead = "#### `";
  std::map<std::string, std::string> out;
  std::istringstream lines(page);
  std::string type;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kHead)) {
      type = line.substr(kHead.size(), line.size() - kHead.size() - 1);
      EXPECT_FALSE(out.contains(type)) << type << " has two headings";
      out[type];
    } else if (!type.empty() && !line.empty()) {
      out[std::exchange(type, {})] = line;
    }
  }
  return out;
}

TEST(EventsPage, HasASectionForEachTypeWithItsSentenceAndAnExample) {
  const auto page = read_page("events.md");
  auto found = sentences(page);
  std::set<std::string> shown;
  for (const auto& event : shown_events(page)) {
    const auto type = text_of(json::parse(event.json).at("type"));
    EXPECT_TRUE(type.starts_with("setoff.")) << type;
    if (type == "setoff." + event.heading) shown.insert(event.heading);
  }
  for (const auto& facts : all_event_types()) {
    const std::string type(facts.name);
    ASSERT_TRUE(found.contains(type)) << type << " has no section";
    EXPECT_TRUE(found[type].starts_with(meaning_of(facts.type))) << type << ": " << found[type];
    EXPECT_TRUE(shown.contains(type)) << "no example under " << type;
    found.erase(type);
  }
  EXPECT_TRUE(found.empty()) << found.begin()->first << " is no type";
}

class PostedPage : public testing::Test {
 protected:
  void SetUp() override {
    if (std::string(SETOFF_PROGRAM).empty()) GTEST_SKIP() << "this build has no program";
    std::string name = (fs::temp_directory_path() / "setoff-events-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  [[nodiscard]] tests::Ran setoff(const std::string& arguments) const {
    return tests::run_shell("cd '" + folder_.string() + "' && '" SETOFF_PROGRAM "' " + arguments +
                            " 2>&1 </dev/null");
  }
  fs::path folder_;
};

TEST_F(PostedPage, ItsExamplesAreBookedInTheirOrder) {
  const auto events = shown_events(read_page("events.md"));
  ASSERT_GT(events.size(), 49U);
  std::ofstream file(folder_ / "events.json");
  for (const auto& event : events)
    file << event.json;
  file.close();
  const auto posted = setoff("post page.db events.json --keep-going");
  const auto exported = setoff("export page.db --format jsonl");
  ASSERT_EQ(exported.status, 0) << posted.output << exported.output;
  std::istringstream lines(exported.output);
  for (const auto& event : events) {
    std::string line;
    ASSERT_TRUE(std::getline(lines, line)) << "events.md:" << event.line << ": not recorded\n"
                                           << posted.output;
    const auto recorded = json::parse(line);
    EXPECT_EQ(recorded.at("id"), json::parse(event.json).at("id")) << "events.md:" << event.line;
    EXPECT_EQ(text_of(recorded.at("outcome")),
              event.refusal.empty() ? "booked" : "refused:" + event.refusal)
        << "events.md:" << event.line << "\n"
        << posted.output;
  }
  EXPECT_EQ(setoff("audit verify page.db").status, 0);
}

std::vector<std::string> cells(const std::string& row) {
  std::vector<std::string> out;
  for (std::size_t from = 2; from < row.size();) {
    const auto end = row.find(" |", from);
    if (end == std::string::npos) break;
    out.push_back(row.substr(from, end - from));
    from = end + 3;
  }
  return out;
}

TEST(EventsPage, ItsTableOfRulesFollowsTheirFields) {
  const auto schema = json::parse(event_schemas("")).at("Rules");
  const auto page = read_page("events.md");
  std::istringstream lines(page.substr(page.find("## The rules of an agreement")));
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("| `")) rows.push_back(cells(line));
  const auto& required = schema.at("required").as_array();
  std::size_t next = 0;
  for (const auto& [name, member] : schema.at("properties").as_object()) {
    ASSERT_LT(next, rows.size()) << name;
    const auto& row = rows[next++];
    ASSERT_EQ(row.size(), 4U) << name;
    EXPECT_EQ(row[0], "`" + std::string(name) + "`");
    EXPECT_EQ(row[1], text_of(member.at("description"))) << name;
    if (const auto* words = member.as_object().if_contains("enum")) {
      for (const auto& word : words->as_array())
        EXPECT_NE(row[2].find("`" + text_of(word) + "`"), std::string::npos) << name << word;
    }
    const bool is_required = std::ranges::find(required, json::value(name)) != required.end();
    EXPECT_EQ(row[3] == "required", is_required) << name << ": " << row[3];
  }
  EXPECT_EQ(next, rows.size());
}

// "`limit` `purpose`? `lines`[]"
template <class T>
std::string members_of(const T& data) {
  std::string out;
  T::fields(data, [&]<class Member>(std::string_view name, const Member&, std::string_view) {
    out += std::string(out.empty() ? "`" : " `").append(name) + "`";
    if constexpr (requires { typename Member::value_type; } && !std::is_same_v<Member, std::string>)
      out += std::is_same_v<Member, std::optional<typename Member::value_type>> ? "?" : "[]";
  });
  return out;
}

TEST(PostingsPage, NamesTheNumberAndTheMembersOfEachType) {
  const auto page = read_page("events-and-postings.md");
  for (const auto& facts : all_event_types()) {
    const auto head = "**`" + std::string(facts.name) + "`** (" +
                      std::to_string(static_cast<int>(facts.type)) +
                      (facts.reversible ? ", reversible" : "") + "): ";
    const auto at = page.find(head);
    ASSERT_NE(at, std::string::npos) << head;
    auto event = empty_data(facts.type);
    const auto members = visit_data(event, []<class T>(T& data) -> std::string {
      if constexpr (std::is_same_v<T, std::monostate>)
        return {};
      else
        return members_of(data);
    });
    EXPECT_EQ(page.substr(at, page.find('\n', at) - at), head + members + "<br>");
  }
}

}  // namespace
}  // namespace setoff::tests
