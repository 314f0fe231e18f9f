// The laws of amounts and parties (21 and 22) are each broken on purpose, and seen.

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/audit/amount_laws.h"
#include "ledger/audit/entry_laws.h"
#include "ledger/audit/party_laws.h"
#include "tests/support/quiet_scheme.h"

namespace setoff::tests {
namespace {

bool has(const std::vector<LawBreach>& breaches, Law law) {
  return std::ranges::any_of(breaches, [&](const LawBreach& breach) { return breach.law == law; });
}

bool breaks_amounts(const State& state, const Entry& entry) {
  std::vector<PostingView> postings;
  for (const auto& posting : entry.postings)
    postings.push_back({posting.account, posting.lot, posting.commodity, posting.amount,
                        posting.previous, posting.balance, posting.value_date});
  return has(check_amounts(state, entry.event, postings), Law::amounts_follow);
}

// Whether the last entry of the books breaks law 21 once it is changed.
template <class Data, class Change>
bool breaks(const Books& books, Change&& change) {
  auto entry = books.entries().back();
  change(entry, std::get<Data>(entry.event.data));
  return breaks_amounts(books.state(), entry);
}

// Whether it would, had the agreement other rules.
template <class Change>
bool breaks_under(const Books& books, Change&& change) {
  auto state = books.state();
  change(state.agreement.rules);
  return breaks_amounts(state, books.entries().back());
}

TEST(BrokenLaws, L21AnInvoiceThatIsNotItsPrices) {
  const auto books = quiet_books(january());
  EXPECT_FALSE(breaks<InvoiceIssued>(books, [](auto&&...) {}));
  EXPECT_TRUE(breaks<InvoiceIssued>(
      books, [](Entry&, InvoiceIssued& data) { data.amount = money("5000.01 EUR"); }));
  EXPECT_TRUE(breaks<InvoiceIssued>(
      books, [](Entry&, InvoiceIssued& data) { data.slices[0].price = rate("50.0001 EUR/MWh"); }));
}

TEST(BrokenLaws, L21InterestThatIsNotOfItsDays) {
  const InterestAccrued interest{"tbi-eur",           "gas",
                                 day("2020-01-02"),   day("2020-02-01"),
                                 decimal("0.01"),     InterestDirection::paid,
                                 money("410.96 EUR"), {}};  // 500,000.00 for 30 days
  const auto books = scheme_books({{"2020-01-20", interest}});
  EXPECT_FALSE(breaks<InterestAccrued>(books, [](auto&&...) {})) << "without itself";
  EXPECT_TRUE(breaks<InterestAccrued>(
      books, [](Entry&, InterestAccrued& data) { data.amount = money("410.97 EUR"); }));
  EXPECT_TRUE(breaks<InterestAccrued>(
      books, [](Entry&, InterestAccrued& data) { data.to = day("2020-02-02"); }));
  EXPECT_TRUE(breaks_under(books, [](Rules& rules) { rules.day_count = DayCount::act_360; }));
}

// 12,000,000 IQD at a rate of which their cost knows nothing: 818.18 EUR are won, half of them the
// buyer's.
Books books_of_a_conversion() {
  auto events = scheme();
  std::get<AgreementAdopted>(events.front().data).agreement.rules.fx_buyer_share = decimal("0.5");
  auto asked = request("R", "12000000.000 IQD");
  asked.account = "tbi-iqd";
  Books books;
  book_all(books,
           events + std::vector<DatedEvent>{
                        {"2020-02-02", asked},
                        {"2020-02-03", approval("R", "12000000.000 IQD")},
                        {"2020-02-04", rate_fixed("iqd-usd", "2020-02-04", "1100 IQD/USD")},
                        {"2020-02-05",
                         FundsConverted{"V", "R", "tbi-iqd", "tbi-eur", money("12000000.000 IQD"),
                                        money("9720.00 EUR"), decimal("0.01")}}});
  return books;
}

TEST(BrokenLaws, L21AConversionThatIsNotOfItsRate) {
  const auto books = books_of_a_conversion();
  const auto changed = [&](auto&& change) { return breaks<FundsConverted>(books, change); };
  EXPECT_FALSE(changed([](auto&&...) {}));
  EXPECT_TRUE(changed([](Entry&, FundsConverted& data) { data.received = money("9720.03 EUR"); }));
  EXPECT_TRUE(changed([](Entry&, FundsConverted& data) { data.spread = decimal("0.011"); }));
  const auto add_to = [](Entry& entry, std::string_view kind, std::int64_t amount) {
    for (auto& posting : entry.postings)
      if (posting.account.find(kind) != std::string::npos) posting.amount += amount;
  };
  EXPECT_TRUE(changed([&](Entry& entry, FundsConverted&) { add_to(entry, ":spread:", 1); }));
  EXPECT_TRUE(changed([&](Entry& entry, FundsConverted&) {
    add_to(entry, ":claim:", 1);
    add_to(entry, ":fx:", -1);
  })) << "the buyer's share";
}

TEST(BrokenLaws, L21ARemainderThatIsMoreThanRounding) {
  const auto paid = [](std::string_view amount, const Rules& rules) {
    return quiet_books(
        january() + std::vector<DatedEvent>{{"2020-02-20", power_payment("A", "tbi-eur", amount)}},
        rules);
  };
  const auto tolerance = [](std::string_view amount) {
    return [amount](Rules& rules) { rules.closing_tolerance = {money(amount)}; };
  };
  const auto closed = paid("4999.95 EUR", rules_with(tolerance("0.05 EUR")));
  EXPECT_FALSE(breaks_under(closed, [](Rules&) {}));
  EXPECT_TRUE(breaks_under(closed, tolerance("0.04 EUR")));
  EXPECT_TRUE(breaks<PaymentReceived>(closed, [](Entry& entry, PaymentReceived&) {
    for (auto& posting : entry.postings)
      if (posting.account.find(":rounding:") != std::string::npos) ++posting.amount;
  }));
  const auto surplus = paid("5000.05 EUR", rules_with(tolerance("0.05 EUR")));
  EXPECT_FALSE(breaks_under(surplus, [](Rules&) {}));
  EXPECT_TRUE(breaks_under(surplus, tolerance("0.04 EUR")));
  const auto open = paid("4999.95 EUR", rules_with([](Rules&) {}));
  EXPECT_FALSE(breaks_under(open, [](Rules&) {}));
  EXPECT_TRUE(breaks_under(open, tolerance("0.05 EUR"))) << "open, and should be closed";
}

// Whether the last entry breaks law 22 with its data changed.
template <class Data, class Change>
bool breaks_parties(const std::vector<DatedEvent>& events, Change&& change) {
  EntryLaws laws;
  auto entries = scheme_books(events).entries();
  change(std::get<Data>(entries.back().event.data));
  std::vector<LawBreach> breaches;
  for (const auto& entry : entries)
    breaches = laws.check_entry(entry);
  return has(breaches, Law::parties_are_known);
}

TEST(BrokenLaws, L22PartiesThatNobodyKnowsOrOfTheWrongSide) {
  const std::vector<DatedEvent> paid{{"2020-02-01", payment("P", "tbi-eur", "1.00 EUR")}};
  const std::vector<DatedEvent> ordered{{"2020-02-01", order("O")}};
  const std::vector<DatedEvent> asked{{"2020-02-01", request("R", "1.00 EUR")}};
  const auto used = release("R", "1.00 EUR") +
                    std::vector<DatedEvent>{{"2020-02-04", purpose_payment("U", "1.00 EUR")}};
  const std::vector<DatedEvent> billed{
      {"2020-02-01", host_invoice("H", "10 t", "1000.00 EUR", "2020-03-01")}};
  EXPECT_FALSE(breaks_parties<PaymentReceived>(paid, [](auto&) {}));
  for (const std::string name : {"stranger", "nigc", "Grain-House"}) {
    EXPECT_TRUE(breaks_parties<PaymentReceived>(paid, [&](auto& data) { data.payer = name; }));
    EXPECT_TRUE(breaks_parties<OrderPlaced>(ordered, [&](auto& data) { data.supplier = name; }));
    EXPECT_TRUE(breaks_parties<ReleaseRequested>(asked, [&](auto& data) { data.payee = name; }));
    EXPECT_TRUE(breaks_parties<PurposePaid>(used, [&](auto& data) { data.payee = name; }));
    EXPECT_TRUE(breaks_parties<InvoiceIssued>(billed, [&](auto& data) { data.seller = name; }));
  }
  EXPECT_TRUE(breaks_parties<ReleaseRequested>(asked, [](auto& data) { data.by = "Ali"; }));
}

TEST(BrokenLaws, L22KeysThatReadLikeOthers) {
  for (const std::string id : {"caf\u00e9", "cafe\u0301"}) {
    Event event;
    event.key = {"/desk", id};
    std::vector<LawBreach> breaches;
    check_parties({}, event, breaches);
    EXPECT_EQ(breaches.empty(), id == "caf\u00e9");
  }
}

}  // namespace
}  // namespace setoff::tests
