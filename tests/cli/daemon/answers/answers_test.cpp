#include <gtest/gtest.h>

#include <set>

#include "ledger/crypto/encoding.h"
#include "ledger/proof/tree_proofs.h"
#include "tests/cli/daemon/answers/answering.h"

namespace setoff::tests {
namespace {

using boost::json::array;
using boost::json::object;

std::string text(const object& from, std::string_view member) {
  return std::string(from.at(member).as_string());
}

class Answers : public testing::Test {
 protected:
  Answering answering_;

  std::vector<std::int64_t> sequences(const object& page) {
    std::vector<std::int64_t> found;
    for (const auto& entry : page.at("entries").as_array())
      found.push_back(entry.at("sequence").as_int64());
    return found;
  }
  // Follows `next` to the end.
  std::vector<std::int64_t> all_pages(const std::string& target, std::string_view cursor) {
    std::vector<std::int64_t> found;
    std::string next;
    while (true) {
      const auto page = answering_.object(target + next);
      for (const auto sequence : sequences(page))
        found.push_back(sequence);
      if (page.at("next").is_null()) return found;
      next = "&" + std::string(cursor) + "=" + std::to_string(page.at("next").as_int64());
    }
  }
};

TEST_F(Answers, PagesOfEntriesJoinUpInBothDirections) {
  std::vector<std::int64_t> up(46);
  for (std::size_t i = 0; i < up.size(); ++i)
    up[i] = static_cast<std::int64_t>(i);
  EXPECT_EQ(all_pages("/entries?limit=7", "after"), up);
  EXPECT_EQ(all_pages("/entries?newest=true&limit=7", "before"),
            std::vector<std::int64_t>(up.rbegin(), up.rend()));
}

TEST_F(Answers, FiltersTakeWhatTheySay) {
  const auto of = [&](const std::string& filter) {
    return sequences(answering_.object("/entries?" + filter));
  };
  EXPECT_EQ(of("refused=true"), (std::vector<std::int64_t>{45}));
  EXPECT_EQ(of("type=payment.received"), of("type=setoff.payment.received"));
  EXPECT_EQ(of("type=payment.received"), (std::vector<std::int64_t>{19, 21}));
  EXPECT_EQ(of("account=assets:nigc:deposit"), (std::vector<std::int64_t>{21, 37}));
  EXPECT_EQ(of("account=assets:nigc:dep"), (std::vector<std::int64_t>{}));
  EXPECT_EQ(of("from=2020-09-01&to=2020-09-05"), (std::vector<std::int64_t>{10, 35, 36}));
  EXPECT_EQ(of("text=GRAIN-house&type=order.placed"), (std::vector<std::int64_t>{28}));
  EXPECT_EQ(of("text=unknown_line"), (std::vector<std::int64_t>{45}));
}

TEST_F(Answers, TheProofLeadsToTheRootOfTheBooks) {
  for (const int sequence : {0, 31, 45}) {
    const auto answer = answering_.object("/proof/" + std::to_string(sequence));
    TreeProof proof;
    for (const auto& hash : answer.at("proof").as_array())
      proof.push_back(*digest_from_hex(std::string_view(hash.as_string())));
    const TreeHead head{static_cast<std::uint64_t>(answer.at("size").as_int64()),
                        *digest_from_hex(text(answer, "root"))};
    const auto leaf = *digest_from_hex(text(answer, "leaf"));
    EXPECT_EQ(verify_inclusion(static_cast<std::uint64_t>(sequence), leaf, proof, head),
              ProofVerdict::valid);
    EXPECT_EQ(hash_leaf(*from_base64(text(answer, "bytes"))), leaf);
    EXPECT_EQ(text(answering_.object("/status"), "root"), text(answer, "root"));
  }
}

TEST_F(Answers, AStatementOfASpanBeginsWhereTheDaysBeforeItEnded) {
  const auto of = [&](const std::string& span) {
    return answering_.object("/statement?account=assets:tavanir:deposit:tbi-iqd:power" + span);
  };
  const auto early = of("&to=2020-07-14");
  const auto late = of("&from=2020-07-15&to=2020-09-19");
  EXPECT_EQ(text(early, "closing"), "472800000000.000 IQD");
  EXPECT_EQ(text(late, "opening"), text(early, "closing"));
  EXPECT_EQ(late.at("rows").as_array().size(), 1U);
  EXPECT_EQ(text(late, "closing"), "452800000000.000 IQD");
}

TEST_F(Answers, ALateEntryStandsAtItsValueDateInTheStatement) {
  PaymentReceived late{"pay-2", "tbi-iqd", "moe", "power", money("1000000.000 IQD"), {}, {}};
  answering_.book("2020-06-30", late);
  const auto answer = answering_.object("/statement?account=assets:tavanir:deposit:tbi-iqd:power");
  const auto& rows = answer.at("rows").as_array();
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(text(rows[1].as_object(), "value_date"), "2020-06-30");
  EXPECT_EQ(text(rows[1].as_object(), "balance"), "472801000000.000 IQD");
  EXPECT_EQ(text(answer, "closing"), "451830101063.014 IQD");
}

TEST_F(Answers, TheStatementOfABusyAccountComesInPages) {
  for (int i = 0; i < 20; ++i)
    answering_.book("2020-06-30", PaymentReceived{"small-" + std::to_string(i),
                                                  "tbi-iqd",
                                                  "moe",
                                                  "power",
                                                  money("1000.000 IQD"),
                                                  {},
                                                  {}});
  const std::string target = "/statement?account=assets:tavanir:deposit:tbi-iqd:power&limit=6";
  const auto all = answering_.object(target.substr(0, target.find("&limit")));
  ASSERT_TRUE(all.at("next").is_null());
  std::set<std::int64_t> seen;
  std::string at;
  int pages = 0;
  while (true) {
    const auto page = answering_.object(target + at);
    EXPECT_EQ(page.at("opening"), all.at("opening"));
    EXPECT_EQ(page.at("closing"), all.at("closing"));
    for (const auto& row : page.at("rows").as_array()) {
      EXPECT_FALSE(row.as_object().contains("balance"));
      EXPECT_TRUE(seen.insert(row.at("sequence").as_int64()).second);
    }
    ++pages;
    if (page.at("next").is_null()) break;
    at = "&at=" + std::to_string(page.at("next").as_int64());
  }
  EXPECT_EQ(pages, 4);
  EXPECT_EQ(seen.size(), all.at("rows").as_array().size());
  EXPECT_EQ(answering_.ask(target + "&at=0"), "bad_field: entry 0 did not touch the account (at)");
}

TEST_F(Answers, AnAnswerEndsWhenItIsCancelled) {
  for (const auto* target : {"/claims", "/trace/36", "/entries", "/search?text=lc-1", "/proof/3",
                             "/statement?account=assets:tavanir:deposit:tbi-iqd:power"})
    EXPECT_EQ(answering_.impatient(target), Code::too_large) << target;
}

TEST_F(Answers, SearchFindsAccountsLotsTypesAndEntries) {
  const auto answer = answering_.object("/search?text=Wheat");
  EXPECT_EQ(answer.at("accounts").as_array().size(), 9U);
  EXPECT_FALSE(answer.at("entries").as_array().empty());
  const auto invoices = answering_.object("/search?text=g-1");
  EXPECT_EQ(text(invoices.at("lots").as_array().at(0).as_object(), "kind"), "invoice");
  EXPECT_EQ(answering_.object("/search?text=limit").at("types").as_array().size(), 1U);
}

struct Wrong {
  std::string_view target;
  std::string_view error;
};

TEST_F(Answers, WhatIsWrongWithAQuestionIsNamed) {
  constexpr Wrong kWrong[] = {
      {"/windows?day=2020-01-01", "bad_field: no such parameter here (day)"},
      {"/windows?on=2020-01-01&on=2020-01-02", "bad_field: the parameter stands twice (on)"},
      {"/entries?limit=0", "bad_field: 0 is outside 1 to 500 (limit)"},
      {"/entries?after=-1", "bad_field: '-1' is not a whole number (after)"},
      {"/entries?before=4", "bad_field: needs newest=true (before)"},
      {"/entries?type=payment", "bad_field: there is no event type 'payment' (type)"},
      {"/entries?text=%zz", "bad_syntax: a % in the target is not followed by two hex digits"},
      {"/entries/99",
       "unknown_lot: the ledger has 46 entries, the first is 0; there is no entry 99"},
      {"/entries/x", "bad_field: no such path (/entries/x)"},
      {"/claims?days=3000", "bad_field: more than 400 points; take larger steps (step)"},
      {"/statement", "bad_field: names the account by its path (account)"},
      {"/statement?account=assets:x",
       "unknown_account: 'assets:x' has no postings; /balances lists the accounts (account)"},
      {"/statement?account=power",
       "unknown_account: 'power' is a part of a path; a whole one is "
       "'assets:tavanir:claim:moe:power' (account)"},
      {"/statement?account=equity:home:position:iqd:gas",
       "bad_field: the account holds IQD, EUR; name one (commodity)"},
      {"/search", "bad_field: says what to look for (text)"},
      {"/search?text=",
       "bad_field: the parameter is empty; give it a value or leave it out (text)"},
  };
  for (const auto& [target, error] : kWrong)
    EXPECT_EQ(answering_.ask(target), error) << target;
}

TEST(AnswersOfEmptyBooks, SayThatThereIsNothing) {
  MemoryJournal journal;
  auto book = LedgerWriter::open(journal);
  LeafTree tree;
  const auto ask = [&](std::string_view target) {
    const auto answer = cli::answer(*cli::read_question(target),
                                    {(*book)->state(), journal, tree, Timestamp(), "1.0"});
    return answer ? *answer : answer.error().text();
  };
  EXPECT_EQ(ask("/entries?newest=true"), R"({"entries":[],"size":0,"next":null})");
  EXPECT_EQ(ask("/entries?after=7"), R"({"entries":[],"size":0,"next":null})");
  EXPECT_EQ(ask("/credits"), R"({"on":"1970-01-01","credits":[]})");
  EXPECT_EQ(ask("/claims"), "not_adopted: the books have no agreement yet");
}

}  // namespace
}  // namespace setoff::tests
