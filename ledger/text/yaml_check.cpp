#include <algorithm>

#include "ledger/text/yaml_internal.h"
#include "ledger/text/yaml_scan.h"

namespace setoff {
namespace {

// Code points that a reader of the file cannot see, or that change the order of visible text.
bool is_hidden(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) == 0xC2U) return byte(1) >= 0x80U && byte(1) <= 0x9FU;  // C1
  if (byte(0) != 0xE2U) return false;
  if (byte(1) == 0x80U) return byte(2) >= 0xAAU && byte(2) <= 0xAEU;  // U+202A to U+202E
  return byte(1) == 0x81U && byte(2) >= 0xA6U && byte(2) <= 0xA9U;    // U+2066 to U+2069
}

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += out.empty() ? "0x" : " 0x";
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0x0FU];
  }
  return out;
}

bool check_encoding(const SourceFile& file, Span part, Diagnostics& diagnostics) {
  const auto text = part.text();
  if (const auto bad = find_bad_utf8(text); bad != std::string_view::npos) {
    diagnostics.error("yaml_encoding", span_at(file, part.offset + bad, 1),
                      "the byte " + hex_of(text.substr(bad, 1)) + " is not UTF-8 text", {},
                      "save the file in the encoding UTF-8");
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool control = (c < 0x20U && c != '\n' && c != '\r' && c != '\t') || c == 0x7FU;
    const bool hidden = !control && is_hidden(text, i);
    if (!control && !hidden) continue;
    const std::size_t length = control ? 1 : (c == 0xC2U ? 2 : 3);
    diagnostics.error("yaml_encoding", span_at(file, part.offset + i, length),
                      "an invisible control character (" + hex_of(text.substr(i, length)) + ")", {},
                      "remove it");
    return false;
  }
  return true;
}

// Reports each run of tabs once.
bool check_tabs(const SourceFile& file, Span part, Diagnostics& diagnostics) {
  const auto text = part.text();
  bool good = true;
  for (std::size_t i = text.find('\t'); i != std::string_view::npos; i = text.find('\t', i)) {
    const auto end = std::min(text.find_first_not_of('\t', i), text.size());
    diagnostics.error("yaml_tab", span_at(file, part.offset + i, end - i), "a tab in the text", {},
                      "use spaces; inside double quotes write \\t");
    good = false;
    i = end;
  }
  return good;
}

bool check_directives(const SourceFile& file, Span part, Diagnostics& diagnostics) {
  const auto text = part.text();
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    const auto first = line.find_first_not_of(" \r");
    if (line.starts_with('%')) {
      diagnostics.error("yaml_directive", span_at(file, part.offset + begin, line.size()),
                        "a line that begins with % is a directive, and none is known here", {},
                        "remove the line");
      return false;
    }
    if (first != std::string_view::npos && line[first] != '#') return true;
    begin = end + 1;
  }
  return true;
}

// Checked before the library runs, which reads a whole line of brackets before it reports the
// first.
bool check_depth(const SourceFile& file, Span part, std::size_t depth_max,
                 Diagnostics& diagnostics) {
  const auto bracket = too_deep_at(part, depth_max);
  if (!bracket) return true;
  diagnostics.error("too_deep", span_at(file, *bracket, 1),
                    "nested deeper than " + std::to_string(depth_max) + " levels", {},
                    "flatten the structure");
  return false;
}

}  // namespace

bool check_yaml_text(const SourceFile& file, Span part, const YamlLimits& limits,
                     Diagnostics& diagnostics) {
  if (part.length > limits.bytes_max) {
    diagnostics.error("too_large", span_at(file, part.offset, 1),
                      "the text has " + std::to_string(part.length) + " bytes; at most " +
                          std::to_string(limits.bytes_max) + " are read",
                      {}, "keep tables in data files and name them here");
    return false;
  }
  return check_encoding(file, part, diagnostics) && check_tabs(file, part, diagnostics) &&
         check_directives(file, part, diagnostics) &&
         check_depth(file, part, limits.depth_max, diagnostics);
}

std::optional<std::size_t> quoted_end(std::string_view text, std::size_t offset, std::size_t end) {
  const char quote = text[offset];
  for (std::size_t i = offset + 1; i < end; ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
      continue;
    }
    if (text[i] != quote) continue;
    const bool doubled = quote == '\'' && i + 1 < end && text[i + 1] == quote;
    if (!doubled) return i + 1;
    ++i;
  }
  return std::nullopt;
}

}  // namespace setoff
