#pragma once
// ScenarioWriter: draws what a random scenario is made of and writes its sections, one function
// each. What a variation changes is decided after the draws of its place, so that no draw moves.
// Draws stand in streams, whose order every compiler keeps.

#include <sstream>
#include <string>
#include <vector>

#include "ledger/base/date.h"
#include "tests/simulator/worlds/random_scenario.h"
#include "tests/support/world_terms.h"

namespace setoff::simulator::tests {

class ScenarioWriter {
 public:
  ScenarioWriter(std::uint64_t seed, const Variation& variation);
  [[nodiscard]] std::string text();

 private:
  struct Line {
    std::string name;
    std::string unit;  // of a day's flow
    int low = 0;       // of the flow
    int high = 0;
    std::string price;
  };

  int between(int low, int high) { return draws_.between(low, high); }
  bool one_in(std::uint64_t bound) { return draws_.one_in(bound); }
  std::string any(std::initializer_list<const char*> texts);
  const std::string& any_purpose() { return draws_.any_of(purposes_); }
  Day any_day() { return first_ + between(0, days_ - 1); }
  std::string any_range(int longest);    // "from: 2023-05-01, for: 20 days"
  std::string any_line();                // "" or ", line: gas"
  std::string money(int low, int high);  // thousands of dollars, in a drawn currency
  std::string path(const std::string& unit, int low, int high);
  std::string monthly(int low, int high);
  std::string rate(int per_thousand);
  [[nodiscard]] std::string bank_rate() const;
  // A list of mappings under its key, with what is inserted in front of it.
  [[nodiscard]] std::string list_of(const std::string& margin, const std::string& key,
                                    std::vector<std::string> items,
                                    const std::string& inserted) const;
  // A row of a table by name.
  [[nodiscard]] std::string inserted(const std::string& margin, const std::string& row) const {
    return variation_.inserted ? margin + row + "\n" : "";
  }

  void choose_lines();
  std::string frame();
  std::string exports();
  std::string cuts();
  std::string purchases();
  std::string settlement();
  std::string monetisation();
  std::string accounts();
  std::string account(const std::string& name, const std::string& terms, bool opening);
  std::string openings();
  std::string terms();
  std::string payments();
  std::string payment_account();
  std::string after();
  std::string behaviour();
  std::string waiver();
  std::string limits();
  std::string releases();
  std::string request();
  std::string conversions();
  std::string uses();
  std::string imports();
  std::string good(const std::string& name);
  std::string supply_response();
  std::string fx();
  std::string shocks();

  setoff::tests::Draws draws_;
  Variation variation_;
  Day first_;
  int days_ = 0;
  Day last_;
  bool solar_ = false;
  bool behavioural_ = false;
  bool instructed_ = false;  // payments name their claims
  std::string contract_;     // currencies
  std::string paid_in_;
  std::string goods_in_;
  bool has_pot_ = false;  // an account for the goods, fed by conversion
  bool has_far_ = false;  // another in its currency
  bool has_free_ = false;
  bool has_clear_ = false;
  std::vector<Line> lines_;
  std::vector<std::string> purposes_;
  std::vector<std::string> goods_;
  std::vector<std::string> purchases_;
  bool bought_on_clear_ = false;
  std::vector<std::string> series_;  // names in `data`
  std::string data_ = "  oil_price: { unit: USD/bbl, monthly: ";
};

}  // namespace setoff::simulator::tests
