#include "cli/daemon/intake/receipt.h"

#include <gtest/gtest.h>

#include "ledger/exchange/json_tree.h"

namespace setoff::tests {
namespace {

using cli::Batch;
using cli::ListPosition;
using cli::Submission;
using cli::Verdict;

Submission answered(Verdict verdict, ListPosition position = ListPosition::single) {
  Submission item;
  item.key = {"/test", "a"};
  item.position = position;
  item.answer.verdict = verdict;
  return item;
}

std::string written(std::vector<Submission> items) {
  Batch batch;
  batch.items = std::move(items);
  std::string out;
  cli::print_receipt_lines(batch, out);
  return out;
}

TEST(Receipt, NamesTheEventItsPlaceAndItsLeaf) {
  auto item = answered(Verdict::accepted);
  item.answer.sequence = 17;
  item.answer.leaf = Digest{};
  EXPECT_EQ(written({item}),
            R"({"id":"a","source":"/test","outcome":"accepted","sequence":17,"leaf":")" +
                std::string(64, '0') + "\"}\n");
}

TEST(Receipt, SaysWhyAndWhere) {
  auto item = answered(Verdict::malformed);
  item.key = {};
  item.answer.error = Error(Code::bad_field, "no \"number\"", "data.amount");
  EXPECT_EQ(written({item}), R"({"id":null,"source":null,"outcome":"malformed","code":"bad_field",)"
                             R"("detail":"no \"number\"","where":"data.amount"})"
                             "\n");
}

TEST(Receipt, AListIsAnsweredByAListOnOneLine) {
  const auto text =
      written({answered(Verdict::replayed, ListPosition::first),
               answered(Verdict::replayed, ListPosition::last), answered(Verdict::accepted),
               answered(Verdict::accepted, ListPosition::only)});
  const std::string replayed = R"({"id":"a","source":"/test","outcome":"replayed"})";
  const std::string accepted = R"({"id":"a","source":"/test","outcome":"accepted"})";
  EXPECT_EQ(text, "[" + replayed + "," + replayed + "]\n" + accepted + "\n[" + accepted + "]\n");
}

TEST(Receipt, EchoesOnlyTheBeginningOfALongNameAndNoHalfCharacters) {
  auto item = answered(Verdict::malformed);
  item.key.id = "x";
  for (int i = 0; i < 1000; ++i)
    item.key.id += "é";
  const auto text = written({item});
  EXPECT_LT(text.size(), 400U);
  JsonTree tree;
  EXPECT_TRUE(tree.parse(text).has_value()) << text;
}

}  // namespace
}  // namespace setoff::tests
