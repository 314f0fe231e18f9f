#pragma once
// The report of a study: one self-contained page that opens offline. Its tables can be read without
// scripts; only the charts of the bands are drawn by scripts, which its content security policy
// allows by hash, as it does the one style sheet. It holds no time and no name of a machine: the
// same study gives the same page.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "simulator/study/summary.h"

namespace setoff::simulator {

// What the page says of the study beyond its numbers.
struct StudyPageFacts {
  std::string title;
  std::string file;     // of the scenario
  std::string folder;   // of the study, for `setoff replay`; FOLDER for the reader to fill in
  std::string command;  // that runs the study again
  std::string version;  // of the program, "1.2.0"
  std::uint64_t seed = 0;
  std::uint64_t paths = 0;  // of every point
  SamplingDesign design = SamplingDesign::random;
  std::vector<std::pair<std::string, std::string>> files;  // names and SHA-256 of what was read
};

[[nodiscard]] std::string study_page(const StudySummary& summary, const StudyPageFacts& facts);

}  // namespace setoff::simulator
