#pragma once
// JournalPort: where a LedgerWriter stores its entries. Each append() commits one group of entries,
// as canonical bytes in order; the group is durable when append() returns. Implemented by
// ledger/store (SQLite) and by MemoryJournal. One thread at a time may use it. Errors: cannot_read,
// cannot_write, corrupt; a failed append leaves the journal unchanged.

#include <functional>
#include <span>

#include "ledger/base/result.h"
#include "ledger/event/codec.h"

namespace setoff {

// A group of this size takes no further entry. Including its last entry and all end offsets it
// stays below SQLite's row limit of 10^9 bytes, because an entry is longer than 32 bytes.
inline constexpr std::size_t kGroupBytesMax = std::size_t{512} << 20U;

// The entries of one commit: their bytes back to back, with entry i ending at ends[i].
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
  // Number of entries, which is the next sequence.
  [[nodiscard]] virtual Sequence size() const = 0;
  // The group must begin at size(). An empty one changes nothing.
  [[nodiscard]] virtual Status append(const EntryGroup& group) = 0;
  // Whether append() would probably succeed; called from time to time when there is nothing to
  // append. Leaves the entries unchanged. After a failed append it should try to write something.
  [[nodiscard]] virtual Status probe() { return Ok{}; }
  // The entry with that sequence; unknown_lot if there is none.
  [[nodiscard]] virtual Result<ByteBuffer> read(Sequence sequence) const = 0;
  // Calls visit(group) for groups in order, starting with the one that contains `from`; stops at
  // the first error of visit().
  [[nodiscard]] virtual Status each_group(
      Sequence from, const std::function<Status(const EntryGroup&)>& visit) const = 0;
};

[[nodiscard]] inline Result<Entry> read_entry(const JournalPort& journal, Sequence sequence) {
  SETOFF_TRY(bytes, journal.read(sequence));
  return decode_entry(bytes);
}

// An in-memory journal, for simulations that keep no ledger, dry runs and tests.
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
