#pragma once
// The canonical encoding of an entry: the bytes that are hashed and stored. Version 1, big-endian
// fixed-width integers, every variable part length-prefixed; decoding accepts exactly the bytes
// that encoding gives. Layout: docs/ledger-file-format.md. Errors: corrupt with the offset;
// entry_too_large above kEntrySizeMax; bad_field for what has no encoding (no booking time, a
// signature, a day outside the books' range).

#include <cstdint>
#include <span>
#include <vector>

#include "ledger/core/entry.h"

namespace setoff {

using ByteBuffer = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

// Appends the encoding to `out`; on an error `out` is as it was.
[[nodiscard]] Status encode_entry(const Entry& entry, ByteBuffer& out);
[[nodiscard]] Result<Entry> decode_entry(ByteView bytes);

// The front of an entry without its postings: enough to replay it.
struct EntryHead {
  Sequence sequence = 0;
  std::uint16_t rules_version = 0;
  std::optional<Code> refusal;
  Event event;
};
[[nodiscard]] Result<EntryHead> decode_head(ByteView bytes);

// An entry of which postings alone view into its bytes: for those who read many and keep none.
struct StoredEntry {
  EntryHead head;
  std::vector<Link> links;
  std::vector<PostingView> postings;
};
[[nodiscard]] Result<StoredEntry> decode_stored(ByteView bytes);
// Into one that is there, whose memory serves again; after an error it holds parts of the entry.
[[nodiscard]] Status decode_stored(ByteView bytes, StoredEntry& entry);

// The two parts of the encoding, for a writer that must know that the event fits before it books
// it: front and back laid end to end are what encode_entry gives.
struct EntryPlace {
  Sequence sequence = 0;
  std::uint16_t rules_version = kRulesVersion;
  std::optional<Code> refusal;
};
[[nodiscard]] Status encode_front(const EntryPlace& place, const Event& event, ByteBuffer& out);
[[nodiscard]] Status encode_back(std::span<const Link> links, std::span<const PostingView> postings,
                                 ByteBuffer& out);

}  // namespace setoff
