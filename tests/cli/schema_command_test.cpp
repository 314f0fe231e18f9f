// `setoff schema`: the types with their sentences, the schema of one, and what it says of a type
// that there is not.

#include <boost/json.hpp>

#include "ledger/exchange/event_schema.h"
#include "tests/cli/program.h"

namespace setoff::tests {
namespace {

using SchemaCommand = Program;

TEST_F(SchemaCommand, ListsEveryType) {
  const auto listed = setoff("schema");
  EXPECT_EQ(listed.status, 0);
  for (const auto& facts : all_event_types())
    EXPECT_TRUE(listed.says(std::string(facts.name) + "  ")) << facts.name;
  EXPECT_TRUE(listed.says("  Money from the buyer arrives on a bank account"));
}

TEST_F(SchemaCommand, PrintsTheSchemaOfATypeUnderEitherName) {
  const auto schema = setoff("schema payment.received");
  EXPECT_EQ(schema.status, 0);
  EXPECT_EQ(schema.output, event_schema(EventType::payment_received));
  EXPECT_EQ(setoff("schema setoff.payment.received").output, schema.output);
  const auto document = boost::json::parse(schema.output);
  const auto& data = document.at("properties").at("data");
  EXPECT_EQ(boost::json::serialize(data.at("required")),
            R"(["value_date","payment","account","payer","amount"])");
  EXPECT_EQ(boost::json::serialize(data.at("properties").at("amount")),
            R"({"$ref":"#/$defs/Money","description":"in the account's currency"})");
  EXPECT_EQ(boost::json::serialize(data.at("additionalProperties")), "false");
  EXPECT_EQ(setoff("schema event").output, any_event_schema());
}

TEST_F(SchemaCommand, RefusesATypeThatThereIsNot) {
  const auto typo = setoff("schema payment.recieved 2>&1");
  EXPECT_EQ(typo.status, 2);
  EXPECT_TRUE(typo.says("did you mean 'payment.received'?")) << typo.output;
  const auto nonsense = setoff("schema nonsense 2>&1");
  EXPECT_EQ(nonsense.status, 2);
  EXPECT_TRUE(nonsense.says("'nonsense' is not a type of event; `setoff schema` lists them"))
      << nonsense.output;
}

}  // namespace
}  // namespace setoff::tests
