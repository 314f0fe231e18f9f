#pragma once
// The canonical encoding of an entry: the bytes that are hashed and stored. Version 1, big-endian
// fixed-width integers, every variable part length-prefixed; decoding accepts exactly the bytes
// that encoding gives. Layout: docs/ledger-format.md. Errors: corrupt with the offset;
// entry_too_large above kEntrySizeMax.

#include <cstdint>
#include <span>
#include <vector>

#include "ledger/core/entry.h"

namespace setoff {

using ByteBuffer = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

// Appends the encoding to `out`.
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

}  // namespace setoff
