#pragma once
// SipHash for tables in memory: a hash under a secret key, so that nobody who chooses names can
// choose where they fall. 1 round a word and 3 at the end, as Rust's and Python's tables have it.
// A hash decides where a search begins and nothing else: no result, no order and no stored byte of
// the books depends on the key. Source: Aumasson, Bernstein, "SipHash: a fast short-input PRF"
// (2012).

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace setoff {

struct HashKey {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  // 16 fresh bytes from the operating system.
  [[nodiscard]] static HashKey drawn();
  // Drawn once, for all tables of this process that live and die with it.
  [[nodiscard]] static const HashKey& of_process() {
    static const HashKey key = drawn();
    return key;
  }
  friend bool operator==(const HashKey&, const HashKey&) = default;
};

template <int kWordRounds, int kEndRounds>
class SipHash {
 public:
  explicit SipHash(const HashKey& key)
      : a_(key.low ^ 0x736F6D6570736575ULL),
        b_(key.high ^ 0x646F72616E646F6DULL),
        c_(key.low ^ 0x6C7967656E657261ULL),
        d_(key.high ^ 0x7465646279746573ULL) {}

  void add(std::uint64_t word) {
    d_ ^= word;
    rounds<kWordRounds>();
    a_ ^= word;
  }
  // The text in words, the last one with its length.
  void add(std::string_view text) {
    const char* at = text.data();
    auto left = text.size();
    for (; left >= sizeof(std::uint64_t); left -= sizeof(std::uint64_t)) {
      add(word_at(at));
      at += sizeof(std::uint64_t);
    }
    add(std::uint64_t{text.size()} << 56U | tail_of(text, left));
  }
  [[nodiscard]] std::uint64_t finish() {
    c_ ^= 0xFFU;
    rounds<kEndRounds>();
    return a_ ^ b_ ^ c_ ^ d_;
  }

 private:
  static_assert(std::endian::native == std::endian::little);
  template <class Word = std::uint64_t>
  [[nodiscard]] static std::uint64_t word_at(const char* at) {
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
  }
  // The last `left` bytes, fewer than eight, in reads that may overlap.
  [[nodiscard]] static std::uint64_t tail_of(std::string_view text, std::size_t left) {
    if (left == 0) return 0;
    const auto size = text.size();
    const char* const at = text.data();
    if (size > 8) return word_at(at + size - 8) >> (64 - 8 * left);
    if (size >= 4)
      return word_at<std::uint32_t>(at) | word_at<std::uint32_t>(at + size - 4) << 8 * (size - 4);
    return word_at<std::uint8_t>(at) | word_at<std::uint8_t>(at + size / 2) << 8 * (size / 2) |
           word_at<std::uint8_t>(at + size - 1) << 8 * (size - 1);
  }
  template <int kRounds>
  void rounds() {
    for (int i = 0; i < kRounds; ++i) {
      a_ += b_;
      c_ += d_;
      b_ = std::rotl(b_, 13) ^ a_;
      d_ = std::rotl(d_, 16) ^ c_;
      a_ = std::rotl(a_, 32);
      c_ += b_;
      a_ += d_;
      b_ = std::rotl(b_, 17) ^ c_;
      d_ = std::rotl(d_, 21) ^ a_;
      c_ = std::rotl(c_, 32);
    }
  }

  std::uint64_t a_;
  std::uint64_t b_;
  std::uint64_t c_;
  std::uint64_t d_;
};

using TableHash = SipHash<1, 3>;

[[nodiscard]] inline std::uint64_t hash_text(std::string_view text,
                                             const HashKey& key = HashKey::of_process()) {
  TableHash hash(key);
  hash.add(text);
  return hash.finish();
}

// Of two texts, apart: the length of the first says where the second begins.
[[nodiscard]] inline std::uint64_t hash_texts(std::string_view first, std::string_view second,
                                              const HashKey& key = HashKey::of_process()) {
  TableHash hash(key);
  hash.add(std::uint64_t{first.size()});
  hash.add(first);
  hash.add(second);
  return hash.finish();
}

}  // namespace setoff
