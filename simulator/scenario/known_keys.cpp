#include "simulator/scenario/known_keys.h"

#include <algorithm>

#include "simulator/scenario/load.h"

namespace setoff::simulator {

namespace {

// Splits "releases.requests[].amount" into releases, requests, [], amount.
std::vector<std::string> steps_of(std::string_view pattern) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '.') {
      out.emplace_back();
    } else if (pattern[i] == '[') {
      out.emplace_back("[]");
      ++i;
    } else {
      out.back() += pattern[i];
    }
  }
  return out;
}

bool fits(const std::string& wanted, const PathStep& step) {
  const auto* key = std::get_if<std::string>(&step.step);
  if (key == nullptr) return wanted == "[]";
  return wanted == *key || wanted.starts_with('<');
}

bool begins_with(const std::vector<std::string>& steps, const Path& path) {
  if (steps.size() < path.size()) return false;
  for (std::size_t i = 0; i < path.size(); ++i)
    if (!fits(steps[i], path[i])) return false;
  return true;
}

}  // namespace

KnownKeys::KnownKeys(const KeyCatalog& catalog) {
  for (const KeyInfo& facts : catalog.keys())
    entries_.push_back({steps_of(facts.pattern), facts});
}

const KeyInfo* KnownKeys::find(const Path& path) const {
  for (const Entry& entry : entries_)
    if (entry.steps.size() == path.size() && begins_with(entry.steps, path)) return &entry.facts;
  return nullptr;
}

bool KnownKeys::has_names(const Path& block) const {
  return std::ranges::any_of(entries_, [&](const Entry& entry) {
    return entry.steps.size() == block.size() + 1 && begins_with(entry.steps, block) &&
           entry.steps.back().starts_with('<');
  });
}

std::string KnownKeys::only_block_of(std::string_view key) const {
  std::string out;
  for (const Entry& entry : entries_) {
    if (entry.steps.size() < 2 || entry.steps.back() != key) continue;
    if (!out.empty()) return {};
    const std::string& pattern = entry.facts.pattern;
    out = pattern.substr(0, pattern.size() - key.size() - 1);
  }
  return out;
}

std::vector<std::string> KnownKeys::keys_in(const Path& block) const {
  std::vector<std::string> out;
  for (const Entry& entry : entries_) {
    const bool inside = entry.steps.size() == block.size() + 1 && begins_with(entry.steps, block);
    if (inside && !entry.steps.back().starts_with('<') && entry.steps.back() != "[]")
      out.push_back(entry.steps.back());
  }
  return out;
}

const KnownKeys& known_keys() {
  static const KnownKeys keys(language_catalog());
  return keys;
}

}  // namespace setoff::simulator
