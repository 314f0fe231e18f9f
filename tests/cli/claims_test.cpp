// Question 1 of every central bank: the claim of a day by state, product and currency; all parts
// add up, to the last cent.

#include <boost/json.hpp>
#include <map>

#include "tests/cli/program.h"
#include "tests/cli/run_answers.h"

namespace setoff::tests {
namespace {

namespace json = boost::json;

TEST_F(Program, ClaimsAddUpByStateProductAndCurrency) {
  ASSERT_LE(run_scenario("iran-iraq-sh1399").status, 1);
  bool foreign = false;
  for (const std::string day : {"2020-06-30", "2020-08-01", "2020-12-31", "2021-03-20"}) {
    const auto done = setoff("claims iran-iraq-sh1399/ledger.db --json --on " + day);
    ASSERT_EQ(done.status, 0) << done.output;
    const auto claims = json::parse(done.output);
    for (const auto& line : claims.at("lines").as_array()) {
      std::int64_t earned = 0;
      std::map<std::string, std::int64_t> parts;
      for (const auto& part : line.at("parts").as_object()) {
        earned += minor(part.value());
        if (minor(part.value()) != 0) parts[part.key()] = minor(part.value());
      }
      EXPECT_EQ(earned, minor(line.at("earned"))) << day;
      std::map<std::string, std::int64_t> sums;
      for (const auto& currency : line.at("currencies").as_array()) {
        foreign |= currency.at("currency") != claims.at("currency");
        for (const auto& part : currency.at("values").as_object())
          sums[part.key()] += minor(part.value());
      }
      std::erase_if(sums, [](const auto& sum) { return sum.second == 0; });
      EXPECT_EQ(sums, parts) << day;
    }
  }
  EXPECT_TRUE(foreign);
}

}  // namespace
}  // namespace setoff::tests
