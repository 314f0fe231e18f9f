#include "ledger/text/nearest.h"

#include <algorithm>

namespace setoff {
namespace {

constexpr std::size_t kWordBytesMax = 64;  // longer words are not worth checking for typos

// Lower case, without separators.
std::string folded(std::string_view word) {
  std::string out;
  for (const char c : word.substr(0, kWordBytesMax)) {
    if (c == '_' || c == '-' || c == ' ') continue;
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out;
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

// Edits that still look like a typing mistake: none for one letter, one for up to four, then one
// per three.
std::size_t edits_max(std::size_t letters) {
  if (letters <= 1) return 0;
  if (letters <= 4) return 1;
  return letters / 3;
}

// One is a prefix of the other and at least three letters long: "receivables" for "receivable".
bool begins(std::string_view a, std::string_view b) {
  const auto shorter = std::min(a.size(), b.size());
  return shorter >= 3 && a.substr(0, shorter) == b.substr(0, shorter);
}

template <class Text>
std::string nearest_of(std::string_view word, std::span<const Text> candidates) {
  const auto wanted = folded(word);
  if (wanted.empty()) return {};
  std::string_view best;
  std::size_t best_rank = static_cast<std::size_t>(-1);
  for (const Text& candidate : candidates) {
    const auto folded_candidate = folded(candidate);
    const auto edits = distance(wanted, folded_candidate);
    const bool near = edits <= edits_max(std::max(wanted.size(), folded_candidate.size()));
    if (!near && !begins(wanted, folded_candidate)) continue;
    // Edits are doubled so that, among equals, exact letters win over other case or separators.
    const std::size_t rank = 2 * edits + (candidate == word ? 0 : 1) + (near ? 0 : 1000);
    if (rank >= best_rank) continue;
    best = candidate;
    best_rank = rank;
  }
  return best == word ? std::string{} : std::string(best);
}

template <class Text>
std::string listed_of(std::span<const Text> names, std::size_t most) {
  std::string out;
  const auto shown = names.size() > most + 1 ? most : names.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  if (shown < names.size()) out += " ... and " + std::to_string(names.size() - shown) + " more";
  return out;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return distance(folded(a), folded(b));
}

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
  return nearest_of(word, candidates);
}
std::string nearest(std::string_view word, std::span<const std::string_view> candidates) {
  return nearest_of(word, candidates);
}
std::string nearest(std::string_view word, std::initializer_list<std::string_view> candidates) {
  return nearest_of(word, std::span<const std::string_view>(candidates.begin(), candidates.size()));
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates,
                         std::string_view otherwise) {
  const auto meant = nearest(word, candidates);
  return meant.empty() ? std::string(otherwise) : "; did you mean '" + meant + "'?";
}
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates,
                         std::string_view otherwise) {
  const std::vector<std::string_view> views(candidates.begin(), candidates.end());
  return did_you_mean(word, views, otherwise);
}

std::string listed(std::span<const std::string> names, std::size_t most) {
  return listed_of(names, most);
}
std::string listed(std::span<const std::string_view> names, std::size_t most) {
  return listed_of(names, most);
}

}  // namespace setoff
