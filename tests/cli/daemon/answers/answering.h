#pragma once
// Answering: the worked example in a journal in memory, with two limits and one refusal behind it,
// and questions about it.

#include <boost/json.hpp>
#include <string>

#include "cli/daemon/answers/answers.h"
#include "ledger/writer/ledger_writer.h"
#include "tests/support/worked_example.h"

namespace setoff::tests {

class Answering {
 public:
  Answering();

  // Books one more event on that value date.
  void book(std::string_view value_date, EventData data);
  // The answer, or the error's text.
  [[nodiscard]] std::string ask(std::string_view target);
  [[nodiscard]] boost::json::object object(std::string_view target);
  [[nodiscard]] Result<std::string> result(
      std::string_view target, const cli::CancellationCheck& may_continue = cli::never_cancelled);
  // What becomes of a question that has no time.
  [[nodiscard]] Code impatient(std::string_view target);
  [[nodiscard]] const State& state() const { return book_->state(); }

 private:
  MemoryJournal journal_;
  std::unique_ptr<LedgerWriter> book_;
  LeafTree tree_;
  std::uint64_t made_ = 0;
};

}  // namespace setoff::tests
