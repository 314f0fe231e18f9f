#include <algorithm>
#include <regex>
#include <string_view>

#include "tests/architecture/rules.h"
#include "tests/architecture/table.h"

namespace setoff::tests {
namespace {

std::string at_line(const SourceFile& file, std::size_t line, const std::string& what) {
  return file.path + ":" + std::to_string(line) + ": " + what;
}

bool begins_with_one_of(std::string_view text, std::span<const std::string_view> prefixes) {
  return std::ranges::any_of(prefixes,
                             [text](std::string_view prefix) { return text.starts_with(prefix); });
}

// A header of the C++ library: one lower-case word without a dot or a slash.
bool is_standard(std::string_view name) {
  return std::ranges::all_of(
      name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

std::string foreign_breach(const SourceFile& file, const Include& include) {
  const auto row = std::ranges::find_if(kForeignHeaders, [&include](const ForeignHeader& foreign) {
    return std::string_view(include.name).starts_with(foreign.prefix);
  });
  if (row == kForeignHeaders.end()) {
    return is_standard(include.name)
               ? ""
               : "<" + include.name + "> has no home in tests/architecture/table.h";
  }
  if (!begins_with_one_of(file.path, row->homes)) {
    return "<" + include.name + "> belongs to " + std::string(row->homes.front());
  }
  if (file.is_header()) return "<" + include.name + "> stays in .cpp files, out of headers";
  return "";
}

bool is_pure(const SourceFile& file) {
  return std::ranges::any_of(kPureFolders, [&file](std::string_view folder) {
    return file.path.starts_with(std::string(folder) + "/");
  });
}

void check_header_opening(const SourceFile& file, Breaches& breaches) {
  if (file.lines.empty() || file.lines[0] != "#pragma once") {
    breaches.push_back(at_line(file, 1, "a header begins with #pragma once"));
  } else if (file.lines.size() < 2 || !file.lines[1].starts_with("// ")) {
    breaches.push_back(at_line(file, 2, "a header says what it is in comment lines at its top"));
  }
}

}  // namespace

Breaches check_foreign_headers(Sources files) {
  Breaches breaches;
  for (const SourceFile& file : files) {
    for (const Include& include : file.includes) {
      if (include.quoted) continue;
      const std::string breach = foreign_breach(file, include);
      if (!breach.empty()) breaches.push_back(at_line(file, include.line, breach));
    }
  }
  return breaches;
}

Breaches check_purity(Sources files) {
  Breaches breaches;
  for (const SourceFile& file : files) {
    if (!is_pure(file)) continue;
    for (const Include& include : file.includes) {
      if (std::ranges::find(kImpureHeaders, include.name) == kImpureHeaders.end()) continue;
      breaches.push_back(at_line(file, include.line, "<" + include.name + "> in a pure layer"));
    }
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = file.code_of(i);
      for (const std::string_view word : kImpureWords) {
        if (!has_word(code, word)) continue;
        breaches.push_back(at_line(file, i + 1, std::string(word) + " in a pure layer"));
      }
    }
  }
  return breaches;
}

Breaches check_no_floating_point(Sources files) {
  Breaches breaches;
  for (const SourceFile& file : files) {
    if (!file.path.starts_with("ledger/")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = file.code_of(i);
      if (has_word(code, "double") || has_word(code, "float")) {
        breaches.push_back(at_line(file, i + 1, "binary floating point in the ledger"));
      }
    }
  }
  return breaches;
}

Breaches check_own_mathematics(Sources files) {
  constexpr std::string_view kFolders[] = {"ledger/", "simulator/random/", "simulator/statistics/",
                                           "simulator/scenario/", "simulator/engine/"};
  constexpr std::string_view kOfTheMachine[] = {
      "std::log",    "std::log2", "std::log10", "std::log1p", "std::exp",  "std::exp2",
      "std::expm1",  "std::pow",  "std::sin",   "std::cos",   "std::tan",  "std::lgamma",
      "std::tgamma", "std::erf",  "std::erfc",  "std::cbrt",  "std::hypot"};
  Breaches breaches;
  for (const SourceFile& file : files) {
    if (!begins_with_one_of(file.path, kFolders)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = file.code_of(i);
      for (const std::string_view name : kOfTheMachine)
        if (code.find(std::string(name) + "(") != std::string::npos)
          breaches.push_back(at_line(file, i + 1, std::string(name) + " of the machine's library"));
    }
  }
  return breaches;
}

Breaches check_keyed_tables(Sources files) {
  Breaches breaches;
  for (const SourceFile& file : files) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = file.code_of(i);
      const bool by_text = code.find("unordered_map<std::string") != std::string::npos ||
                           code.find("unordered_set<std::string") != std::string::npos;
      if (by_text && code.find("TextHash") == std::string::npos)
        breaches.push_back(at_line(file, i + 1, "a table of texts without TextHash"));
    }
  }
  return breaches;
}

Breaches check_annotated_locks(Sources files) {
  constexpr std::string_view kBare[] = {"std::mutex", "std::condition_variable", "std::lock_guard",
                                        "std::unique_lock", "std::scoped_lock"};
  Breaches breaches;
  for (const SourceFile& file : files) {
    if (file.path == "ledger/writer/thread_safety.h") continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = file.code_of(i);
      for (const std::string_view bare : kBare)
        if (code.find(bare) != std::string::npos)
          breaches.push_back(at_line(file, i + 1, std::string(bare) + " has no annotations"));
    }
  }
  return breaches;
}

Breaches check_metrics_are_outputs(Sources files) {
  static const std::regex read(R"(metrics(\(\))?_?\.\w+(\[[^\]]*\])?\.(value|bucket|sum)\()");
  Breaches breaches;
  for (const SourceFile& file : files) {
    if (!file.path.starts_with("cli/daemon/") || file.path.starts_with("cli/daemon/ops/")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i)
      if (std::regex_search(file.code_of(i), read))
        breaches.push_back(at_line(file, i + 1, "a metric is read"));
  }
  return breaches;
}

Breaches check_form(Sources files) {
  Breaches breaches;
  for (const SourceFile& file : files) {
    if (file.lines.size() > kLinesMax) {
      breaches.push_back(at_line(file, file.lines.size(),
                                 "the file has " + std::to_string(file.lines.size()) +
                                     " lines; split it (at most " + std::to_string(kLinesMax) +
                                     ")"));
    }
    if (file.is_header()) check_header_opening(file, breaches);
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (const std::string_view marker : {"TODO", "FIXME", "XXX"}) {
        if (has_word(file.lines[i], marker)) {
          breaches.push_back(at_line(file, i + 1, std::string(marker) + " left in the source"));
        }
      }
    }
  }
  return breaches;
}

}  // namespace setoff::tests
