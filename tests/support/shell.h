#pragma once
// run_shell(): one line for the shell, as a person would type it; what it wrote and how it ended.

#include <sys/wait.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace setoff::test {

struct Ran {
  int status = -1;     // exit status; -1: it could not be started, or a signal ended it
  std::string output;  // as far as the line sends it to stdout

  [[nodiscard]] bool says(std::string_view words) const {
    return output.find(words) != std::string::npos;
  }
};

[[nodiscard]] inline Ran run_shell(const std::string& line) {
  Ran ran;
  FILE* pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) return ran;
  char buffer[4096];
  for (std::size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    ran.output.append(buffer, got);
  const int status = pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

}  // namespace setoff::test
