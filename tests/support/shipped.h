#pragma once
// The scenarios that are shipped, by name: what a test of all of them is instantiated with.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace setoff::tests {

// "first-steps", "iran-iraq-sh1399" ...
inline std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(SETOFF_SOURCE_DIR "/scenarios"))
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

// The parameter, a name or a file, as part of a test's name.
struct ShippedName {
  template <class Info>
  std::string operator()(const Info& tested) const {
    std::string name = std::filesystem::path(tested.param).stem().string();
    std::ranges::replace(name, '-', '_');
    return name;
  }
};

}  // namespace setoff::tests
