#pragma once
// FlatReader: reads back what a FlatWriter wrote. It does not trust the bytes: every length is
// checked against what is left. The first error is kept, and later reads return zeros. A section
// between two marks can be set aside as an errand, to be run by any thread: each errand reads only
// its own bytes and waits for no other.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/flat_writer.h"

namespace setoff {

class FlatReader {
 public:
  using Task = std::function<Status()>;

  FlatReader(std::span<const std::uint8_t> bytes, std::span<const std::uint64_t> marks)
      : bytes_(bytes), marks_(marks) {}

  template <FlatValue Value>
  void raw(Value& value) {
    if (!read_bytes(&value, sizeof value)) value = Value{};
  }
  // Copies `size` bytes to `into`; records an error and returns false if fewer are left.
  bool read_bytes(void* into, std::size_t size) {
    if (remaining() < size) return fail("it ends too soon"), false;
    if (size != 0) std::memcpy(into, bytes_.data() + at_, size);
    at_ += size;
    return true;
  }
  [[nodiscard]] std::string_view text() {
    std::uint32_t size = 0;
    raw(size);
    if (remaining() < size) return fail("a text is longer than what is left"), std::string_view();
    const std::string_view text(reinterpret_cast<const char*>(bytes_.data() + at_), size);
    at_ += size;
    return text;
  }
  // Reads the number of values that follow, each of at least `size_min` bytes.
  [[nodiscard]] std::size_t count(std::size_t size_min = 1) {
    std::uint64_t count = 0;
    raw(count);
    if (count > remaining() / size_min) return fail("more values than there are bytes"), 0;
    return static_cast<std::size_t>(count);
  }

  // Sets aside the section from the next mark, which must be the current position, to the mark
  // after it, and continues there. `read` gets its own reader, which it must read to the end.
  void defer(std::function<void(FlatReader&)> read) {
    if (failed()) return;
    if (marks_.size() < 2 || marks_[0] != at_ || marks_[1] < at_ || marks_[1] > bytes_.size())
      return fail("a mark is not where it should be");
    const auto part = bytes_.subspan(at_, marks_[1] - at_);
    at_ = marks_[1];
    marks_ = marks_.subspan(2);
    tasks_.push_back([part, read = std::move(read)] {
      FlatReader reader(part, {});
      read(reader);
      return reader.finish();
    });
  }
  [[nodiscard]] std::vector<Task> take_tasks() { return std::move(tasks_); }

  void fail(std::string_view what) {
    if (error_.empty()) error_ = std::string(what) + " at byte " + std::to_string(at_);
    at_ = bytes_.size();
  }
  [[nodiscard]] bool failed() const { return !error_.empty(); }
  [[nodiscard]] std::size_t remaining() const { return bytes_.size() - at_; }
  // Errors: corrupt, with the recorded error or for bytes or marks that are left over.
  [[nodiscard]] Status finish() {
    if (!failed() && (remaining() != 0 || !marks_.empty()))
      fail("there is more than belongs there");
    return failed() ? Status(Error(Code::corrupt, error_)) : Status(Ok{});
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::span<const std::uint64_t> marks_;
  std::size_t at_ = 0;
  std::string error_;
  std::vector<Task> tasks_;
};

}  // namespace setoff
