// The laws of single invoices, approvals, advances and late fees (16 to 20) are each broken on
// purpose, and seen.

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/audit/entry_laws.h"
#include "tests/ledger/audit/breaches.h"
#include "tests/support/scheme.h"

namespace setoff::tests {
namespace {

// Whether the entries, with the data of the one under that id changed, break the law.
template <class Data, class Change>
bool breaks(Law law, std::vector<Entry> entries, Change&& change) {
  EntryLaws laws;
  bool found = false;
  bool changed = false;
  for (auto& entry : entries) {
    if (auto* data = std::get_if<Data>(&entry.event.data); data != nullptr && !changed) {
      change(entry, *data);
      changed = true;
    }
    found = has(laws.check_entry(entry), law) || found;
  }
  SETOFF_CHECK(changed);
  return found;
}

void scale(Entry& entry, std::int64_t factor) {
  for (auto& posting : entry.postings)
    posting.amount *= factor;
}

// Adds an amount behind the back of the rules.
State with_added(const Books& books, std::string_view path, std::string_view lot, const char* on,
                 std::int64_t amount) {
  State state = books.state();
  const auto account = state.chart.find_path(path);
  SETOFF_CHECK(account.valid());
  state.balances.add(account, state.lots.find(lot), currency("EUR"), day(on), amount);
  return state;
}

TEST(BrokenLaws, L16AValueThatIsLeftWhereNoMoneyIs) {
  const auto books = worked_example_books();
  const auto* before_any_money = "2020-04-01";
  for (const auto* kind : {"position", "revaluation"}) {
    const auto path = "equity:home:" + std::string(kind) + ":iqd:gas";
    EXPECT_TRUE(check_zeros(books.state(), day(before_any_money)).empty());
    EXPECT_TRUE(
        has(check_books(with_added(books, path, "", before_any_money, 1), day(before_any_money)),
            Law::zeros_are_zero))
        << path;
  }
}

TEST(BrokenLaws, L17AnAdvanceBesideAnOpenClaim) {
  const auto books = scheme_books(
      {{"2020-02-01", payment("P", "tbi-eur", "1000100.00 EUR")}});  // 100.00 more than is open
  EXPECT_TRUE(check_advances(books.state(), day("2020-02-01")).empty());
  const auto state = with_added(books, "assets:nigc:claim:moe:gas", "old-gas", "2020-02-02", 1);
  EXPECT_TRUE(has(check_books(state, day("2020-02-02")), Law::advances_are_met));
}

// 100 MWh delivered and billed at 50 EUR, a tenth of it credited.
std::vector<Entry> credited() {
  CreditnoteIssued note{"N", "I", money("500.00 EUR"), quantity("10 MWh"), {}};
  return scheme_books({{"2020-02-01", power_delivery("D", "2020-01-01", "2020-02-01", "100 MWh")},
                       {"2020-02-02", power_invoice("I", "100 MWh", "5000.00 EUR", "2020-03-01")},
                       {"2020-02-03", note}})
      .entries();
}

TEST(BrokenLaws, L18AnInvoiceThatIsCreditedBeyondItself) {
  const auto broken = [](auto&& change) {
    return breaks<CreditnoteIssued>(Law::invoices_hold, credited(), change);
  };
  EXPECT_FALSE(broken([](Entry&, CreditnoteIssued&) {}));
  EXPECT_TRUE(broken([](Entry& entry, CreditnoteIssued& data) {
    data.amount = money("5500.00 EUR");
    scale(entry, 11);
  }));
  EXPECT_TRUE(broken([](Entry&, CreditnoteIssued& data) { data.quantity = quantity("101 MWh"); }));
  EXPECT_TRUE(broken([](Entry& entry, CreditnoteIssued&) {
    for (auto& posting : entry.postings)
      if (posting.account.find(":claim:") != std::string::npos) {
        posting.account = "liabilities:tavanir:advance:moe:power";
        posting.lot = "N";
      }
  })) << "given back though nothing was paid";
}

TEST(BrokenLaws, L18AnInvoiceThatIsSettledOrWrittenOffBeyondItself) {
  const std::vector<DatedEvent> settled{
      {"2020-02-01", ClaimWrittenoff{"old-gas", money("1000.00 EUR"), "council", {}}},
      {"2020-02-02", payment("P", "tbi-eur", "500000.00 EUR")}};
  const auto entries = scheme_books(settled).entries();
  EXPECT_FALSE(breaks<PaymentReceived>(Law::invoices_hold, entries, [](auto&&...) {}));
  EXPECT_TRUE(breaks<PaymentReceived>(Law::invoices_hold, entries,
                                      [](Entry& entry, auto&&) { scale(entry, 3); }));
  EXPECT_TRUE(breaks<ClaimWrittenoff>(Law::invoices_hold, entries,
                                      [](Entry& entry, auto&&) { scale(entry, 1100); }));
  EXPECT_TRUE(breaks<ClaimWrittenoff>(Law::invoices_hold, entries,
                                      [](Entry& entry, auto&&) { scale(entry, -1); }));
}

TEST(BrokenLaws, L18ASpanThatIsBilledTwiceOrWasNotDelivered) {
  auto february = power_invoice("I-2", "60 MWh", "3000.00 EUR", "2020-03-01");
  february.from = day("2020-02-01");
  february.to = day("2020-03-01");
  const auto entries =
      scheme_books({{"2020-03-01", power_delivery("D", "2020-01-01", "2020-02-01", "100 MWh")},
                    {"2020-03-01", power_delivery("D-2", "2020-02-01", "2020-03-01", "60 MWh")},
                    {"2020-03-01", february},
                    {"2020-03-01", power_invoice("I", "100 MWh", "5000.00 EUR", "2020-03-01")}})
          .entries();
  const auto broken = [&](auto&& change) {
    return breaks<InvoiceIssued>(Law::invoices_hold, entries, change);
  };
  EXPECT_FALSE(broken([](auto&&...) {}));
  EXPECT_TRUE(broken([](Entry&, InvoiceIssued& data) { data.from = day("2020-01-31"); }));
  EXPECT_TRUE(
      broken([](Entry&, InvoiceIssued& data) { data.slices[0].quantity = quantity("61 MWh"); }));
}

TEST(BrokenLaws, L19MoneyBeyondAnApprovalOrOutsideItsDays) {
  const auto entries = scheme_books({{"2020-02-02", request("R", "90.00 EUR")},
                                     {"2020-02-03", approval("R", "60.00 EUR")},
                                     {"2020-02-04", approval("R", "30.00 EUR")},
                                     {"2020-03-01", purpose_payment("U", "90.00 EUR")}})
                           .entries();
  const auto broken = [&](auto&& change) {
    return breaks<ReleaseApproved>(Law::approvals_hold, entries, change);
  };
  EXPECT_FALSE(broken([](auto&&...) {}));
  EXPECT_TRUE(broken([](Entry&, ReleaseApproved& data) { data.valid_until = day("2020-02-28"); }))
      << "the other approval is live, and not for as much";
  EXPECT_TRUE(broken([](Entry& entry, ReleaseApproved&) {
    entry.event.value_date = day("2020-03-02");
  })) << "given later";
  EXPECT_TRUE(broken([](Entry&, ReleaseApproved& data) { data.amount = money("59.99 EUR"); }));
}

TEST(BrokenLaws, L19ACreditIsDrawnOnTheDaysOnWhichItsMoneyWasHeld) {
  const auto entries =
      (open_credit() +
       std::vector<DatedEvent>{
           {"2020-03-01", DocumentsPresented{"C", "B/L", money("1000.00 EUR"), true}},
           {"2020-03-02", CreditHonoured{"C", money("1000.00 EUR"), quantity("10 t"), false}}});
  const auto books = scheme_books(entries).entries();
  const auto lapses = [&](const char* until) {
    return breaks<ReleaseApproved>(Law::approvals_hold, books, [&](Entry&, ReleaseApproved& data) {
      data.valid_until = day(until);
    });
  };
  EXPECT_FALSE(lapses("2020-02-10")) << "the day on which the credit was issued";
  EXPECT_TRUE(lapses("2020-02-09"));
}

TEST(BrokenLaws, L20ALateFeeThatIsNotOwed) {
  const auto books = scheme_books({{"2020-02-01", payment("P", "tbi-eur", "400000.00 EUR")}});
  // 5 days of 1,000,000.00 and 5 of 600,000.00 at 0.0365 a year of 365 days.
  LatefeeCharged fee{"F", "old-gas", day("2020-01-27"), day("2020-02-06"), money("800.00 EUR")};
  EXPECT_TRUE(check_late_fee(books.state(), fee, fee.to, {}).empty());
  fee.amount = money("800.01 EUR");
  EXPECT_TRUE(has(check_late_fee(books.state(), fee, fee.to, {}), Law::late_fees_are_owed));
  fee = {"F", "old-gas", day("2019-02-28"), day("2019-03-02"), money("100.00 EUR")};
  EXPECT_TRUE(has(check_late_fee(books.state(), fee, fee.to, {}), Law::late_fees_are_owed))
      << "not due yet";
}

// The advance covers all that is open: nothing is owed, whatever the lot still shows.
TEST(BrokenLaws, L20ALateFeeOnWhatWasPrepaid) {
  const auto books = scheme_books({{"2020-02-01", payment("P", "tbi-eur", "1000100.00 EUR")}});
  const LatefeeCharged fee{"F", "old-gas", day("2020-02-05"), day("2020-02-15"), money("0.01 EUR")};
  auto state = with_added(books, "assets:nigc:claim:moe:gas", "old-gas", "2020-02-02", 10'000);
  EXPECT_TRUE(has(check_late_fee(state, fee, fee.to, {}), Law::late_fees_are_owed));
}

}  // namespace
}  // namespace setoff::tests
