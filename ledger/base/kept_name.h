#pragma once
// KeptName: a name that stands in very many facts of the books (account, line, purpose, party,
// good), kept once for the whole process. A pointer: copied for nothing, equal where the pointers
// are. The text of each name stays until the program ends, which the number of different names
// bounds. Any thread may make one; none waits. It has no order of its own; compare the texts for
// that.

#include <cstdint>
#include <string>
#include <string_view>

namespace setoff {

class KeptName {
 public:
  KeptName() = default;                                   // the empty name
  KeptName(std::string_view text) : kept_(keep(text)) {}  // NOLINT: a name is its text
  KeptName(const std::string& text) : KeptName(std::string_view(text)) {}  // NOLINT: as above

  [[nodiscard]] std::string_view view() const {
    return kept_ == nullptr ? std::string_view() : std::string_view(kept_->text);
  }
  operator std::string_view() const { return view(); }  // NOLINT: as above
  friend std::string operator+(std::string text, KeptName name) { return text.append(name.view()); }
  friend std::string operator+(KeptName name, std::string_view text) {
    return std::string(name.view()).append(text);
  }
  [[nodiscard]] bool empty() const { return kept_ == nullptr; }
  friend bool operator==(KeptName, KeptName) = default;
  friend bool operator==(KeptName a, std::string_view b) { return a.view() == b; }
  friend bool operator==(KeptName a, const std::string& b) { return a.view() == b; }

  struct Kept {
    std::uint64_t hash;
    std::string text;
    const Kept* next;  // of the same chain
  };

 private:
  // Null for the empty name.
  [[nodiscard]] static const Kept* keep(std::string_view text);

  const Kept* kept_ = nullptr;
};

}  // namespace setoff
