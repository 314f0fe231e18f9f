#pragma once
// BooksSink: judges and books the engine's events in books of its own and keeps nothing else: no
// journal, keys or hashes. Verdicts and books are those of a LedgerSink, provided that no two
// events share an id, which a run sees to, and that none names an earlier entry, which no run does.
// Each thread that runs paths needs a sink of its own. Errors: malformed.

#include <vector>

#include "ledger/rules/post.h"
#include "simulator/engine/run.h"

namespace setoff::simulator {

class BooksSink final : public EventSink {
 public:
  BooksSink() = default;
  // Goes on from the books of an earlier evening.
  explicit BooksSink(State state) : state_(std::move(state)) {}

  [[nodiscard]] Result<SinkOutcome> submit(const Event& event) override;
  [[nodiscard]] const State& state() const override { return state_; }

 private:
  State state_;
  Draft draft_;  // reused, as are the postings
  std::vector<PostingView> postings_;
};

}  // namespace setoff::simulator
