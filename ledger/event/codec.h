#pragma once
// The canonical encoding of an entry: the bytes that are hashed and stored. Version 1: big-endian
// fixed-width integers, every variable part length-prefixed; decoding accepts exactly the bytes
// that encoding produces. Layout: docs/ledger-file-format.md. Errors: corrupt with the offset;
// entry_too_large above kEntrySizeMax; bad_field for what has no encoding (no booking time, a
// signature, a day outside the books' range).

#include <cstdint>
#include <span>
#include <vector>

#include "ledger/event/entry.h"

namespace setoff {

using ByteBuffer = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

// Appends the encoding to `out`; on an error `out` is unchanged.
[[nodiscard]] Status encode_entry(const Entry& entry, ByteBuffer& out);
[[nodiscard]] Result<Entry> decode_entry(ByteView bytes);

// The front of an entry, without links and postings: enough to replay it.
struct EntryFront {
  Sequence sequence = 0;
  std::uint16_t rules_version = 0;
  std::optional<Code> refusal;
  Event event;
};
[[nodiscard]] Result<EntryFront> decode_front(ByteView bytes);

// An entry whose postings, and only those, are views into the encoded bytes: for callers that read
// many entries and keep none.
struct StoredEntry {
  EntryFront head;
  std::vector<Link> links;
  std::vector<PostingView> postings;
};
[[nodiscard]] Result<StoredEntry> decode_stored(ByteView bytes);
// Decodes into `entry` and reuses its buffers; after an error `entry` is partly filled.
[[nodiscard]] Status decode_stored(ByteView bytes, StoredEntry& entry);

// The two parts of the encoding, for a writer that must know that the event fits before it books
// it. The front followed by the back is what encode_entry() produces.
struct EntryHeader {
  Sequence sequence = 0;
  std::uint16_t rules_version = kRulesVersion;
  std::optional<Code> refusal;
};
[[nodiscard]] Status encode_front(const EntryHeader& header, const Event& event, ByteBuffer& out);
[[nodiscard]] Status encode_back(std::span<const Link> links, std::span<const PostingView> postings,
                                 ByteBuffer& out);

}  // namespace setoff
