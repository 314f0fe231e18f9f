#pragma once
// WriterSink: submits the engine's events to a LedgerWriter in memory, and shows them to the test.

#include <functional>
#include <optional>

#include "ledger/writer/ledger_writer.h"
#include "simulator/engine/run.h"

namespace setoff::simulator::tests {

class WriterSink final : public EventSink {
 public:
  explicit WriterSink(LedgerWriter& book) : book_(book) {}

  // Called with each event before it is submitted, and once it has an entry, with its refusal.
  std::function<void(const Event&)> before;
  std::function<void(const Event&, std::optional<Code> refusal)> after;

  [[nodiscard]] Result<SinkOutcome> submit(const Event& event) override;
  [[nodiscard]] const State& state() const override { return book_.state(); }

 private:
  LedgerWriter& book_;
};

}  // namespace setoff::simulator::tests
