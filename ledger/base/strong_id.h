#pragma once
// StrongId<Tag>: an index into a table of the books (account, lot, line ...). Explicit
// construction, comparison and hash; no arithmetic, and ids of different tables cannot be compared.

#include <compare>
#include <cstdint>
#include <functional>

namespace setoff {

template <class Tag>
class StrongId {
 public:
  constexpr StrongId() = default;  // refers to nothing
  explicit constexpr StrongId(std::uint32_t index) : index_(index) {}

  [[nodiscard]] constexpr std::uint32_t index() const { return index_; }
  [[nodiscard]] constexpr bool valid() const { return index_ != kNone; }
  friend constexpr auto operator<=>(StrongId, StrongId) = default;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  std::uint32_t index_ = kNone;
};

}  // namespace setoff

template <class Tag>
struct std::hash<setoff::StrongId<Tag>> {
  std::size_t operator()(setoff::StrongId<Tag> id) const noexcept { return id.index(); }
};
