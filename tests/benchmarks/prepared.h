#pragma once
// What the benchmarks run on, made once for a process: the events of the mix, their journal in
// memory and as a ledger file, their JSON lines.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "ledger/writer/ledger_writer.h"

namespace setoff::benchmarks {

inline constexpr std::size_t kGroupSize = 4'096;  // events to a commit, as the program has it

class Prepared {
 public:
  explicit Prepared(std::size_t count);
  ~Prepared();
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  // As many events as were asked for, and a tenth more that follow them.
  [[nodiscard]] const std::vector<Event>& events() const { return events_; }
  [[nodiscard]] const std::vector<Event>& later_events() const { return later_; }
  // The journal of events().
  [[nodiscard]] const MemoryJournal& journal();
  [[nodiscard]] const std::vector<std::string>& lines();
  // A folder of this process's own; removed at the end.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::vector<Event> events_;
  std::vector<Event> later_;
  std::unique_ptr<MemoryJournal> journal_;
  std::vector<std::string> lines_;
  std::filesystem::path folder_;
};

// Books the events in groups; aborts on anything but booked and refused.
void import_all(LedgerWriter& book, const std::vector<Event>& events);

}  // namespace setoff::benchmarks
