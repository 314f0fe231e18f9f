// Every command that the README, the tutorial and the page of commands show is run, in the order of
// the page, in an empty folder that holds the program and the scenarios as a checkout does.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
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

// An empty folder with ./setoff and ./scenarios, removed at the end.
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
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  Checkout(const Checkout&) = delete;
  Checkout& operator=(const Checkout&) = delete;

  [[nodiscard]] test::Ran run(const std::string& script) const {
    std::ofstream(folder_ / ".command.sh") << "set -euo pipefail\n" << script;
    return test::run_shell("cd '" + folder_.string() +
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
  for (const auto& command : commands) {
    if (command.script == "./check\n") continue;  // it runs this test
    const auto done = checkout.run(command.script);
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
}

// A page that promises another page must not point into the void.
TEST(DocsLinks, FilesThatThePagesLinkToExist) {
  const fs::path root(SETOFF_SOURCE_DIR);
  std::vector<fs::path> pages = {root / "README.md", root / "CONTRIBUTING.md",
                                 root / "scenarios/README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  for (const auto& page : pages) {
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
