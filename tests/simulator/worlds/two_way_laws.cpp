// Laws of trade both ways: what is owed abroad is what was bought and not paid; nothing is settled
// that was not called.

#include "tests/simulator/worlds/scenario_laws.h"

namespace setoff::simulator::tests {

namespace {

const Column* column_of(const Life& life, const std::string& name) {
  return life.result().daily.find(name);
}

// Sums of the rows of columns, each from its first row on if it is a flow.
class Sums {
 public:
  explicit Sums(const Life& life) : life_(life), rows_(life.result().daily.days.size()) {}

  void add_level(const std::string& name, std::int64_t sign) {
    const Column* const column = column_of(life_, name);
    if (column == nullptr) return;
    for (std::size_t row = 0; row < rows_.size(); ++row)
      rows_[row] += sign * Int128{column->values[row]};
  }
  void add_flow(const std::string& name, std::int64_t sign) {
    const Column* const column = column_of(life_, name);
    if (column == nullptr) return;
    Int128 so_far = 0;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      so_far += column->values[row];
      rows_[row] += sign * so_far;
    }
  }
  [[nodiscard]] const std::vector<Int128>& rows() const { return rows_; }

 private:
  const Life& life_;
  std::vector<Int128> rows_;
};

}  // namespace

void check_two_way(const Life& life, Breaches& breaches) {
  const Scenario& scenario = life.scenario();
  const auto& days = life.result().daily.days;
  const auto breach_where = [&](const Sums& sums, const std::string& what, auto&& is_wrong) {
    for (std::size_t row = 0; row < days.size(); ++row)
      if (is_wrong(sums.rows()[row]))
        return breaches.push_back({"two_way", what + " on " + days[row].text()});
  };
  Sums owed(life);
  for (const Contract& line : scenario.exports)
    owed.add_level("claims." + line.name + ".payable", 1);
  for (const Purchase& purchase : scenario.purchases) {
    owed.add_flow("purchased." + purchase.contract.name, 1);
    owed.add_flow("paid_for." + purchase.contract.name, -1);
  }
  breach_where(owed, "what is owed is not what was bought and not paid",
               [](Int128 rest) { return rest != 0; });
  for (std::uint32_t i = 0; i < scenario.accounts.size(); ++i) {
    const ScenarioAccount& account = scenario.accounts[i];
    Sums uncalled(life);
    uncalled.add_flow("settled." + account.name, 1);
    uncalled.add_flow("called." + account.name, -1);
    breach_where(uncalled, account.name + ": more was settled than called",
                 [](Int128 rest) { return rest > 0; });
  }
}

}  // namespace setoff::simulator::tests
