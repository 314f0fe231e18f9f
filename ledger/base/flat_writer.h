#pragma once
// FlatWriter: writes values back to back in their memory representation, for files that only this
// machine reads back (FlatReader). The output goes to `take` in chunks of equal size, the last one
// shorter. A mark is a position from which a separate reader can start, so that several can share
// the work. Values have no padding, so the output is canonical. Errors: those of `take`; after the
// first one nothing more is passed on.

#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "ledger/base/result.h"

namespace setoff {

// Types whose bytes represent the value completely, without padding.
template <class Value>
concept FlatValue =
    std::is_trivially_copyable_v<Value> && std::has_unique_object_representations_v<Value>;

class FlatWriter {
 public:
  static constexpr std::size_t kChunkSize = std::size_t{1} << 20U;
  using WriteChunk = std::function<Status(std::span<const std::uint8_t> chunk)>;

  explicit FlatWriter(WriteChunk write_chunk) : write_chunk_(std::move(write_chunk)) {
    chunk_.reserve(kChunkSize);
  }

  template <FlatValue Value>
  void raw(const Value& value) {
    if (kChunkSize - chunk_.size() < sizeof value) return bytes(&value, sizeof value);
    const auto at = chunk_.size();
    chunk_.resize(at + sizeof value);
    std::memcpy(chunk_.data() + at, &value, sizeof value);
  }
  void bytes(const void* from, std::size_t size) {
    const auto* next = static_cast<const std::uint8_t*>(from);
    while (size > 0) {
      if (chunk_.size() == kChunkSize) flush_chunk();
      const auto part = std::min(size, kChunkSize - chunk_.size());
      chunk_.insert(chunk_.end(), next, next + part);
      next += part;
      size -= part;
    }
  }
  void count(std::size_t count) { raw(std::uint64_t{count}); }
  void text(std::string_view text) {
    raw(static_cast<std::uint32_t>(text.size()));
    bytes(text.data(), text.size());
  }
  void mark() { marks_.push_back(size()); }

  [[nodiscard]] std::uint64_t size() const { return flushed_size_ + chunk_.size(); }
  [[nodiscard]] const std::vector<std::uint64_t>& marks() const { return marks_; }
  // Passes on what is left. Nothing may be written afterwards.
  [[nodiscard]] Status finish() {
    if (!chunk_.empty()) flush_chunk();
    return status_;
  }

 private:
  void flush_chunk() {
    flushed_size_ += chunk_.size();
    if (status_) status_ = write_chunk_(chunk_);
    chunk_.clear();
  }

  WriteChunk write_chunk_;
  std::vector<std::uint8_t> chunk_;
  std::vector<std::uint64_t> marks_;
  std::uint64_t flushed_size_ = 0;
  Status status_ = Ok{};
};

}  // namespace setoff
