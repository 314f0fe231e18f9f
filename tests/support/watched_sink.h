#pragma once
// WatchedSink: a LedgerSink that shows each event to the test.

#include <functional>
#include <optional>

#include "simulator/engine/ledger_sink.h"

namespace setoff::simulator::tests {

class WatchedSink final : public EventSink {
 public:
  explicit WatchedSink(LedgerWriter& book) : sink_(book) {}

  // Called with each event before it is submitted, and once it has an entry, with its refusal.
  std::function<void(const Event&)> before;
  std::function<void(const Event&, std::optional<Code> refusal)> after;

  [[nodiscard]] Result<SinkOutcome> submit(const Event& event) override;
  [[nodiscard]] const State& state() const override { return sink_.state(); }

 private:
  LedgerSink sink_;
};

}  // namespace setoff::simulator::tests
