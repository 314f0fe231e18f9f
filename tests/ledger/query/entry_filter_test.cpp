// Filters take what they say; those on purpose and counterparty follow names from the request or
// the order to the last payment.

#include "ledger/query/entry_filter.h"

#include <gtest/gtest.h>

#include <map>

#include "ledger/rules/describe.h"
#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

std::map<std::string, int> types_of(const Books& books, EntryQuery question) {
  EntryFilter filter(std::move(question));
  std::map<std::string, int> counts;
  for (const auto& entry : books.entries())
    if (filter.matches(entry)) ++counts[std::string(entry.event.type_name())];
  return counts;
}

TEST(EntryFilter, FollowsACounterpartyFromItsOrderToItsMoney) {
  EntryQuery question;
  question.counterparty = "grain-house";
  const std::map<std::string, int> expected = {{"order.placed", 1},        {"credit.issued", 1},
                                               {"documents.presented", 2}, {"credit.honoured", 2},
                                               {"goods.shipped", 2},       {"goods.landed", 1}};
  EXPECT_EQ(types_of(worked_example_books(), question), expected);
}

TEST(EntryFilter, TakesTheBuyerByItsClaims) {
  EntryQuery question;
  question.counterparty = "moe";
  const auto counts = types_of(worked_example_books(), question);
  EXPECT_EQ(counts.at("invoice.issued"), 6);
  EXPECT_EQ(counts.at("payment.received"), 2);
  EXPECT_FALSE(counts.contains("credit.honoured"));
}

TEST(EntryFilter, FollowsAPurposeFromTheRequestOn) {
  EntryQuery question;
  question.purpose = "food";
  const auto counts = types_of(worked_example_books(), question);
  for (const auto* type : {"goods.listed", "release.requested", "release.approved",
                           "funds.converted", "order.placed", "credit.issued", "credit.honoured"})
    EXPECT_TRUE(counts.contains(type)) << type;
  EXPECT_FALSE(counts.contains("invoice.issued"));
}

TEST(EntryFilter, AccountsAreTakenByTheirBeginNameOrPattern) {
  const auto count = [](const char* begin) {
    EntryQuery question;
    question.account = begin;
    const auto counts = types_of(worked_example_books(), question);
    int sum = 0;
    for (const auto& [type, number] : counts)
      sum += number;
    return sum;
  };
  EXPECT_EQ(count("assets:nigc:claim"), count("assets:nigc:claim:"));
  EXPECT_GT(count("assets:nigc"), count("assets:nigc:claim"));
  EXPECT_EQ(count("assets:nig"), count("assets:nigc")) << "a path that begins so";
  EXPECT_EQ(count("nig"), 0) << "neither a begin nor a name";
  EXPECT_GT(count("tbi-iqd"), 0) << "the bank account of that name";
  EXPECT_EQ(count("tbi_iqd"), count("tbi-iqd")) << "as scenarios write it";
  EXPECT_EQ(count("*:tbi-iqd:*"), count("tbi-iqd")) << "the same as a pattern";
  EXPECT_EQ(count("assets:nigc:claim:*"), count("assets:nigc:claim"));
  EXPECT_GT(count("assets:*:claim:*"), count("assets:nigc:claim")) << "of every owner";
  EXPECT_EQ(count("*:nothing"), 0);
}

TEST(Describe, SaysTheSubstanceInOnePhrase) {
  const auto books = worked_example_books();
  const auto phrase = [&](EventType type) {
    for (const auto& entry : books.entries())
      if (entry.event.type() == type) return describe(entry.event);
    return std::string();
  };
  EXPECT_EQ(phrase(EventType::goods_landed), "29,850.000 t of order O-1, 150.000 t short");
  EXPECT_EQ(phrase(EventType::credit_honoured), "7,080,000.00 EUR of LC-1 for 30,000.000 t");
  EXPECT_EQ(phrase(EventType::delivery_metered), "744,000,000 m3 of gas, 2020-03-20 to 2020-04-19");
  EXPECT_EQ(phrase(EventType::release_approved),
            "R-1, 20,000,000,000.000 IQD by ofac-desk, valid until 2020-12-31, \"case 1\"");
}

}  // namespace
}  // namespace setoff::tests
