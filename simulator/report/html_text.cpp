#include "simulator/report/html_text.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"

namespace setoff::simulator {

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string paragraphs(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& sentence : sentences)
    out += "<p>" + html_text(sentence) + "</p>";
  return out;
}

std::string source_hash(std::string_view text) {
  return "'sha256-" + to_base64(sha256(bytes_of(text)).view()) + "'";
}

std::string filled(std::string_view page,
                   const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string out;
  std::size_t at = 0;
  while (at < page.size()) {
    const std::size_t begin = page.find('@', at);
    out += page.substr(at, begin - at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = page.find('@', begin + 1);
    SETOFF_CHECK(end != std::string_view::npos);
    const std::string_view name = page.substr(begin + 1, end - begin - 1);
    const auto value =
        std::ranges::find(values, name, &std::pair<std::string_view, std::string>::first);
    SETOFF_CHECK(value != values.end());
    out += value->second;
    at = end + 1;
  }
  return out;
}

}  // namespace setoff::simulator
