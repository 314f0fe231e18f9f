#pragma once
// StudyFolder: what a study writes: study.json (what is run; enough to go on with it and to replay
// a path), blocks/ (finished stretches of paths), and, when all are there, summary.json, paths.csv,
// bands.csv and report.html. Errors: cannot_open, cannot_write; bad_field if the folder holds
// another study.

#include <filesystem>
#include <string>

#include "simulator/study/run_study.h"
#include "simulator/study/summary.h"

namespace setoff::cli {

// A study with what identifies it.
struct NamedStudy {
  simulator::StudyPlan plan;
  std::vector<std::pair<std::string, std::string>> files;  // name and SHA-256 of each file read
  std::string title;
  std::uint64_t seed = 0;
  std::string version;
};

[[nodiscard]] std::string study_text(const NamedStudy& study);  // study.json
[[nodiscard]] Result<NamedStudy> read_study(const std::filesystem::path& folder);
// SHA-256 of study.json, which every block names.
[[nodiscard]] Digest study_digest(const NamedStudy& study);

[[nodiscard]] std::filesystem::path blocks_folder(const std::filesystem::path& folder);

// Makes the folder, or finds the same study in it.
[[nodiscard]] Status open_study_folder(const std::filesystem::path& folder,
                                       const NamedStudy& study);

// One row per path and point, with its changes and what was drawn once for it.
[[nodiscard]] Status write_paths_csv(const std::filesystem::path& file, const NamedStudy& study,
                                     const std::vector<simulator::StudyShape>& shapes,
                                     const simulator::BlockStore& store);
[[nodiscard]] Status write_bands_csv(const std::filesystem::path& file,
                                     const simulator::StudySummary& summary);

// Seven significant digits at most; empty for NaN.
[[nodiscard]] std::string number_text(double value);

}  // namespace setoff::cli
