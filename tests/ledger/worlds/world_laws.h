#pragma once
// WorldLaws: every law of the books over one world, while it is played and at its end. A breach
// names its law: "law 16", or a law of the whole ledger: "audit", "replay", "lines".

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ledger/audit/entry_laws.h"
#include "ledger/audit/gain_laws.h"
#include "tests/ledger/worlds/world_events.h"

namespace setoff::tests {

struct WorldBreach {
  std::string law;
  std::string what;
};

class WorldLaws {
 public:
  void before(const Books& books, const Event& event);
  void after(const Books& books, const Event& event, const Result<Entry>& entry);
  void at_the_end(const Books& books);
  [[nodiscard]] const std::vector<WorldBreach>& breaches() const { return breaches_; }

 private:
  void add(const std::vector<LawBreach>& found, std::string_view where);
  void add(std::string law, std::string what) {
    breaches_.push_back({std::move(law), std::move(what)});
  }
  [[nodiscard]] std::vector<std::int64_t> available(const State& state, const Event& event) const;
  void check_mirror_of(const Books& books, const Entry& entry);
  void check_revalued(const State& state, const Event& event);
  void check_days(const Books& books);
  void check_ledger(const Books& books);

  std::vector<WorldBreach> breaches_;
  EntryLaws of_entries_;
  GainLaws of_gains_;
  std::set<Day> days_;
  std::map<std::pair<std::string, Commodity>, DatedSeries> theirs_;  // the other side's books
  bool mirror_fits_ = true;                                          // into 64 bits
  // The event in hand.
  std::vector<std::int64_t> available_;
  std::optional<State> state_before_;
  std::size_t seen_ = 0;
};

// All breaches of the events.
[[nodiscard]] std::vector<WorldBreach> breaches_of(const WorldEvents& world);
// Those of one law in as few of the events as show it, with these events as JSON lines.
[[nodiscard]] std::string counterexample(const WorldEvents& world, const std::string& law);

}  // namespace setoff::tests
