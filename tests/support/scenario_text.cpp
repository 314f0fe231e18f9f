#include "tests/support/scenario_text.h"

#include <algorithm>
#include <regex>
#include <sstream>

namespace setoff::simulator::tests {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line + "\n");
  return lines;
}

// Groups lines into blocks; a block begins at a line for which `begins` is true.
std::vector<std::string> blocks(const std::vector<std::string>& lines,
                                const std::function<bool(const std::string&)>& begins) {
  std::vector<std::string> found;
  for (const auto& line : lines) {
    if (found.empty() || begins(line)) found.emplace_back();
    found.back() += line;
  }
  return found;
}

bool is_key(const std::string& line, std::size_t indent) {
  const std::size_t at = line.find_first_not_of(' ');
  return at == indent && line[at] >= 'a' && line[at] <= 'z';
}

constexpr const char* kFreeText[] = {"note: ", "reason: ", "title: ", "name: ", "#"};

// Whether the line is part of a block text that a key above it opened with `>-`, `>` or `|`.
bool in_block_text(const std::string& text, std::size_t line) {
  const auto indent = [&](std::size_t begin) { return text.find_first_not_of(' ', begin) - begin; };
  const auto own = indent(line);
  while (line > 1) {
    const auto end = line - 1;
    line = text.rfind('\n', end - 1) + 1;
    if (indent(line) >= own) continue;
    const auto above = text.substr(line, end - line);
    const bool opens = above.ends_with(">-") || above.ends_with(">") || above.ends_with("|");
    return opens && std::ranges::any_of(kFreeText, [&](const char* key) {
             return above.find(std::string(key)) != std::string::npos;
           });
  }
  return false;
}

// Whether the position is inside a note, reason, title or name.
bool in_free_text(const std::string& text, std::ptrdiff_t position) {
  const auto at = static_cast<std::size_t>(position);
  const std::size_t line = text.rfind('\n', at) + 1;
  if (in_block_text(text, line)) return true;
  const std::string before = text.substr(line, at - line);
  for (const char* key : kFreeText) {
    const std::size_t begin = before.rfind(key);
    if (begin == std::string::npos) continue;
    const std::string within = before.substr(begin);
    const bool quoted = within.find('"') != std::string::npos;
    const bool in_braces =
        std::ranges::count(before.substr(0, begin), '{') > std::ranges::count(before, '}');
    const bool closed = quoted ? std::ranges::count(within, '"') == 2
                               : in_braces && within.find_first_of(",}") != std::string::npos;
    if (!closed) return true;
  }
  return false;
}

// The number times 1000, without separators.
std::string thousand_times(std::string number) {
  std::erase(number, '_');
  const std::size_t point = number.find('.');
  std::string fraction = point == std::string::npos ? "" : number.substr(point + 1);
  std::string whole = number.substr(0, point);
  while (fraction.size() < 3)
    fraction += '0';
  whole += fraction.substr(0, 3);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  return fraction.size() > 3 ? whole + "." + fraction.substr(3) : whole;
}

}  // namespace

std::vector<std::string> sections_of(const std::string& text) {
  return blocks(lines_of(text), [](const std::string& line) { return is_key(line, 0); });
}

std::string joined(const std::vector<std::string>& sections) {
  std::string text;
  for (const auto& section : sections)
    text += section;
  return text;
}

std::string reversed_keys(const std::string& section) {
  auto lines = lines_of(section);
  const std::string head = lines.front();
  lines.erase(lines.begin());
  std::erase_if(lines, [](const std::string& line) {
    const std::size_t at = line.find_first_not_of(" \n");
    return at == std::string::npos || line[at] == '#';
  });
  if (lines.empty() || !is_key(lines.front(), 2)) return section;
  auto keys = blocks(lines, [](const std::string& line) { return is_key(line, 2); });
  std::ranges::reverse(keys);
  return head + joined(keys);
}

std::string other_comments(const std::string& text) {
  static const std::regex comment(R"(( +|^)#[^\n"']*$)", std::regex::multiline);
  std::string plain = std::regex_replace(text, comment, "");
  std::string out = "# another comment\n";
  for (const auto& line : lines_of(plain)) {
    out += line;
    if (is_key(line, 0)) out += "      # and one more: 300 MUSD\n";
  }
  return out;
}

std::string other_prefixes(const std::string& text) {
  static const std::vector<std::pair<std::string, std::string>> kSmaller = {
      {"MUSD", "kUSD"}, {"BUSD", "MUSD"}, {"MEUR", "kEUR"}, {"kt", "t"},
      {"Mt", "kt"},     {"MW", "kW"},     {"GWh", "MWh"},   {"BCM", "MCM"}};
  static const std::regex amount(R"((^|[^0-9A-Za-z_.])([0-9][0-9_]*(\.[0-9]+)?) ([A-Za-z]+)\b)");
  std::string out;
  auto from = text.begin();
  for (std::sregex_iterator at(text.begin(), text.end(), amount), end; at != end; ++at) {
    const auto& match = *at;
    const auto smaller =
        std::ranges::find(kSmaller, match[4].str(), &std::pair<std::string, std::string>::first);
    if (smaller == kSmaller.end() || in_free_text(text, match.position(2))) continue;
    out.append(from, text.begin() + match.position(2));
    out += thousand_times(match[2].str()) + " " + smaller->second;
    from = text.begin() + match.position() + match.length();
  }
  out.append(from, text.end());
  return out;
}

TwoFiles cut_in_two(const std::string& text, const std::string& base_name) {
  TwoFiles files;
  files.extending = "extends: " + base_name + "\n";
  bool here = false;
  for (const auto& section : sections_of(text)) {
    if (section.starts_with("extends:")) {
      files.base += section;
      continue;
    }
    const bool both = section.starts_with("scenario:") || section.starts_with("format:");
    if (here || both) files.extending += section;
    if (!here || both) files.base += section;
    here = !here;
  }
  return files;
}

}  // namespace setoff::simulator::tests
