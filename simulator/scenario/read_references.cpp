// Reads `sources`, the file that resolves codes such as S23, and checks that it has every code that
// a `source` cites.

#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/text/nearest.h"
#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

// A code is letters, digits and at most one small letter: S23, D1, S70b. Returns its letters; empty
// if it is not a code.
std::string_view letters_of_code(std::string_view word) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::size_t at = 0;
  while (at < word.size() && upper(word[at]))
    ++at;
  if (at == 0 || at > 2) return {};
  const auto letters = word.substr(0, at);
  const std::size_t digits = at;
  while (at < word.size() && is_digit(word[at]))
    ++at;
  if (at == digits) return {};
  const bool ends =
      at == word.size() || (at + 1 == word.size() && word[at] >= 'a' && word[at] <= 'z');
  return ends ? letters : std::string_view();
}

std::vector<std::string> codes_in(std::string_view text) {
  std::vector<std::string> codes;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_letter_or_digit(text[end]))
      ++end;
    if (!letters_of_code(text.substr(at, end - at)).empty())
      codes.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return codes;
}

void check_codes(const Node& node, const std::vector<std::string>& known,
                 Diagnostics& diagnostics) {
  for (const Node& item : node.items())
    check_codes(item, known, diagnostics);
  for (const Member& member : node.members()) {
    check_codes(member.value, known, diagnostics);
    if (member.key != "source" || !member.value.is_scalar()) continue;
    for (const std::string& code : codes_in(member.value.text())) {
      // Codes with other letters are not sources: Q4 is a quarter.
      const bool of_them = std::ranges::any_of(known, [&](const std::string& one) {
        return letters_of_code(one) == letters_of_code(code);
      });
      if (!of_them || std::ranges::find(known, code) != known.end()) continue;
      diagnostics.error("unknown_source", member.value.span(),
                        "the file of `sources` has no code " + code, nearest(code, known),
                        "add its row, or name a code that is there");
    }
  }
}

}  // namespace

std::optional<std::vector<Reference>> read_references(const Node& node, const ReadContext& reading,
                                                      CsvFiles& files) {
  MapReader map(node, reading);
  std::optional<Node> file;
  std::optional<Node> sha256;
  const auto as_it_is = [](const Node& value, const ReadContext&) {
    return std::optional<Node>(value);
  };
  map.required({"file", "CSV file with the columns code, address, note", "data/sources.csv"},
               as_it_is, file);
  map.optional({"sha256", "hash that pins the file", "9f2c41d0..."}, as_it_is, sha256);
  if (!map.finish() || !file) return std::nullopt;
  const SourceFile* const loaded = files.load(*file, sha256 ? &*sha256 : nullptr, reading);
  if (loaded == nullptr) return std::nullopt;
  const auto rows = read_csv_texts(*loaded, {"code", "address", "note"}, *file, reading);
  if (!rows) return std::nullopt;
  std::vector<Reference> out;
  for (const auto& row : *rows) {
    const bool twice = std::ranges::find(out, row[0], &Reference::code) != out.end();
    if (row[0].empty() || twice) {
      map.error_at("file", "bad_file",
                   row[0].empty() ? "a row has no code" : "the code " + row[0] + " is there twice",
                   {}, "give each source a code of its own");
      return std::nullopt;
    }
    out.push_back({row[0], row[1], row[2]});
  }
  return out;
}

void check_references(const Node& tree, const std::vector<Reference>& references,
                      Diagnostics& diagnostics) {
  if (references.empty()) return;
  std::vector<std::string> known;
  for (const Reference& reference : references)
    known.push_back(reference.code);
  check_codes(tree, known, diagnostics);
}

}  // namespace setoff::simulator
