// The audit commands on ledgers of real runs: what a trace of the seven years adds up to, a proof
// that needs nothing of ours to be checked, filters that take what they say.

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "ledger/crypto/encoding.h"
#include "ledger/proof/tree_proofs.h"
#include "tests/cli/program.h"
#include "tests/cli/run_answers.h"

namespace setoff::tests {
namespace {

namespace json = boost::json;

// Shares below each node add up to its own; gives the accounts in which leaves lie.
void expect_shares_add_up(const json::object& node, std::set<std::string>& leaves) {
  const auto* children = node.if_contains("children");
  if (children == nullptr) {
    leaves.insert(std::string(node.at("account").as_string()));
    return;
  }
  std::int64_t sum = 0;
  for (const auto& child : children->as_array()) {
    sum += minor(child.at("share"));
    expect_shares_add_up(child.as_object(), leaves);
  }
  EXPECT_EQ(sum, minor(node.at("share"))) << "below entry " << node.at("sequence");
}

TEST_F(Program, TracesCargoesOfTheSevenYearsToDeliveries) {
  ASSERT_LE(run_scenario("iran-iraq-2019-2025").status, 1);
  const std::string ledger = "iran-iraq-2019-2025/ledger.db";
  const auto listed = setoff("audit log " + ledger + " --type goods.landed | awk '{print $1}'");
  std::istringstream numbers(listed.output);
  std::vector<std::string> landings;
  for (std::string number; numbers >> number;)
    landings.push_back(number);
  ASSERT_GT(landings.size(), 20U);
  std::set<std::string> leaves;
  for (const auto& number : {landings[landings.size() / 2], landings.back()}) {
    const auto traced = setoff("audit trace " + ledger + " " + number + " --json");
    ASSERT_EQ(traced.status, 0) << traced.output;
    const auto tree = json::parse(traced.output);
    ASSERT_FALSE(tree.at("parts").as_array().empty());
    for (const auto& part : tree.at("parts").as_array()) {
      EXPECT_EQ(part.at("share"), part.at("amount"));
      expect_shares_add_up(part.as_object(), leaves);
    }
  }
  const bool deliveries = std::ranges::any_of(
      leaves, [](const auto& account) { return account.find(":q-unbilled:") != account.npos; });
  EXPECT_TRUE(deliveries);
  const auto text = setoff("audit trace " + ledger + " " + landings.back());
  EXPECT_TRUE(text.says("USD/MMBtu") || text.says("USD/MWh")) << text.output;
}

TEST_F(Program, TraceForwardOfAnInvoiceAddsUp) {
  ASSERT_LE(run_scenario("iran-iraq-sh1399").status, 1);
  const std::string ledger = "iran-iraq-sh1399/ledger.db";
  for (const auto* type : {"invoice.issued", "payment.received", "delivery.metered"}) {
    const auto number = number_of(ledger, type, 2);
    const auto traced = setoff("audit trace " + ledger + " " + number + " --forward --json");
    ASSERT_EQ(traced.status, 0) << traced.output;
    std::set<std::string> leaves;
    const auto tree = json::parse(traced.output);
    for (const auto& part : tree.at("parts").as_array())
      expect_shares_add_up(part.as_object(), leaves);
    EXPECT_FALSE(leaves.empty());
  }
}

TEST_F(Program, ShowGivesAProofThatChecksByItself) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto shown = json::parse(setoff("audit show first/ledger.db 123 --json").output);
  const auto bytes = from_base64(shown.at("bytes").as_string());
  ASSERT_TRUE(bytes.has_value());
  const auto leaf = hash_leaf(*bytes);
  EXPECT_EQ(to_hex(leaf.view()), shown.at("leaf").as_string());
  const auto& given = shown.at("proof").as_object();
  TreeProof proof;
  for (const auto& hash : given.at("hashes").as_array())
    proof.push_back(*digest_from_hex(hash.as_string()));
  const TreeHead head{given.at("size").to_number<std::uint64_t>(),
                      *digest_from_hex(given.at("root").as_string())};
  EXPECT_EQ(verify_inclusion(123, leaf, proof, head), ProofVerdict::valid);
  EXPECT_EQ(to_hex(head.root.view()), root_of("first/ledger.db"));
}

TEST_F(Program, ShowSaysWhatALaterEntryDidWithIt) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto credit = number_of("first/ledger.db", "credit.issued");
  const auto shown = setoff("audit show first/ledger.db " + credit);
  EXPECT_TRUE(shown.says("captured by entry")) << shown.output;
  EXPECT_TRUE(shown.says("balance after")) << shown.output;
  EXPECT_TRUE(shown.says("\"type\":\"setoff.credit.issued\"")) << shown.output;
}

TEST_F(Program, LogFiltersTakeWhatTheySay) {
  ASSERT_EQ(run_first_steps().status, 0);
  const auto count = [&](const std::string& filters) {
    const auto listed =
        shell("'" SETOFF_PROGRAM "' audit log first/ledger.db " + filters + " 2>/dev/null | wc -l");
    return std::stoi(listed.output);
  };
  const int all = count("");
  EXPECT_GT(all, 300);
  EXPECT_EQ(count("--to 2024-06-30") + count("--from 2024-07-01"), all);
  EXPECT_EQ(count("--after 99"), all - 100);
  EXPECT_EQ(count("--limit 7"), 7);
  EXPECT_EQ(count("--booked-to 2024-06-30") + count("--booked-from 2024-07-01"), all);
  const int refused = count("--refused");
  EXPECT_GT(refused, 0);
  EXPECT_EQ(count("--refused --code window_closed"), count("--code window_closed"));
  EXPECT_LE(count("--code window_closed"), refused);
  const int food = count("--purpose food --type credit.honoured");
  EXPECT_EQ(food, count("--type credit.honoured"));
  EXPECT_EQ(count("--purpose medicine"), 0);
  EXPECT_GT(count("--account memo"), 0);
  EXPECT_EQ(count("--account mem"), count("--account memo"));
  EXPECT_EQ(setoff("audit log first/ledger.db --purpose medicine").output, "no entry matches\n");
}

}  // namespace
}  // namespace setoff::tests
