#include "tests/cli/program.h"

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>

namespace setoff::test {

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

Done Program::shell(const std::string& command) const {
  const auto line = "cd '" + folder_.string() + "' && ( " + command + " ) 2>&1 </dev/null";
  Done done;
  FILE* pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) return done;
  char buffer[4096];
  for (std::size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    done.output.append(buffer, got);
  const int status = pclose(pipe);
  done.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return done;
}

Done Program::setoff(const std::string& arguments) const {
  return shell("'" SETOFF_PROGRAM "' " + arguments);
}

Done Program::run_scenario(const std::string& name) const {
  return setoff("run '" SETOFF_SOURCE_DIR "/scenarios/" + name + ".yaml' -o " + name);
}

Done Program::run_first_steps() const {
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

}  // namespace setoff::test
