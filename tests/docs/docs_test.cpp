// Every command that the README, the tutorial and other pages show is run, in the order of the
// page, in an empty folder that holds the program and the scenarios as a checkout does.

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "tests/docs/fences.h"
#include "tests/support/shell.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// A port of this machine that nobody listens on: those that the pages name may be taken.
std::string free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  const bool bound = ::bind(socket, any, size) == 0 && ::getsockname(socket, any, &size) == 0;
  ::close(socket);
  return bound ? std::to_string(ntohs(address.sin_port)) : "0";
}

std::string with_port(std::string script, const std::string& port) {
  const std::string kShown = "127.0.0.1:7402";
  for (std::size_t at = 0; (at = script.find(kShown, at)) != std::string::npos; ++at)
    script.replace(at + kShown.size() - 4, 4, port);
  return script;
}

// An empty folder with ./setoff and ./scenarios, removed at the end, with the daemon that a page
// leaves running.
class Checkout {
 public:
  explicit Checkout(const std::string& program) {
    std::string name = (fs::temp_directory_path() / "setoff-docs-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) return;
    folder_ = name;
    fs::create_symlink(program, folder_ / "setoff");
    fs::create_directory_symlink(fs::path(SETOFF_SOURCE_DIR) / "scenarios", folder_ / "scenarios");
  }
  ~Checkout() {
    if (folder_.empty()) return;
    static_cast<void>(run("if [ -f daemon.pid ]; then kill \"$(cat daemon.pid)\"; fi"));
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Checkout(const Checkout&) = delete;
  Checkout& operator=(const Checkout&) = delete;

  [[nodiscard]] tests::Ran run(const std::string& script) const {
    std::ofstream(folder_ / ".command.sh") << "set -euo pipefail\n" << script;
    return tests::run_shell("cd '" + folder_.string() +
                            "' && NO_COLOR=1 TERM=dumb bash .command.sh 2>&1 </dev/null");
  }

 private:
  fs::path folder_;
};

void run_page(const std::string& name) {
  if (std::string(SETOFF_PROGRAM).empty()) GTEST_SKIP() << "this build has no program";
  const auto commands = shown_commands(read_text(fs::path(SETOFF_SOURCE_DIR) / name));
  ASSERT_FALSE(commands.empty()) << name << " shows no command";
  const Checkout checkout(SETOFF_PROGRAM);
  const auto port = free_port();
  for (const auto& command : commands) {
    if (command.script == "./check\n") continue;  // it runs this test
    const auto done = checkout.run(with_port(command.script, port));
    EXPECT_EQ(done.status, 0) << name << ":" << command.line << "\n"
                              << command.script << done.output;
    const auto missing = missing_line(command, done.output);
    EXPECT_TRUE(missing.empty()) << name << ":" << command.line << ": the output lacks: " << missing
                                 << "\n"
                                 << command.script << done.output;
  }
}

TEST(Docs, CommandsOfTheReadmeWork) {
  run_page("README.md");
}
TEST(Docs, CommandsOfTheTutorialWork) {
  run_page("docs/tutorial.md");
}
TEST(Docs, CommandsOfTheQuestionsPageWork) {
  run_page("docs/questions.md");
}
TEST(Docs, CommandsOfTheEventsPageWork) {
  run_page("docs/events.md");
}
TEST(Docs, CommandsOfTheBackupPageWork) {
  run_page("docs/backup.md");
}
TEST(Docs, CommandsOfTheReferenceWork) {
  run_page("docs/commands.md");
}

TEST(DocsFences, PairsACommandWithTheOutputRightAfterIt) {
  const auto commands = shown_commands(
      "Type\n```sh\n./a\n./b\n```\n\n```text\n one\n ...\n two\n```\nor\n```sh\n./c\n```\nwords\n"
      "```text\nno output\n```\n```yaml\nkey: 1\n```\n");
  ASSERT_EQ(commands.size(), 2U);
  EXPECT_EQ(commands[0].line, 2U);
  EXPECT_EQ(commands[0].script, "./a\n./b\n");
  EXPECT_EQ(commands[0].expected, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(commands[1].script, "./c\n");
  EXPECT_TRUE(commands[1].expected.empty());
}

TEST(DocsFences, ExpectedLinesMustComeInOrder) {
  const ShownCommand command{1, "x\n", {"one", "two"}};
  EXPECT_EQ(missing_line(command, "zero\n  one thing\nmore\ntwo\n"), "");
  EXPECT_EQ(missing_line(command, "two\none\n"), "two");
  EXPECT_EQ(missing_line(command, ""), "one");
  const ShownCommand cut{1, "x\n", {"id: 2-..."}};
  EXPECT_EQ(missing_line(cut, "id: 2-5b3c\n"), "");
  EXPECT_EQ(missing_line(cut, "id: 3-5b3c\n"), "id: 2-...");
}

TEST(DocsFences, EventsHaveTheirHeadingAndWhatBecomesOfThem) {
  const auto events = shown_events(
      "# Page\n```sh\n# no heading\n```\n#### `a.b`\nwords\n```json\n{\n}\n```\n\nRefused: `code`. "
      "Why\n```json\n{}\n```\nthen\nRefused: `other`\n");
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].line, 7U);
  EXPECT_EQ(events[0].heading, "a.b");
  EXPECT_EQ(events[0].json, "{\n}\n");
  EXPECT_EQ(events[0].refusal, "code");
  EXPECT_EQ(events[1].refusal, "");
}

// The pages of the project, and what it ships for readers.
std::vector<fs::path> pages() {
  const fs::path root(SETOFF_SOURCE_DIR);
  std::vector<fs::path> found = {root / "README.md", root / "CONTRIBUTING.md",
                                 root / "scenarios/README.md", root / "scenarios/data/README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  return found;
}

TEST(Docs, NoOutputIsEmpty) {
  for (const auto& page : pages())
    EXPECT_EQ(read_text(page).find("```text\n```"), std::string::npos) << page;
  // What a newcomer sees first: a picture, and the output of the first run.
  const fs::path root(SETOFF_SOURCE_DIR);
  const auto readme = read_text(root / "README.md");
  const auto picture = read_text(root / "docs/pictures/report.png");
  EXPECT_NE(readme.find("](docs/pictures/report.png)"), std::string::npos);
  EXPECT_TRUE(picture.starts_with("\x89PNG"));
  EXPECT_GT(picture.size(), 20'000U);
  const auto commands = shown_commands(readme);
  ASSERT_FALSE(commands.empty());
  EXPECT_TRUE(commands[0].script.starts_with("./setoff run ")) << commands[0].script;
  EXPECT_GE(commands[0].expected.size(), 10U);
}

TEST(Docs, NoPlaceIsLeftToBeFilledIn) {
  auto files = pages();
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(SETOFF_SOURCE_DIR) / "scenarios"))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  const std::regex place("@[A-Z0-9_]+@");
  for (const auto& file : files) {
    const auto text = read_text(file);
    std::smatch found;
    EXPECT_FALSE(std::regex_search(text, found, place)) << file << ": " << found.str();
  }
}

// One table of figures, each with its goal, peer, commit, machine and date.
TEST(Docs, BenchmarksAreOneTableThatNamesItsMachines) {
  const auto page = read_text(fs::path(SETOFF_SOURCE_DIR) / "docs/benchmarks.md");
  const auto begin = page.find("<!-- figures: begin -->");
  const auto end = page.find("<!-- figures: end -->");
  ASSERT_LT(begin, end);
  const std::regex row(
      R"(\| [^|]+ \| [0-9][^|]* \| [^|]*\| [^|]*\| [0-9a-f]{7,} \| [^|]*[0-9]+ cores[^|]* \| 20[0-9]{2}-[0-9]{2}-[0-9]{2} \|)");
  std::istringstream lines(page.substr(begin, end - begin));
  std::size_t rows = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| ") || line.starts_with("| what")) continue;
    EXPECT_TRUE(std::regex_match(line, row)) << line;
    ++rows;
  }
  EXPECT_GE(rows, 20U);
}

TEST(Docs, TheChartOfBenchmarksIsDrawnFromTheTable) {
  const fs::path script = fs::path(SETOFF_SOURCE_DIR) / "tests/benchmarks/ratios.py";
  EXPECT_EQ(std::system(("python3 '" + script.string() + "' --check").c_str()), 0);
}

// A page that promises another page must not point into the void.
TEST(DocsLinks, FilesThatThePagesLinkToExist) {
  for (const auto& page : pages()) {
    const std::string text = read_text(page);
    EXPECT_FALSE(text.empty()) << page;
    for (std::size_t at = 0; (at = text.find("](", at)) != std::string::npos; ++at) {
      const auto end = text.find(')', at);
      if (end == std::string::npos) break;
      std::string target = text.substr(at + 2, end - at - 2);
      target = target.substr(0, target.find('#'));
      if (target.empty() || target.find("://") != std::string::npos) continue;
      EXPECT_TRUE(fs::exists(page.parent_path() / target)) << page << " links to " << target;
    }
  }
}

}  // namespace
}  // namespace setoff::tests
