#include <algorithm>
#include <cctype>
#include <fstream>
#include <string_view>

#include "tests/architecture/rules.h"

namespace setoff::tests {
namespace {

// Phrases that only a translation has; each was on a page once.
constexpr std::string_view kForeignPhrases[] = {
    "takes up behind",     "what is not there",   "what is there afterwards",
    "is there already",    "tidied away",         "a key away",
    "stand open",          "meet by themselves",  "stand by themselves",
    "whichever way round", "held against",        "warned of",
    "counted apart",       "events of your own",  "books of their own",
    "a life of their own", "by code of our own",  "beside the booking",
    "beside the ledger",   "beside the replay",   "beside its name",
    "stands in the entry", "never over a file",   "passed over",
    "gives rows",          "nothing that shows",  "whose asker",
    "has a patience",      "and all behind them", "readers could cut",
    "laid down here",      "asked for again",
};

constexpr std::size_t kParagraphLinesMax = 5;

std::string folded(std::string_view line) {
  std::string out(line);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

// A line of running text; not of a table, a list, a heading or a quotation, nor indented.
bool is_prose(std::string_view line) {
  if (line.empty() || std::string_view("|-*#> \t!").contains(line.front())) return false;
  return !(std::isdigit(static_cast<unsigned char>(line.front())) != 0 &&
           line.find(". ") < std::size_t{4});
}

// The paths of the tree in `...` of a line that do not exist, with or without .h or .cpp.
std::vector<std::string> missing_paths(const std::filesystem::path& root, std::string_view line) {
  constexpr std::string_view kFolders[] = {"ledger/", "simulator/", "cli/", "tests/", "scenarios/"};
  std::vector<std::string> missing;
  for (auto begin = line.find('`'); begin != std::string_view::npos;
       begin = line.find('`', begin)) {
    const auto end = line.find('`', begin + 1);
    if (end == std::string_view::npos) break;
    const std::string path(line.substr(begin + 1, end - begin - 1));
    begin = end + 1;
    const bool ours = std::ranges::any_of(
        kFolders, [&](std::string_view folder) { return path.starts_with(folder); });
    if (!ours || path.find_first_of(" *<>:()") != std::string::npos) continue;
    const auto exists = [&](const char* suffix) {
      return std::filesystem::exists(root / (path + suffix));
    };
    if (!exists("") && !exists(".h") && !exists(".cpp")) missing.push_back(path);
  }
  return missing;
}

void check_page(const std::filesystem::path& root, const std::filesystem::path& page,
                Breaches& breaches) {
  std::ifstream in(page);
  const auto name = std::filesystem::relative(page, root).string();
  bool fenced = false;
  std::size_t paragraph = 0;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto at = name + ":" + std::to_string(number) + ": ";
    if (line.starts_with("```")) fenced = !fenced;
    const bool prose = !fenced && is_prose(line) && !line.starts_with("```");
    paragraph = prose ? paragraph + 1 : 0;
    if (paragraph == kParagraphLinesMax + 1)
      breaches.push_back(at + "a paragraph of more than five lines");
    if (fenced) continue;
    // Decisions name the tree of their day.
    if (!name.starts_with("docs/adr/"))
      for (const auto& path : missing_paths(root, line))
        breaches.push_back(at + path + " does not exist");
    const auto text = folded(line);
    for (const auto phrase : kForeignPhrases)
      if (text.find(phrase) != std::string::npos)
        breaches.push_back(at + "'" + std::string(phrase) + "' is not plain English");
  }
}

}  // namespace

Breaches check_prose(const std::filesystem::path& root) {
  Breaches breaches;
  std::size_t pages = 0;
  const auto check = [&](const std::filesystem::path& path) {
    if (path.extension() != ".md") return;
    ++pages;
    check_page(root, path, breaches);
  };
  for (const auto& entry : std::filesystem::directory_iterator(root))
    check(entry.path());
  for (const auto* folder : {"docs", "scenarios"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder))
      check(entry.path());
  if (pages < 20) breaches.push_back("only " + std::to_string(pages) + " pages were found");
  return breaches;
}

}  // namespace setoff::tests
