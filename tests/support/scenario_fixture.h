#pragma once
// Helpers of the scenario tests: the example of the language page, temporary files, and loading
// text.

#include <filesystem>
#include <string>
#include <string_view>

#include "simulator/scenario/load.h"

namespace setoff::simulator {

// The first ```yaml block of docs/scenario-language.md.
[[nodiscard]] std::string example_text();
// `text` with the only occurrence of `from` replaced; fails the test otherwise.
[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);
[[nodiscard]] std::string file_text(const std::filesystem::path& path);
// A day as 2020-01-31.
[[nodiscard]] Day day(std::string_view text);
// As `sha256:` pins it.
[[nodiscard]] std::string sha256_hex(const std::filesystem::path& path);

// A folder of its own below the build folder, removed at the end of the test.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  // Writes a file below the folder and answers its path.
  std::filesystem::path write(const std::string& name, std::string_view text) const;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Loads a text as scenario.yaml of a folder of its own.
[[nodiscard]] LoadedScenario load_text(std::string_view text, const LoadOptions& options = {});
// The scenario of a text that must be right; prints what is wrong otherwise.
[[nodiscard]] Scenario scenario_of(std::string_view text, const LoadOptions& options = {});

}  // namespace setoff::simulator
