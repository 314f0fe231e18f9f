#pragma once
// LedgerSink: submits the engine's events to a ledger and commits them in groups; the caller
// commits the last one. Errors: those of the ledger and its journal.

#include "ledger/writer/ledger_writer.h"
#include "simulator/engine/run.h"

namespace setoff::simulator {

class LedgerSink final : public EventSink {
 public:
  explicit LedgerSink(LedgerWriter& book) : book_(book) {}

  [[nodiscard]] Result<SinkOutcome> submit(const Event& event) override;
  [[nodiscard]] const State& state() const override { return book_.state(); }

 private:
  LedgerWriter& book_;
};

}  // namespace setoff::simulator
