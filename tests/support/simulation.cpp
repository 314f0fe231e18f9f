#include "tests/support/simulation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "ledger/base/check.h"
#include "ledger/crypto/encoding.h"
#include "tests/support/scenario_fixture.h"
#include "tests/support/watched_sink.h"

namespace setoff::simulator::tests {
Simulation::Simulation(Scenario scenario, std::uint64_t path) : scenario_(std::move(scenario)) {
  auto book = LedgerWriter::open(journal_);
  SETOFF_CHECK(book.has_value());
  book_ = std::move(*book);
  WatchedSink sink(*book_);
  sink.after = [this](const Event& event, std::optional<Code> refusal) {
    events_.push_back({event, refusal});
  };
  RunOptions options;
  options.path = path;
  auto result = run(scenario_, sink, options);
  EXPECT_TRUE(result.has_value()) << result.error().text();
  SETOFF_CHECK(result.has_value());
  result_ = std::move(*result);
  SETOFF_CHECK(book_->commit().has_value());
}

std::string Simulation::root() const {
  return to_hex(book_->root().view());
}

std::vector<Entry> Simulation::entries() const {
  std::vector<Entry> all;
  const auto read = journal_.each_group(0, [&](const EntryGroup& group) -> Status {
    for (std::size_t i = 0; i < group.size(); ++i) {
      SETOFF_TRY(entry, decode_entry(group.at(i)));
      all.push_back(std::move(entry));
    }
    return Ok{};
  });
  SETOFF_CHECK(read.has_value());
  return all;
}

const Column& Simulation::column(std::string_view name) const {
  const Column* const found = result_.daily.find(name);
  EXPECT_NE(found, nullptr) << "no column " << name;
  SETOFF_CHECK(found != nullptr);
  return *found;
}

const std::vector<std::int64_t>& Simulation::values(std::string_view name) const {
  return column(name).values;
}

std::size_t Simulation::count(EventType type) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      events_, [type](const auto& one) { return !one.refusal && one.event.type() == type; }));
}

std::size_t Simulation::refused(EventType type, Code code) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      events_, [&](const auto& one) { return one.refusal == code && one.event.type() == type; }));
}

std::int64_t Simulation::on(std::string_view name, std::string_view date) const {
  const auto row = result_.daily.row(day(date));
  SETOFF_CHECK(row.has_value());
  return column(name).values[*row];
}

std::int64_t Simulation::at(std::string_view name, std::size_t index) const {
  return column(name).values.at(index);
}

std::int64_t Simulation::last(std::string_view name) const {
  return column(name).values.back();
}

std::int64_t Simulation::sum(std::string_view name) const {
  const auto& values = column(name).values;
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

std::string SmallScenario::text() const {
  const std::string held = opening.empty() ? "" : ", opening: { power: " + opening + " }";
  return "scenario: small\n"
         "format: 1\n"
         "title: Power against food\n"
         "time: { from: " +
         from + ", to: " + to + ", months: " + months + more_time +
         " }\n"
         "currency: { contract: USD, payment: USD, reporting: USD, rounding: half_even }\n"
         "seed: 1\n"
         "flows: behavioural\n"
         "purposes: [food]\n"
         "parties:\n"
         "  company: { side: home, role: exporter }\n"
         "  agency: { side: home, role: importer }\n"
         "  ministry: { side: abroad, role: buyer }\n"
         "  bank: { side: abroad, role: custodian }\n"
         "  house: { side: abroad, role: supplier }\n"
         "accounts:\n"
         "  trust: { bank: bank, owner: company, currency: USD" +
         held +
         " }\n"
         "exports:\n"
         "  power: { seller: company, buyer: ministry, quantity: " +
         quantity + ", price: " + price + ", invoice: " + invoice +
         " }\n"
         "payments:\n"
         "  accounts: { power: trust }\n"
         "  behaviour: { pays: " +
         pays + more_behaviour + " }\n" + more;
}

Simulation run_text(std::string_view text, const LoadOptions& options) {
  return Simulation(scenario_of(text, options));
}

Simulation run_file(const std::string& file, const LoadOptions& options) {
  const auto loaded = load_scenario(std::string(SETOFF_SOURCE_DIR) + "/" + file, options);
  EXPECT_TRUE(loaded.scenario.has_value()) << render(loaded.diagnostics);
  SETOFF_CHECK(loaded.scenario.has_value());
  return Simulation(*loaded.scenario);
}

std::string faults_of(const std::string& file, const LoadOptions& options) {
  return render(load_scenario(std::string(SETOFF_SOURCE_DIR) + "/" + file, options).diagnostics);
}

}  // namespace setoff::simulator::tests
