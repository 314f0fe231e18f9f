#pragma once
// nearest: the word that was probably meant, for keys, units, names and enum values. The distance
// is Damerau-Levenshtein in its restricted form (one edit per place: insert, delete, replace, swap
// of neighbours); case and the separators _ - space count less than other letters. Source: Boytsov
// 2011, section 2.2.

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace setoff {

// Number of edits between two words, ignoring case and separators.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate nearest to `word`; empty if none is close enough (about one edit per three letters,
// or one word begins with the other), or if the nearest is `word` itself. The first one wins a tie.
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string> candidates);
[[nodiscard]] std::string nearest(std::string_view word,
                                  std::span<const std::string_view> candidates);
[[nodiscard]] std::string nearest(std::string_view word,
                                  std::initializer_list<std::string_view> candidates);

// What ends a message about an unknown word: "; did you mean 'x'?", or `otherwise` if no candidate
// is near enough.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> candidates,
                                       std::string_view otherwise = {});
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string> candidates,
                                       std::string_view otherwise = {});

// "a, b or c". With more than `most` + 1 names, shows `most` of them, then "... and 12 more".
[[nodiscard]] std::string listed(std::span<const std::string> names, std::size_t most = 8);
[[nodiscard]] std::string listed(std::span<const std::string_view> names, std::size_t most = 8);

}  // namespace setoff
