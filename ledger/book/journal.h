#pragma once
// JournalPort: where the book keeps its entries. One group of entries is committed at a time, as
// the canonical bytes in order; it is durable when append() returns. Implemented by ledger/store
// (SQLite) and by MemoryJournal. Errors: cannot_read, cannot_write, corrupt; a failed append leaves
// the journal as it was.

#include <functional>
#include <span>

#include "ledger/base/result.h"
#include "ledger/core/codec.h"

namespace setoff {

// A group that has so many bytes takes no further entry. With that entry and the ends of all it
// stays below the 10^9 bytes that a row of SQLite may have: an entry is longer than 32 bytes.
inline constexpr std::size_t kGroupBytesMax = std::size_t{512} << 20U;

// Entries of one commit: their bytes laid end to end, entry i ending at ends[i].
struct EntryGroup {
  Sequence first = 0;
  ByteBuffer bytes;
  std::vector<std::uint32_t> ends;

  [[nodiscard]] std::size_t size() const { return ends.size(); }
  [[nodiscard]] ByteView at(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends[index - 1];
    return ByteView(bytes).subspan(begin, ends[index] - begin);
  }
};

class JournalPort {
 public:
  virtual ~JournalPort() = default;
  // Number of entries; the next sequence.
  [[nodiscard]] virtual Sequence size() const = 0;
  [[nodiscard]] virtual Status append(const EntryGroup& group) = 0;
  // Whether append() would likely go well, asked now and then when there is nothing to append. It
  // leaves the entries as they are. After a failed append it should try to write something.
  [[nodiscard]] virtual Status probe() { return Ok{}; }
  // The entry of that sequence; unknown_lot if there is none.
  [[nodiscard]] virtual Result<ByteBuffer> read(Sequence sequence) const = 0;
  // Calls visit(group) for groups in order, from the one that holds `from`; stops at its first
  // error.
  [[nodiscard]] virtual Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const = 0;
};

// A journal in memory: simulations that keep no ledger, dry runs, tests.
class MemoryJournal final : public JournalPort {
 public:
  [[nodiscard]] Sequence size() const override { return size_; }
  [[nodiscard]] Status append(const EntryGroup& group) override;
  [[nodiscard]] Result<ByteBuffer> read(Sequence sequence) const override;
  [[nodiscard]] Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const override;

 private:
  std::vector<EntryGroup> groups_;
  Sequence size_ = 0;
};

}  // namespace setoff
