#pragma once
// InternedName: a name whose text the process stores once. Names of accounts, lines, purposes,
// parties and goods occur in very many facts of the books. An InternedName is one pointer: copying
// is free, and names are equal if the pointers are. The text is never freed; the number of distinct
// names bounds the memory. Any thread may create one; none waits. Names have no ordering; compare
// the texts instead.

#include <cstdint>
#include <string>
#include <string_view>

namespace setoff {

class InternedName {
 public:
  InternedName() = default;                                     // the empty name
  InternedName(std::string_view text) : node_(intern(text)) {}  // NOLINT: a name is its text
  // NOLINTNEXTLINE(google-explicit-constructor): as above
  InternedName(const std::string& text) : InternedName(std::string_view(text)) {}

  [[nodiscard]] std::string_view view() const {
    return node_ == nullptr ? std::string_view() : std::string_view(node_->text);
  }
  operator std::string_view() const { return view(); }  // NOLINT: as above
  friend std::string operator+(std::string text, InternedName name) {
    return text.append(name.view());
  }
  friend std::string operator+(InternedName name, std::string_view text) {
    return std::string(name.view()).append(text);
  }
  [[nodiscard]] bool empty() const { return node_ == nullptr; }
  friend bool operator==(InternedName, InternedName) = default;
  friend bool operator==(InternedName a, std::string_view b) { return a.view() == b; }
  friend bool operator==(InternedName a, const std::string& b) { return a.view() == b; }

  struct Node {
    std::uint64_t hash;
    std::string text;
    const Node* next;  // in the same hash chain
  };

 private:
  // Null for the empty name.
  [[nodiscard]] static const Node* intern(std::string_view text);

  const Node* node_ = nullptr;
};

}  // namespace setoff
