#pragma once
// The memory of a run: what its behaviours remember from one day to the next, as bytes that do not
// depend on the machine. Each behaviour lists its members in serialize(), in the way of the cereal
// library; the bytes end with a digest of the rest. A version of the program reads its own bytes
// only. Errors: corrupt.

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/date.h"
#include "ledger/base/result.h"
#include "ledger/event/entry.h"

namespace setoff::simulator {

class DayLoop;
class EventSubmitter;

struct MemoryHead {
  std::string scenario;
  std::uint64_t path = 0;
  Sequence entries = 0;  // in the books of that evening
  Day next;              // first day after it

  template <class Archive>
  void serialize(Archive& archive) {
    archive(scenario, path, entries, next);
  }
};

[[nodiscard]] std::string write_memory(const MemoryHead& head, const EventSubmitter& events,
                                       const DayLoop& loop);
[[nodiscard]] Result<MemoryHead> read_memory(std::string_view bytes, EventSubmitter& events,
                                             DayLoop& loop);

}  // namespace setoff::simulator
