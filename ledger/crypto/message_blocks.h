#pragma once
// MessageBlocks: one message as SHA-256 reads it, in blocks of 64 bytes with its padding. All but
// the first block (a prefix shifts it) and the last ones are read where the message lies. Source:
// FIPS 180-4 section 5.1.1.

#include <array>
#include <optional>

#include "ledger/crypto/digest.h"

namespace setoff {

class MessageBlocks {
 public:
  static constexpr std::size_t kBlock = 64;

  // The message must stay until it is read.
  void start(std::optional<std::byte> prefix, Bytes message);
  // Blocks that lie one after the other from here on; zero at the end.
  [[nodiscard]] std::size_t run() const { return run_; }
  [[nodiscard]] const std::byte* next() const { return next_; }
  void skip(std::size_t blocks) {
    next_ += blocks * kBlock;
    run_ -= blocks;
    while (run_ == 0 && part_ < parts_.size())
      take_part();
  }

 private:
  struct Part {
    const std::byte* begin = nullptr;
    std::size_t blocks = 0;
  };
  void take_part() {
    next_ = parts_[part_].begin;
    run_ = parts_[part_].blocks;
    ++part_;
  }

  const std::byte* next_ = nullptr;
  std::size_t run_ = 0;
  std::size_t part_ = 0;
  std::array<Part, 3> parts_;  // first block, the message itself, the end with its padding
  std::array<std::byte, kBlock> first_;
  std::array<std::byte, 2 * kBlock> last_;
};

}  // namespace setoff
