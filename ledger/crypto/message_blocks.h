#pragma once
// MessageBlocks: one message as SHA-256 reads it: padded, in blocks of 64 bytes. Only the first
// block (shifted by a prefix) and the last ones are copied; the others are read in place. Source:
// FIPS 180-4 section 5.1.1.

#include <array>
#include <optional>

#include "ledger/crypto/digest.h"

namespace setoff {

class MessageBlocks {
 public:
  static constexpr std::size_t kBlock = 64;

  // The message must stay valid until all blocks have been read.
  void start(std::optional<std::byte> prefix, Bytes message);
  // Number of contiguous blocks from next() on; zero at the end.
  [[nodiscard]] std::size_t contiguous_blocks() const { return contiguous_blocks_; }
  [[nodiscard]] const std::byte* next() const { return next_; }
  void skip(std::size_t blocks) {
    next_ += blocks * kBlock;
    contiguous_blocks_ -= blocks;
    while (contiguous_blocks_ == 0 && part_ < parts_.size())
      start_next_part();
  }

 private:
  struct Part {
    const std::byte* begin = nullptr;
    std::size_t blocks = 0;
  };
  void start_next_part() {
    next_ = parts_[part_].begin;
    contiguous_blocks_ = parts_[part_].blocks;
    ++part_;
  }

  const std::byte* next_ = nullptr;
  std::size_t contiguous_blocks_ = 0;
  std::size_t part_ = 0;
  std::array<Part, 3> parts_;  // first block, the message itself, the padded end
  std::array<std::byte, kBlock> first_;
  std::array<std::byte, 2 * kBlock> last_;
};

}  // namespace setoff
