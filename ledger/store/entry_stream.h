#pragma once
// EntryStream: reads the entries of a journal in order, decoded and with their leaf hashes, a few
// thousand at a time. The next batch is decoded on another core while the caller works on the
// current one. Errors: corrupt for bytes that are not an entry or for an entry with the wrong
// sequence; those of the journal.

#include <functional>
#include <future>
#include <vector>

#include "ledger/crypto/digest.h"
#include "ledger/writer/journal.h"

namespace setoff {

struct DecodedEntries {
  std::vector<EntryGroup> groups;    // the bytes of the entries
  std::vector<StoredEntry> entries;  // views into the groups
  std::vector<Digest> leaves;
  std::optional<Error> broken;  // why decoding stopped after the last entry
};

// Decodes entries [begin, end) of the group and appends them to `to`, as views into the group.
void add_entries(const EntryGroup& group, std::size_t begin, std::size_t end, DecodedEntries& to);

class EntryStream {
 public:
  // Returns the group that contains an entry. Called only on the caller's thread.
  using GroupOf = std::function<Result<EntryGroup>(Sequence)>;

  // Streams entries [from, end); the first and the last group may extend beyond this range.
  EntryStream(Sequence from, Sequence end, GroupOf group_of);

  // The next batch; empty at the end.
  [[nodiscard]] DecodedEntries next();

 private:
  void begin();

  Sequence at_;
  Sequence end_;
  GroupOf group_of_;
  std::future<DecodedEntries> coming_;
};

}  // namespace setoff
