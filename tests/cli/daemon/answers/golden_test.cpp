// Every answer about the worked example, byte for byte: tests/data/answers. A file that is not
// there, or differs, is written to the build folder, to be looked at.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/cli/daemon/answers/answering.h"

namespace setoff::tests {
namespace {

struct Golden {
  std::string_view name;
  std::string_view target;
};

constexpr Golden kGolden[] = {
    {"status", "/status"},
    {"entries_first", "/entries?limit=2"},
    {"entries_newest", "/entries?newest=true&limit=3"},
    {"entry", "/entries/40"},
    {"proof", "/proof/40"},
    {"trace_backward", "/trace/36"},
    {"trace_forward", "/trace/11?direction=forward"},
    {"balances", "/balances?on=2020-09-20"},
    {"accounts", "/accounts?on=2020-09-20"},
    {"claims", "/claims?on=2020-09-20"},
    {"claims_history", "/claims?on=2020-09-20&days=180&step=60"},
    {"statement", "/statement?account=assets:tavanir:deposit:tbi-iqd:power"},
    {"credits", "/credits?on=2020-09-05"},
    {"credits_all", "/credits?on=2020-09-20&all=true"},
    {"windows", "/windows?on=2020-09-20"},
    {"limits", "/limits?on=2020-09-20"},
    {"search", "/search?text=lc-1"},
};

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(AnswersGolden, SayWhatTheWorkedExampleHolds) {
  const auto expected = std::filesystem::path(SETOFF_SOURCE_DIR) / "tests/data/answers";
  const auto actual = std::filesystem::path(SETOFF_BINARY_DIR) / "answers";
  std::filesystem::create_directories(actual);
  Answering answering;
  for (const auto& [name, target] : kGolden) {
    const auto file = std::string(name) + ".json";
    const auto answer = answering.ask(target) + "\n";
    if (answer == contents(expected / file)) continue;
    std::ofstream(actual / file, std::ios::binary) << answer;
    ADD_FAILURE() << target << " differs from tests/data/answers/" << file << "; it gave\n"
                  << answer;
  }
}

}  // namespace
}  // namespace setoff::tests
