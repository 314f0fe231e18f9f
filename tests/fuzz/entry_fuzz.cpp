// links: event
//
// Entries from hostile bytes: what decodes encodes to the very same bytes, and its front says the
// same.
#include <algorithm>
#include <cstdint>

#include "ledger/base/check.h"
#include "ledger/event/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace setoff;
  const ByteView bytes(data, size);
  const auto head = decode_front(bytes);
  const auto entry = decode_entry(bytes);
  if (!entry) {
    SETOFF_CHECK(entry.error().code == Code::corrupt && !entry.error().detail.empty());
    return 0;
  }
  SETOFF_CHECK(head.has_value() && head->event == entry->event && head->refusal == entry->refusal);
  ByteBuffer again;
  SETOFF_CHECK(encode_entry(*entry, again).has_value());
  SETOFF_CHECK(std::ranges::equal(again, bytes));
  return 0;
}
