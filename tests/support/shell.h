#pragma once
// run_shell(): runs one shell command line; returns its output and exit status.

#include <sys/wait.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace setoff::tests {

struct Ran {
  int status = -1;     // exit status; -1 if it could not start or a signal ended it
  std::string output;  // what the command wrote to stdout

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

}  // namespace setoff::tests
