// The page of schemes in which both sides trade: money counted by its worth, limits and refusals of
// clearing accounts, quarters.

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "simulator/report/page_data.h"
#include "simulator/scenario/load.h"
#include "tests/simulator/report/after_run.h"

namespace setoff::simulator::tests {
namespace {

boost::json::object page_of_scheme(const std::string& name) {
  const auto loaded =
      load_scenario(std::filesystem::path(SETOFF_SOURCE_DIR) / "scenarios" / (name + ".yaml"));
  return after_run(loaded, page_data);
}

std::vector<std::string> heads(const boost::json::object& data) {
  std::vector<std::string> found;
  for (const auto& title : data.at("quarters").at("head").as_array())
    found.emplace_back(title.as_string());
  return found;
}

// Books in reais, a report in dollars.
TEST(TwoWayPage, ShowsWorthAsMoneyAndAccountsInTheirOwnCurrency) {
  const auto data = page_of_scheme("sml-argentina-brazil-2022");
  for (const auto& [name, column] : data.at("series").as_object())
    EXPECT_NE(column.at("unit").as_string(), "value") << name;
  for (const auto& line : data.at("lines").as_array()) {
    if (!line.at("worth").as_bool()) continue;
    const std::string name(line.at("name").as_string());
    EXPECT_EQ(data.at("series").at("delivered." + name).at("unit").as_string(), "USD") << name;
  }
  for (const auto& account : data.at("clearings").as_array()) {
    const std::string balance(account.at("balance").as_string());
    const std::string name(account.at("name").as_string());
    EXPECT_TRUE(balance.ends_with(
        std::string(data.at("series").at("balance." + name).at("unit").as_string())))
        << balance;
  }
}

TEST(TwoWayPage, NamesTheLimitThatRefusedAndDrawsIt) {
  const auto data = page_of_scheme("korea-iran-2010");
  const auto& refused = data.at("refusals").at(0);
  EXPECT_EQ(refused.at("rule").as_string(), "limit_exceeded");
  EXPECT_TRUE(refused.at("subject").as_string().starts_with("limit stop on the won accounts"))
      << refused.at("subject");
  ASSERT_EQ(data.at("limits").as_array().size(), 1U);
  EXPECT_EQ(data.at("limits").at(0).at("kind").as_string(), "floor");
  EXPECT_EQ(data.at("series").at("limit.stop").at("unit").as_string(), "KRW");
}

TEST(TwoWayPage, QuartersHaveWhatTheSchemeHas) {
  const auto head = heads(page_of_scheme("korea-iran-2010"));
  const auto has = [&](const std::string& title) { return std::ranges::count(head, title) == 1; };
  for (const auto* there : {"billed", "paid", "bought", "paid for it", "called, KRW",
                            "settled, KRW", "balance at the end, KRW"})
    EXPECT_TRUE(has(there)) << there;
  for (const auto* absent : {"approved", "blocked at the end", "overdue at the end"})
    EXPECT_FALSE(has(absent)) << absent;
}

TEST(TwoWayPage, CitesOnlyTheSourcesThatItNames) {
  const auto data = page_of_scheme("korea-iran-2010");
  const auto& references = data.at("references").as_object();
  EXPECT_TRUE(references.contains("K33"));
  EXPECT_FALSE(references.contains("S23"));
}

}  // namespace
}  // namespace setoff::simulator::tests
