#include "ledger/exchange/media_type.h"

#include <algorithm>

#include "ledger/base/characters.h"

namespace setoff {
namespace {

bool is_token_char(char c) {
  constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  return is_letter_or_digit(c) || is_one_of(c, kOthers);
}

// Consumes the parts of a media type from the front of a text.
class Parts {
 public:
  explicit Parts(std::string_view text) : rest_(text) {}
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  bool skip(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skip_blanks() {
    while (skip(' ') || skip('\t')) {
    }
  }
  // Empty if there is none.
  std::string_view token() {
    const auto* const end = std::ranges::find_if_not(rest_, is_token_char);
    const auto out = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(out.size());
    return out;
  }
  // A token or a quoted string; nullopt if neither.
  std::optional<std::string> value() {
    if (!skip('"')) {
      const auto word = token();
      return word.empty() ? std::nullopt : std::optional(std::string(word));
    }
    std::string out;
    while (!rest_.empty() && rest_.front() != '"') {
      if (skip('\\') && rest_.empty()) return std::nullopt;
      out += rest_.front();
      rest_.remove_prefix(1);
    }
    return skip('"') ? std::optional(std::move(out)) : std::nullopt;
  }

 private:
  std::string_view rest_;
};

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::optional<MediaType> MediaType::parse(std::string_view text) {
  Parts parts(text);
  parts.skip_blanks();
  const auto type = parts.token();
  if (type.empty() || !parts.skip('/')) return std::nullopt;
  const auto subtype = parts.token();
  if (subtype.empty()) return std::nullopt;
  MediaType out{lower_case(type) + "/" + lower_case(subtype), {}};
  parts.skip_blanks();
  while (!parts.at_end()) {
    if (!parts.skip(';')) return std::nullopt;
    parts.skip_blanks();
    const auto name = parts.token();
    if (name.empty()) continue;  // an empty parameter is allowed
    if (!parts.skip('=')) return std::nullopt;
    const auto value = parts.value();
    if (!value) return std::nullopt;
    if (lower_case(name) == "charset") out.charset = lower_case(*value);
    parts.skip_blanks();
  }
  return out;
}

bool MediaType::is_json() const {
  return name.ends_with("/json") || name.ends_with("+json");
}

bool MediaType::is_utf8() const {
  return charset.empty() || charset == "utf-8" || charset == "us-ascii";
}

}  // namespace setoff
