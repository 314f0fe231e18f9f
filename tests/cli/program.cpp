#include "tests/cli/program.h"

#include <cstdlib>

namespace setoff::tests {

namespace fs = std::filesystem;

void Program::SetUp() {
  std::string name = (fs::temp_directory_path() / "setoff-cli-XXXXXX").string();
  ASSERT_NE(mkdtemp(name.data()), nullptr);
  folder_ = name;
}

void Program::TearDown() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Ran Program::shell(const std::string& command) const {
  return run_shell("cd '" + folder_.string() + "' && ( " + command + " ) 2>&1 </dev/null");
}

Ran Program::setoff(const std::string& arguments) const {
  return shell("'" SETOFF_PROGRAM "' " + arguments);
}

Ran Program::run_scenario(const std::string& name) const {
  return setoff("run '" SETOFF_SOURCE_DIR "/scenarios/" + name + ".yaml' -o " + name);
}

Ran Program::run_first_steps() const {
  return setoff("run '" SETOFF_SOURCE_DIR "/scenarios/first-steps.yaml' -o first");
}

std::string Program::root_of(const std::string& ledger) const {
  const auto output = setoff("audit verify " + ledger).output;
  const auto at = output.find("root ");
  return at == std::string::npos ? output : output.substr(at + 5, 64);
}

std::string Program::number_of(const std::string& ledger, const std::string& type, int nth) const {
  const auto listed = shell("'" SETOFF_PROGRAM "' audit log " + ledger + " --type " + type +
                            " | sed -n " + std::to_string(nth) + "p | awk '{printf \"%s\", $1}'");
  EXPECT_FALSE(listed.output.empty()) << "no entry of type " << type;
  return listed.output;
}

}  // namespace setoff::tests
