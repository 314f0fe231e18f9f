#pragma once
// EntryStream: the entries of a journal in order, decoded and with their leaf hashes, a few
// thousand at a time; the next ones are decoded on another core while the caller works on these.
// Errors: corrupt for bytes that are no entry, or one with another number than its place; those of
// the journal.

#include <functional>
#include <future>
#include <vector>

#include "ledger/book/journal.h"
#include "ledger/crypto/digest.h"

namespace setoff {

struct DecodedEntries {
  std::vector<EntryGroup> groups;    // their bytes
  std::vector<StoredEntry> entries;  // they view into the groups
  std::vector<Digest> leaves;
  std::optional<Error> broken;  // after the last of them
};

// Entries [begin, end) of the group, added to what was decoded. They view into it.
void add_entries(const EntryGroup& group, std::size_t begin, std::size_t end, DecodedEntries& to);

class EntryStream {
 public:
  // Gives the group that holds an entry. Called by next() only, in the caller's thread.
  using GroupOf = std::function<Result<EntryGroup>(Sequence)>;

  // From `from` to before `end`; the groups of both may reach further.
  EntryStream(Sequence from, Sequence end, GroupOf group_of);

  // The next entries; none at the end.
  [[nodiscard]] DecodedEntries next();

 private:
  void begin();

  Sequence at_;
  Sequence end_;
  GroupOf group_of_;
  std::future<DecodedEntries> coming_;
};

}  // namespace setoff
