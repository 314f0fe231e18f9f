#pragma once
// Cursor: a position in a short text, for the small languages of a scenario. Words consist of
// letters, digits and _.

#include <cstddef>
#include <string>
#include <string_view>

#include "ledger/base/characters.h"
#include "ledger/text/utf8.h"

namespace setoff::simulator {

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::size_t offset() const { return offset_; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(offset_); }
  [[nodiscard]] bool at_end() const { return offset_ >= text_.size(); }
  [[nodiscard]] bool at_digit() const { return !at_end() && is_digit(text_[offset_]); }

  void advance(std::size_t bytes) { offset_ += bytes; }
  void skip_spaces() {
    while (!at_end() && text_[offset_] == ' ')
      ++offset_;
  }
  // Consumes `token` if it comes next.
  bool consume(std::string_view token) {
    if (!rest().starts_with(token)) return false;
    offset_ += token.size();
    return true;
  }
  // The word at the cursor; empty if there is none.
  [[nodiscard]] std::string_view word() const {
    std::size_t end = offset_;
    while (end < text_.size() && is_word(text_[end]))
      ++end;
    return text_.substr(offset_, end - offset_);
  }
  // For messages: the word at the cursor, or else the letter.
  [[nodiscard]] std::string word_or_char() const {
    const std::string_view found = word();
    return std::string(found.empty() ? first_letter(rest()) : found);
  }
  // The next character other than a space; 0 at the end.
  [[nodiscard]] char peek_after_spaces() const {
    const std::size_t at = text_.find_first_not_of(' ', offset_);
    return at == std::string_view::npos ? '\0' : text_[at];
  }

 private:
  static bool is_word(char c) { return is_letter_or_digit(c) || c == '_'; }

  std::string_view text_;
  std::size_t offset_ = 0;
};

}  // namespace setoff::simulator
