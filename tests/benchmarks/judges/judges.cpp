// Compares engines on the model of two_way_model.h, in one run: run() into a ledger in memory,
// run() into books without journal or hashes, and moves judged on numbers. First it shows that all
// of them end every day of some paths with the same balance; then it prints paths and path-days per
// second.
//
//   setoff_judges [seconds per engine]
//   setoff_judges --balances PATHS
//   setoff_judges --scenario FILE [seconds per engine]    paths of a scenario by run() alone
//
// tests/benchmarks/judges/judges.sh adds numpy.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "ledger/text/diagnostic.h"
#include "ledger/writer/ledger_writer.h"
#include "simulator/engine/books_sink.h"
#include "simulator/engine/ledger_sink.h"
#include "simulator/scenario/load.h"
#include "tests/benchmarks/judges/fast_judge.h"

namespace setoff::benchmarks {
namespace {

class LedgerInMemory final : public simulator::EventSink {
 public:
  LedgerInMemory() : book_(std::move(*LedgerWriter::open(journal_))), sink_(*book_) {}
  Result<simulator::SinkOutcome> submit(const Event& event) override { return sink_.submit(event); }
  [[nodiscard]] const State& state() const override { return sink_.state(); }

 private:
  MemoryJournal journal_;
  std::unique_ptr<LedgerWriter> book_;
  simulator::LedgerSink sink_;
};

constexpr const char* kScenario = SETOFF_SOURCE_DIR "/tests/benchmarks/judges/two-way.yaml";

simulator::Scenario load(const std::string& file) {
  auto loaded = simulator::load_scenario(file);
  if (loaded.scenario) return std::move(*loaded.scenario);
  std::fputs(render(loaded.diagnostics).c_str(), stderr);
  std::exit(1);
}

template <class Sink>
simulator::RunResult run_into(const simulator::Scenario& scenario, std::uint64_t path) {
  Sink sink;
  simulator::RunOptions options;
  options.path = path;
  auto result = simulator::run(scenario, sink, options);
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", result.error().text().c_str());
  std::exit(1);
}

simulator::Steps<Quantity> steps_of(const std::vector<Day>& months,
                                    const std::vector<std::int64_t>& a_day) {
  simulator::Steps<Quantity> steps;
  for (std::size_t i = 0; i < a_day.size(); ++i)
    steps.steps.push_back({months[i], Quantity(a_day[i], *Unit::find("value"))});
  return steps;
}

// Runs path after path; returns how many a second.
template <class Run>
double measure(const char* name, double seconds, std::size_t days, Run&& run_path) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  double elapsed = 0;
  std::uint64_t paths = 0;
  while (elapsed < seconds) {
    for (int i = 0; i < 4; ++i)
      run_path(paths++);
    elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
  }
  const double rate = static_cast<double>(paths) / elapsed;
  std::printf("%-34s %12.0f paths/s %14.0f path-days/s\n", name, rate,
              rate * static_cast<double>(days));
  return rate;
}

class Comparison {
 public:
  explicit Comparison(double seconds)
      : seconds_(seconds), months_(month_starts(model_)), scenario_(load(kScenario)) {
    days_ = static_cast<std::size_t>(months_.back() - months_.front());
  }

  template <class Sink>
  std::vector<std::int64_t> by_run(std::uint64_t path) {
    const auto flows = flows_of(model_, path);
    scenario_.exports[0].quantity = steps_of(months_, flows.out);
    scenario_.purchases[0].contract.quantity = steps_of(months_, flows.in);
    const auto result = run_into<Sink>(scenario_, 0);
    refusals_ += result.refusals.size();
    return result.daily.find("balance.pot")->values;
  }

  bool same_on(std::uint64_t paths) {
    std::vector<std::int64_t> fast(days_);
    std::uint64_t refused = 0;
    for (std::uint64_t path = 0; path < paths; ++path) {
      refused += run_fast(model_, months_, flows_of(model_, path), fast).refusals;
      const auto books = by_run<LedgerInMemory>(path);
      const auto [here, there] = std::ranges::mismatch(books, fast);
      if (here == books.end()) continue;
      std::printf("path %llu, day %td: %lld in the books, %lld on numbers\n",
                  static_cast<unsigned long long>(path), here - books.begin(),
                  static_cast<long long>(*here), static_cast<long long>(*there));
      return false;
    }
    std::printf(
        "same balance on each of %zu days of %llu paths; refused: %llu by the books, %llu on "
        "numbers\n",
        days_, static_cast<unsigned long long>(paths), static_cast<unsigned long long>(refusals_),
        static_cast<unsigned long long>(refused));
    return refusals_ == refused && refused > 0;
  }

  void measure_all() {
    std::int64_t sum = 0;
    const double ledger =
        measure("run() into a ledger in memory", seconds_, days_,
                [&](std::uint64_t path) { sum += by_run<LedgerInMemory>(path).back(); });
    const double books =
        measure("run() into books alone", seconds_, days_,
                [&](std::uint64_t path) { sum += by_run<simulator::BooksSink>(path).back(); });
    const double fast =
        measure("moves judged on numbers", seconds_, days_, [&](std::uint64_t path) {
          sum += run_fast(model_, months_, flows_of(model_, path), {}).balance;
        });
    std::printf("on numbers: %.0f times run() into a ledger, %.0f times run() into books\n",
                fast / ledger, fast / books);
    if (sum == 0) std::printf("(nothing moved)\n");
  }

 private:
  double seconds_;
  TwoWayModel model_;
  std::vector<Day> months_;
  simulator::Scenario scenario_;
  std::size_t days_ = 0;
  std::uint64_t refusals_ = 0;
};

void measure_scenario(const std::string& file, double seconds) {
  const auto scenario = load(file);
  const auto days = static_cast<std::size_t>(scenario.time.to - scenario.time.from + 1);
  std::uint64_t events = 0;
  measure("run() into a ledger in memory", seconds, days,
          [&](std::uint64_t path) { events = run_into<LedgerInMemory>(scenario, path).events; });
  measure("run() into books alone", seconds, days, [&](std::uint64_t path) {
    events = run_into<simulator::BooksSink>(scenario, path).events;
  });
  std::printf("%llu events in the last path\n", static_cast<unsigned long long>(events));
}

// At the end of the last day of the first paths, on one line.
void print_balances(std::uint64_t paths) {
  const TwoWayModel model;
  const auto months = month_starts(model);
  for (std::uint64_t path = 0; path < paths; ++path)
    std::printf("%s%lld", path == 0 ? "" : " ",
                static_cast<long long>(run_fast(model, months, flows_of(model, path), {}).balance));
  std::printf("\n");
}

}  // namespace
}  // namespace setoff::benchmarks

int main(int argc, char** argv) {
  if (argc > 2 && std::string_view(argv[1]) == "--balances") {
    setoff::benchmarks::print_balances(std::strtoull(argv[2], nullptr, 10));
    return 0;
  }
  if (argc > 2 && std::string_view(argv[1]) == "--scenario") {
    setoff::benchmarks::measure_scenario(argv[2], argc > 3 ? std::atof(argv[3]) : 2.0);
    return 0;
  }
  setoff::benchmarks::Comparison comparison(argc > 1 ? std::atof(argv[1]) : 2.0);
  if (!comparison.same_on(20)) return 1;
  comparison.measure_all();
  return 0;
}
