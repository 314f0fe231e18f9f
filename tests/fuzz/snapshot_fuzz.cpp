// links: writer
//
// Snapshots from hostile bytes: as they are, which must not be taken unless every digest agrees;
// and as the bytes of a state behind those digests, where whatever is read must be in order.
#include <cstdint>

#include "ledger/base/check.h"
#include "ledger/books/state_codec.h"
#include "ledger/writer/snapshot.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace setoff;
  const ByteView bytes(data, size);
  if (const auto taken = read_snapshot_unchecked(bytes); taken)
    SETOFF_CHECK(taken->head.sequence == taken->books->state.next_sequence);
  // Marks as a forger would set them: one stretch for each table, over all that is there.
  std::vector<std::uint64_t> marks;
  for (std::uint64_t at = 0; at <= size && marks.size() < 64; at += 8)
    marks.push_back(at);
  State state;
  FlatReader in(bytes, marks);
  read_state(in, state);
  bool sound = true;
  for (const auto& errand : in.take_tasks())
    sound = errand().has_value() && sound;
  if (sound && in.finish()) static_cast<void>(check_state(state).has_value());
  return 0;
}
