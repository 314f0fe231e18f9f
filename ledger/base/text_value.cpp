#include "ledger/base/text_value.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <cstring>

#include "ledger/base/characters.h"
#include "ledger/base/check.h"

namespace setoff {
namespace {

constexpr std::size_t kSegmentSizeMax = 32;

constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
constexpr std::uint64_t kHighs = 0x80 * kOnes;

// Sets the high bit of each byte of `word` in [low, high]. No byte may be above 0x7F.
constexpr std::uint64_t in_range(std::uint64_t word, unsigned char low, unsigned char high) {
  return (word + (0x80U - low) * kOnes) & ~(word + (0x7FU - high) * kOnes) & kHighs;
}

// Set the high bit of each allowed byte. Eight bytes per step, because names are checked many times
// for each event.
constexpr auto plain_bytes = [](std::uint64_t word) { return in_range(word, ' ', '~'); };
constexpr auto name_bytes = [](std::uint64_t word) {
  constexpr std::uint64_t kCase = 0x20 * kOnes;
  // '-', '.', '/' and the digits are consecutive in ASCII.
  return in_range(word | kCase, 'a', 'z') | in_range(word, '-', '9') | in_range(word, '_', '_');
};
constexpr auto segment_bytes = [](std::uint64_t word) {
  return in_range(word, 'a', 'z') | in_range(word, '0', '9') | in_range(word, '-', '-');
};

template <class Allowed>
bool all_in(std::string_view text, Allowed&& allowed) {
  const auto all = [&](std::uint64_t word) {
    return (word & kHighs) == 0 && allowed(word) == kHighs;
  };
  const auto word_at = [&](std::size_t at) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    return word;
  };
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  if (text.empty()) return true;
  if (text.size() < kStep) {
    std::uint64_t word = 'a' * kOnes;  // a byte that is always allowed
    std::memcpy(&word, text.data(), text.size());
    return all(word);
  }
  for (std::size_t at = 0; at + kStep <= text.size(); at += kStep)
    if (!all(word_at(at))) return false;
  return all(word_at(text.size() - kStep));  // the tail; may overlap the last step
}

// Size in bytes of the UTF-8 sequence at the start of `text`; 0 if it is invalid or a control
// character.
std::size_t sequence_size(std::string_view text) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return static_cast<unsigned char>(text[i]);
  };
  const auto lead = byte(0);
  if (lead < 0x80) return lead < 0x20 || lead == 0x7F ? 0 : 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  std::uint32_t point = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
  const bool forbidden = (point >= 0xD800 && point <= 0xDFFF) || point > 0x10FFFF || point < 0xA0;
  return overlong || forbidden ? 0 : size;
}

// Bidirectional control characters: text that contains them is not displayed as it is stored.
bool turns_direction(char16_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > kNameSizeMax) return false;
  const char first = text.front();
  const bool begins = is_lower_or_digit(first) || (first >= 'A' && first <= 'Z');
  return begins && all_in(text, name_bytes);
}

bool is_segment(std::string_view text) {
  return !text.empty() && text.size() <= kSegmentSizeMax && is_lower_or_digit(text.front()) &&
         all_in(text, segment_bytes);
}

bool is_text(std::string_view text) {
  if (text.size() > kTextSizeMax) return false;
  if (all_in(text, plain_bytes)) return true;
  while (!text.empty()) {
    const auto size = sequence_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string as_segment(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
    else
      out += is_lower_or_digit(c) ? c : '-';
  }
  return is_segment(out) ? out : std::string();
}

bool is_normal_text(std::string_view text) {
  if (all_in(text, plain_bytes)) return true;
  if (!is_text(text)) return false;
  UErrorCode error = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(error);
  SETOFF_CHECK(U_SUCCESS(error));
  const auto wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  for (int32_t i = 0; i < wide.length(); ++i)
    if (turns_direction(wide.charAt(i))) return false;
  const bool normal = nfc->isNormalized(wide, error);
  return U_SUCCESS(error) && normal;
}

}  // namespace setoff
