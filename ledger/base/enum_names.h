#pragma once
// Names of an enum's values in events and files, defined once:
//   template <>
//   struct EnumNames<Side> {
//     static constexpr std::string_view values[] = {"home", "abroad"};
//   };
// The enum's values must run from zero without gaps.

#include <cstddef>
#include <optional>
#include <string_view>

namespace setoff {

template <class E>
struct EnumNames;

template <class E>
concept NamedEnum = requires { EnumNames<E>::values; };

template <NamedEnum E>
[[nodiscard]] constexpr std::string_view enum_name(E value) {
  return EnumNames<E>::values[static_cast<std::size_t>(value)];
}

template <NamedEnum E>
[[nodiscard]] constexpr std::optional<E> find_enum(std::string_view name) {
  std::size_t index = 0;
  for (const auto candidate : EnumNames<E>::values) {
    if (candidate == name) return static_cast<E>(index);
    ++index;
  }
  return std::nullopt;
}

}  // namespace setoff
