#pragma once
// LedgerSink: submits the engine's events to a book and commits them in groups. Errors: those of
// the book and its journal.

#include "ledger/writer/ledger_writer.h"
#include "simulator/engine/run.h"

namespace setoff::cli {

class LedgerSink final : public simulator::EventSink {
 public:
  explicit LedgerSink(LedgerWriter& book) : book_(book) {}

  [[nodiscard]] Result<simulator::SinkOutcome> submit(const Event& event) override;
  [[nodiscard]] const State& state() const override { return book_.state(); }

 private:
  LedgerWriter& book_;
};

}  // namespace setoff::cli
