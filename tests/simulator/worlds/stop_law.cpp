// A run that stops on a day and goes on later, in books that are opened anew, is the run without
// the stop (L1).

#include "ledger/crypto/encoding.h"
#include "simulator/engine/ledger_sink.h"
#include "tests/simulator/worlds/scenario_laws.h"

namespace setoff::simulator::tests {

namespace {

// Runs up to `stop`, without it; what the run remembers then.
Result<std::string> run_until(const Scenario& scenario, Day stop, JournalPort& journal) {
  SETOFF_TRY(book, LedgerWriter::open(journal));
  LedgerSink sink(*book);
  SETOFF_TRY(run, PausableRun::begin(scenario, sink));
  while (run.next_day() < stop)
    SETOFF_TRY_STATUS(run.run_day());
  SETOFF_TRY_STATUS(book->commit());
  return run.memory();
}

struct Ended {
  RunResult result;
  std::string root;
};

Result<Ended> go_on(const Scenario& scenario, const std::string& memory, JournalPort& journal) {
  SETOFF_TRY(book, LedgerWriter::open(journal));
  LedgerSink sink(*book);
  SETOFF_TRY(run, PausableRun::resume(scenario, sink, memory));
  if (run.memory() != memory) return Error(Code::corrupt, "the memory comes back changed");
  while (!run.at_end())
    SETOFF_TRY_STATUS(run.run_day());
  Ended ended;
  ended.result = run.finish();
  SETOFF_TRY_STATUS(book->commit());
  ended.root = to_hex(book->root().view());
  return ended;
}

}  // namespace

void check_stop(const Life& life, std::uint64_t seed, Breaches& breaches) {
  const Scenario& scenario = life.scenario();
  const auto days = static_cast<std::uint64_t>(scenario.time.to - scenario.time.from);
  const Day stop = scenario.time.from + static_cast<int>(1 + seed * 7919 % std::max(days, 1UL));
  MemoryJournal journal;
  const auto memory = run_until(scenario, stop, journal);
  if (!memory) return breaches.push_back({"stop", memory.error().text()});
  const auto ended = go_on(scenario, *memory, journal);
  if (!ended) return breaches.push_back({"stop", ended.error().text()});
  const std::string when = "stopped before " + stop.text();
  if (ended->root != life.root()) breaches.push_back({"stop", when + ", the journal is another"});
  if (ended->result != life.result())
    breaches.push_back({"stop", when + ", the result is another"});
}

}  // namespace setoff::simulator::tests
