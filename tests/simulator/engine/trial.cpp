#include "tests/simulator/engine/trial.h"

#include <gtest/gtest.h>

#include <numeric>

#include "ledger/crypto/encoding.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/writer_sink.h"

namespace setoff::simulator::tests {

namespace {

const Column& column_of(const RunResult& result, std::string_view name) {
  const Column* found = result.daily.find(name);
  SETOFF_CHECK(found != nullptr);
  return *found;
}

Trial try_loaded(const LoadedScenario& loaded) {
  Trial trial;
  EXPECT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  if (!loaded.scenario) return trial;
  trial.scenario = *loaded.scenario;
  MemoryJournal journal;
  auto book = LedgerWriter::open(journal);
  SETOFF_CHECK(book.has_value());
  WriterSink sink(**book);
  sink.after = [&](const Event& event, std::optional<Code> refusal) {
    trial.events.push_back({event, refusal});
  };
  auto result = run(trial.scenario, sink);
  EXPECT_TRUE(result.has_value()) << result.error().text();
  if (!result) return trial;
  EXPECT_TRUE((*book)->commit().has_value());
  trial.result = std::move(*result);
  trial.root = to_hex((*book)->root().view());
  return trial;
}

}  // namespace

std::int64_t Trial::sum(std::string_view column) const {
  const auto& values = column_of(result, column).values;
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

std::int64_t Trial::last(std::string_view column) const {
  return column_of(result, column).values.back();
}

std::int64_t Trial::on(std::string_view column, std::string_view day) const {
  const auto parsed = parse_day(day);
  SETOFF_CHECK(parsed.has_value());
  const auto row = result.daily.row(*parsed);
  SETOFF_CHECK(row.has_value());
  return column_of(result, column).values[*row];
}

std::size_t Trial::count(EventType type) const {
  std::size_t found = 0;
  for (const auto& one : events)
    if (!one.refusal && one.event.type() == type) ++found;
  return found;
}

std::size_t Trial::refused(EventType type, Code code) const {
  std::size_t found = 0;
  for (const auto& one : events)
    if (one.refusal == code && one.event.type() == type) ++found;
  return found;
}

Trial try_file(const std::string& file, const LoadOptions& options) {
  return try_loaded(load_scenario(std::string(SETOFF_SOURCE_DIR) + "/" + file, options));
}

Trial try_text(std::string_view text, const LoadOptions& options) {
  return try_loaded(load_text(text, options));
}

std::string faults_of(const std::string& file, const LoadOptions& options) {
  const auto loaded = load_scenario(std::string(SETOFF_SOURCE_DIR) + "/" + file, options);
  return render(loaded.diagnostics);
}

}  // namespace setoff::simulator::tests
