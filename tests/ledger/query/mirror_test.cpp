// The home side's books as the other side has them. Over random events: law 9 (Laws.L09 of audit).

#include "ledger/query/mirror.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

TEST(Mirror, AccountsChangeSides) {
  const auto books = worked_example_books();
  const auto& agreement = books.state().agreement;
  const std::pair<std::string_view, std::string_view> kShared[] = {
      {"assets:nigc:claim:moe:gas", "liabilities:moe:claim:nigc:gas"},
      {"assets:tavanir:deposit:tbi-iqd:power", "liabilities:tbi-iqd:deposit:tavanir:power"},
      {"liabilities:nigc:advance:moe:gas", "assets:moe:advance:nigc:gas"},
      {"income:nigc:export:moe:gas", "expenses:moe:export:nigc:gas"},
      {"memo:nigc:q-billed:moe:gas", "memo:moe:q-billed:nigc:gas"}};
  for (const auto& [ours, theirs] : kShared) {
    EXPECT_EQ(mirror_account(agreement, ours), theirs);
    EXPECT_EQ(mirror_account(agreement, theirs), ours);
    EXPECT_TRUE(is_shared(ours) && is_shared(theirs));
  }
  for (const auto* ours : {"assets:nigc:reserve:nima:gas", "assets:nigc:transit:wheat:gas",
                           "expenses:nigc:landed:wheat:gas", "income:nigc:fx:tbi-iqd:gas",
                           "equity:home:position:iqd:gas", "memo:nigc:held:tbi-eur:gas"}) {
    EXPECT_EQ(mirror_account(agreement, ours), "equity:moe:outside:home:gas") << ours;
    EXPECT_FALSE(is_shared(ours)) << ours;
  }
}

// What the bank of the worked example has in its books (section 8 of the accounting model).
TEST(Mirror, TheBankOwesWhatLiesInTheDeposit) {
  const auto books = worked_example_books();
  const auto theirs = mirror(books.state().agreement, side_of(books.state(), day("2020-09-21")));
  const auto amount_of = [&](std::string_view account, std::string_view code) {
    const auto found = std::ranges::find_if(theirs, [&](const SidePosting& posting) {
      return posting.account == account && posting.commodity == *find_commodity(code);
    });
    return found == theirs.end() ? 0 : static_cast<std::int64_t>(found->amount);
  };
  EXPECT_EQ(amount_of("liabilities:tbi-iqd:deposit:tavanir:power", "IQD"), -451'829'101'063'014);
  EXPECT_EQ(amount_of("liabilities:moe:claim:nigc:gas", "EUR"), -82'389'826'939);
  EXPECT_EQ(amount_of("expenses:moe:export:tavanir:power", "EUR"), 24'881'702'995);
  EXPECT_EQ(std::ranges::count_if(theirs,
                                  [](const auto& posting) { return !is_shared(posting.account); }),
            6)
      << "of each line its euros, its dinars and what was delivered";
}

TEST(Mirror, EarmarksOfTheHomeSideLeaveNoTrace) {
  const auto books = worked_example_books();
  for (const auto& entry : books.entries()) {
    const auto type = entry.event.type();
    if (type != EventType::release_requested && type != EventType::credit_issued) continue;
    EXPECT_TRUE(mirror(books.state().agreement, side_of(entry)).empty()) << entry.sequence;
  }
}

}  // namespace
}  // namespace setoff::tests
