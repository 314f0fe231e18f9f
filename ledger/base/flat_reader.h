#pragma once
// FlatReader: reads back what a FlatWriter laid down. The bytes may be anything: every length is
// held against what is left, and the first complaint stays; later reads give zeros. Parts between
// two marks can be set aside as errands, for whoever runs them: each reads its own bytes, and none
// waits for another.

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
  using Errand = std::function<Status()>;

  FlatReader(std::span<const std::uint8_t> bytes, std::span<const std::uint64_t> marks)
      : bytes_(bytes), marks_(marks) {}

  template <FlatValue Value>
  void raw(Value& value) {
    if (!take(&value, sizeof value)) value = Value{};
  }
  // That many bytes into `into`; false, with a complaint, if there are fewer.
  bool take(void* into, std::size_t size) {
    if (rest() < size) return fail("it ends too soon"), false;
    if (size != 0) std::memcpy(into, bytes_.data() + at_, size);
    at_ += size;
    return true;
  }
  [[nodiscard]] std::string_view text() {
    std::uint32_t size = 0;
    raw(size);
    if (rest() < size) return fail("a text is longer than what is left"), std::string_view();
    const std::string_view text(reinterpret_cast<const char*>(bytes_.data() + at_), size);
    at_ += size;
    return text;
  }
  // A number of values of at least `size_min` bytes each.
  [[nodiscard]] std::size_t count(std::size_t size_min = 1) {
    std::uint64_t count = 0;
    raw(count);
    if (count > rest() / size_min) return fail("more values than there are bytes"), 0;
    return static_cast<std::size_t>(count);
  }

  // Sets aside the bytes from the next mark, where this reader must stand, to the one behind it;
  // this reader goes on there. `read` gets a reader of its own, which must come out at the end.
  void set_aside(std::function<void(FlatReader&)> read) {
    if (failed()) return;
    if (marks_.size() < 2 || marks_[0] != at_ || marks_[1] < at_ || marks_[1] > bytes_.size())
      return fail("a mark is not where it should be");
    const auto part = bytes_.subspan(at_, marks_[1] - at_);
    at_ = marks_[1];
    marks_ = marks_.subspan(2);
    errands_.push_back([part, read = std::move(read)] {
      FlatReader reader(part, {});
      read(reader);
      return reader.end();
    });
  }
  [[nodiscard]] std::vector<Errand> take_errands() { return std::move(errands_); }

  void fail(std::string_view what) {
    if (complaint_.empty()) complaint_ = std::string(what) + " at byte " + std::to_string(at_);
    at_ = bytes_.size();
  }
  [[nodiscard]] bool failed() const { return !complaint_.empty(); }
  [[nodiscard]] std::size_t rest() const { return bytes_.size() - at_; }
  // corrupt, with the complaint or for what is left over.
  [[nodiscard]] Status end() {
    if (!failed() && (rest() != 0 || !marks_.empty())) fail("there is more than belongs there");
    return failed() ? Status(Error(Code::corrupt, complaint_)) : Status(Ok{});
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::span<const std::uint64_t> marks_;
  std::size_t at_ = 0;
  std::string complaint_;
  std::vector<Errand> errands_;
};

}  // namespace setoff
