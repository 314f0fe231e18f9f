#pragma once
// Trial: a scenario run into books in memory for tests of the engine: what it shows, the events
// that went in with their outcomes, and the books at the end. Loading and running must succeed.

#include <memory>
#include <string>
#include <vector>

#include "ledger/event/entry.h"
#include "ledger/writer/ledger_writer.h"
#include "simulator/engine/run.h"
#include "simulator/scenario/load.h"

namespace setoff::simulator::tests {

struct Submitted {
  Event event;
  std::optional<Code> refusal;
};

struct Trial {
  Scenario scenario;
  RunResult result;
  std::vector<Submitted> events;
  std::string root;  // of the books, hex: every event with its outcome is under it

  // Sum and last value of a column, in minor units; the value on a day.
  [[nodiscard]] std::int64_t sum(std::string_view column) const;
  [[nodiscard]] std::int64_t last(std::string_view column) const;
  [[nodiscard]] std::int64_t on(std::string_view column, std::string_view day) const;
  [[nodiscard]] std::size_t count(EventType type) const;  // booked
  [[nodiscard]] std::size_t refused(EventType type, Code code) const;
  // The booked events of one type, oldest first.
  template <class Data>
  [[nodiscard]] std::vector<const Event*> booked() const {
    std::vector<const Event*> found;
    for (const auto& one : events)
      if (!one.refusal && std::holds_alternative<Data>(one.event.data)) found.push_back(&one.event);
    return found;
  }
};

// A file below the root of the project, with "path=value" changes.
[[nodiscard]] Trial try_file(const std::string& file, const LoadOptions& options = {});
// The same of a text.
[[nodiscard]] Trial try_text(std::string_view text, const LoadOptions& options = {});
// What loading reports; empty if the file is in order.
[[nodiscard]] std::string faults_of(const std::string& file, const LoadOptions& options);

}  // namespace setoff::simulator::tests
