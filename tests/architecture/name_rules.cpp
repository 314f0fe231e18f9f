#include <map>
#include <regex>
#include <string>

#include "tests/architecture/rules.h"

namespace setoff::tests {
namespace {

std::string namespace_of(const std::string& path) {
  if (path.starts_with("ledger/")) return "setoff";
  return "setoff::" + path.substr(0, path.find('/'));
}

std::string place_of(const SourceFile& file, std::size_t line_index) {
  return file.path + ":" + std::to_string(line_index + 1);
}

}  // namespace

Breaches check_namespaces(Sources files) {
  static const std::regex opened(R"(^namespace (setoff[\w:]*) \{)");
  Breaches breaches;
  for (const SourceFile& file : files) {
    const auto wanted = namespace_of(file.path);
    bool opens = !file.is_header();
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::smatch name;
      const auto code = file.code_of(i);
      if (!std::regex_search(code, name, opened)) continue;
      opens = true;
      if (name.str(1) == wanted || name.str(1) == wanted + "::templates") continue;
      breaches.push_back(place_of(file, i) + ": the namespace of this folder is " + wanted);
    }
    if (!opens) breaches.push_back(file.path + ": nothing in it is in the namespace " + wanted);
  }
  return breaches;
}

Breaches check_type_names(Sources files) {
  static const std::regex defined(
      R"(^(?:class|struct|union|enum|enum class)(?: SETOFF_\w+(?:\(.*?\))?)? ([A-Z]\w*)(?: final)?(?: :| \{|$))");
  std::map<std::string, std::string> first;  // place of the definition, by name
  Breaches breaches;
  for (const SourceFile& file : files) {
    if (!file.is_header()) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::smatch name;
      const auto code = file.code_of(i);
      if (!std::regex_search(code, name, defined)) continue;
      const auto [known, added] = first.emplace(name.str(1), place_of(file, i));
      if (!added)
        breaches.push_back(place_of(file, i) + ": another " + name.str(1) + " is defined at " +
                           known->second);
    }
  }
  return breaches;
}

}  // namespace setoff::tests
