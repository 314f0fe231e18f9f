#pragma once
// KeyedHash: a hash for in-memory tables under a secret key, so that whoever chooses names cannot
// choose their slots: any two names collide in all 32 bits under one key in 2^32. A hash decides
// only where a search begins: no result, order or stored byte of the books depends on the key.
// Short texts, such as names, cost one multiplication per eight bytes; longer texts and the
// expansion of the key use SipHash. Sources: Lemire, Kaser, "Strongly universal string hashing is
// fast" (2014), Multilinear-HM; Aumasson, Bernstein, "SipHash: a fast short-input PRF" (2012).

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace setoff {

struct HashKey {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  // 16 random bytes from the operating system.
  [[nodiscard]] static HashKey random();
  friend bool operator==(const HashKey&, const HashKey&) = default;
};

// A text as words of eight bytes; the last one holds the remaining bytes, padded with zeros.
class TextWords {
 public:
  explicit TextWords(std::string_view text) : text_(text) {}
  // Calls visit(word) for each word.
  template <class Visit>
  void each(Visit&& visit) const {
    const char* at = text_.data();
    auto left = text_.size();
    for (; left >= sizeof(std::uint64_t); left -= sizeof(std::uint64_t)) {
      visit(word_at(at));
      at += sizeof(std::uint64_t);
    }
    visit(tail(left));
  }

 private:
  static_assert(std::endian::native == std::endian::little);
  template <class Word = std::uint64_t>
  [[nodiscard]] static std::uint64_t word_at(const char* at) {
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
  }
  // The last `left` bytes, fewer than eight, by reads that may overlap.
  [[nodiscard]] std::uint64_t tail(std::size_t left) const {
    if (left == 0) return 0;
    const auto size = text_.size();
    const char* const at = text_.data();
    if (size > 8) return word_at(at + size - 8) >> (64 - 8 * left);
    if (size >= 4)
      return word_at<std::uint32_t>(at) | word_at<std::uint32_t>(at + size - 4) << 8 * (size - 4);
    return word_at<std::uint8_t>(at) | word_at<std::uint8_t>(at + size / 2) << 8 * (size / 2) |
           word_at<std::uint8_t>(at + size - 1) << 8 * (size - 1);
  }

  std::string_view text_;
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
  // Adds the text as words; the last one also holds its length.
  void add(std::string_view text) {
    auto left = text.size() / sizeof(std::uint64_t);
    TextWords(text).each([&](std::uint64_t word) {
      add(left-- > 0 ? word : std::uint64_t{text.size()} << 56U | word);
    });
  }
  [[nodiscard]] std::uint64_t finish() {
    c_ ^= 0xFFU;
    rounds<kEndRounds>();
    return a_ ^ b_ ^ c_ ^ d_;
  }

 private:
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

class KeyedHash {
 public:
  explicit KeyedHash(const HashKey& key) : key_(key) {
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      SipHash<2, 4> number(key);
      number.add(std::uint64_t{i});
      numbers_[i] = number.finish();
    }
  }
  // The instance of this process, with a key drawn once; for tables that do not outlive the
  // process.
  [[nodiscard]] static const KeyedHash& of_process() {
    static const KeyedHash hash{HashKey::random()};
    return hash;
  }
  [[nodiscard]] const HashKey& key() const { return key_; }

  // Returns 0 to 2^32 - 1.
  [[nodiscard]] std::uint64_t of(std::string_view text) const {
    if (text.size() >= kShort) return of_long(text, {});
    const auto* number = numbers_.data();
    auto sum = *number++ + term(text.size(), number);
    add(text, sum, number);
    return mixed(sum);
  }
  // Hashes a pair of texts; includes both lengths, which mark where the second begins.
  [[nodiscard]] std::uint64_t of(std::string_view first, std::string_view second) const {
    if (first.size() + second.size() >= kShort) return of_long(first, second);
    const auto* number = numbers_.data();
    auto sum = *number++ + term(first.size() | std::uint64_t{second.size()} << 32U, number);
    add(first, sum, number);
    add(second, sum, number);
    return mixed(sum);
  }

 private:
  // Shorter texts use a separate key number for each half of a word: of the full words, of one last
  // word per text, and of the lengths.
  static constexpr std::size_t kShort = 128;

  static std::uint64_t term(std::uint64_t word, const std::uint64_t*& number) {
    const auto low = *number++ + (word & 0xFFFFFFFFU);
    const auto high = *number++ + (word >> 32U);
    return low * high;
  }
  static void add(std::string_view text, std::uint64_t& sum, const std::uint64_t*& number) {
    TextWords(text).each([&](std::uint64_t word) { sum += term(word, number); });
  }
  // Takes the upper half, whose bits are equally good, and mixes it one to one, so that sequential
  // names spread evenly. Source: the finalizer of MurmurHash3 (Appleby).
  static std::uint64_t mixed(std::uint64_t sum) {
    auto bits = static_cast<std::uint32_t>(sum >> 32U);
    bits = (bits ^ bits >> 16U) * 0x85EBCA6BU;
    bits = (bits ^ bits >> 13U) * 0xC2B2AE35U;
    return bits ^ bits >> 16U;
  }
  [[nodiscard]] std::uint64_t of_long(std::string_view first, std::string_view second) const {
    SipHash<1, 3> hash(key_);
    hash.add(std::uint64_t{first.size()});
    hash.add(first);
    hash.add(second);
    return mixed(hash.finish());
  }

  HashKey key_;
  std::array<std::uint64_t, 1 + 2 * (1 + kShort / 8 + 2)> numbers_{};
};

[[nodiscard]] inline std::uint64_t hash_text(std::string_view text) {
  return KeyedHash::of_process().of(text);
}
[[nodiscard]] inline std::uint64_t hash_texts(std::string_view first, std::string_view second) {
  return KeyedHash::of_process().of(first, second);
}

}  // namespace setoff
