// An invoice is judged by itself: its own span, quantity, payments, credits and write-offs.

#include <gtest/gtest.h>

#include "tests/support/quiet_scheme.h"
#include "tests/support/refusal_cases.h"

namespace setoff::tests {
namespace {

const DatedEvent kFebruary{"2020-03-01",
                           power_delivery("d2", "2020-02-01", "2020-03-01", "100 MWh")};

InvoiceIssued invoice(std::string name, std::string_view from, std::string_view to) {
  return with(power_invoice(std::move(name), "100 MWh", "5000.00 EUR", "2020-05-01"),
              [&](auto& data) {
                data.from = day(from);
                data.to = day(to);
              });
}

TEST(Invoice, BillsASpanOnce) {
  auto books = quiet_books(january() + std::vector<DatedEvent>{kFebruary});
  EXPECT_EQ(outcome(books, "2020-03-02", invoice("P-copy", "2020-01-01", "2020-02-01")),
            "period_overlap");
  EXPECT_EQ(outcome(books, "2020-03-02", invoice("Q", "2020-01-31", "2020-03-01")),
            "period_overlap");
  EXPECT_EQ(outcome(books, "2020-03-02", invoice("Q", "2020-02-01", "2020-03-01")), "booked");
}

TEST(Invoice, BillsWhatWasDeliveredInItsSpan) {
  auto books =
      quiet_books({{"2020-02-01", power_delivery("d1", "2020-01-01", "2020-02-01", "60 MWh")},
                   {"2020-03-01", power_delivery("d2", "2020-02-01", "2020-03-01", "60 MWh")}});
  EXPECT_EQ(outcome(books, "2020-03-02", invoice("Q", "2020-02-01", "2020-03-01")),
            "exceeds_delivered")
      << "100 MWh, of which 40 were delivered in January";
}

TEST(Invoice, OfASpanCanBeIssuedAgainOnceItIsReversed) {
  auto books = quiet_books(january());
  ASSERT_EQ(outcome(books, "2020-02-02", EntryReversed{7, "auditor", "clerk", {}}), "booked");
  EXPECT_EQ(outcome(books, "2020-02-02", invoice("Q", "2020-01-01", "2020-02-01")), "booked");
}

TEST(Delivery, ThatIsBilledIsNotReversed) {
  auto books = quiet_books(january() + std::vector<DatedEvent>{kFebruary});
  EXPECT_EQ(outcome(books, "2020-03-02", EntryReversed{6, "auditor", "clerk", {}}),
            "has_dependents");
  EXPECT_EQ(outcome(books, "2020-03-02", EntryReversed{8, "auditor", "clerk", {}}), "booked");
}

// What is billed has left the account of what was delivered, and still counts.
TEST(Delivery, ThatMakesASumThatDoesNotFitIsRefused) {
  constexpr auto kMost = "9000000000000000 MWh";
  auto books =
      quiet_books({{"2020-02-01", power_delivery("d1", "2020-01-01", "2020-02-01", kMost)}});
  auto all = invoice("P", "2020-01-01", "2020-02-01");
  all.amount = money("9000000000000.00 EUR");
  all.slices.front() = {quantity(kMost), rate("0.001 EUR/MWh"), {}};
  ASSERT_EQ(outcome(books, "2020-02-02", all), "booked");
  EXPECT_EQ(outcome(books, "2020-03-01", power_delivery("d2", "2020-02-01", "2020-03-01", kMost)),
            "overflow");
  EXPECT_EQ(
      outcome(books, "2020-03-01", power_delivery("d3", "2020-02-01", "2020-03-01", "100 MWh")),
      "booked");
}

CreditnoteIssued credited(std::string name, std::string_view amount, std::string_view off = {}) {
  CreditnoteIssued note{std::move(name), "P", money(amount), {}, {}};
  if (!off.empty()) note.quantity = quantity(off);
  return note;
}

TEST(CreditNote, TakesNoMoreOffThanTheInvoiceBills) {
  auto books = quiet_books(
      january() +
      std::vector<DatedEvent>{kFebruary, {"2020-03-02", invoice("Q", "2020-02-01", "2020-03-01")}});
  EXPECT_EQ(outcome(books, "2020-03-03", credited("N", "1.00 EUR", "100.001 MWh")),
            "exceeds_invoice");
  EXPECT_EQ(outcome(books, "2020-03-03", credited("N", "1000.00 EUR", "60 MWh")), "booked");
  EXPECT_EQ(outcome(books, "2020-03-03", credited("M", "1000.00 EUR", "40.001 MWh")),
            "exceeds_invoice");
}

TEST(CreditNote, LowersAWriteOffBeforeItOwesAnything) {
  auto books = quiet_books(
      january() +
      std::vector<DatedEvent>{
          {"2020-04-01", ClaimWrittenoff{"P", money("5000.00 EUR"), "tavanir", {"given up"}}},
          {"2020-04-02", credited("N", "1000.00 EUR")}});
  EXPECT_EQ(ahead_on(books, "2020-04-02"), "0.00");
  EXPECT_EQ(balance_on(books, "expenses:tavanir:writeoff:moe:power", "EUR", "2020-04-02"),
            "4000.00");
  EXPECT_EQ(outcome(books, "2020-04-03", EntryReversed{8, "auditor", "clerk", {}}),
            "has_dependents")
      << "the write-off, which the credit note leans on";
}

// Between the first note and its reversal less is open: what is paid by nobody is not given back.
TEST(CreditNote, GivesNothingBackThatIsOpenOnALaterDay) {
  auto books = quiet_books(
      january(), rules_with([](Rules& rules) { rules.advances = AdvanceRule::by_instruction; }));
  book_all(books, {{"2020-02-01", kFebruary.data},
                   {"2020-02-01", invoice("Q", "2020-02-01", "2020-03-01")}});
  ASSERT_EQ(outcome(books, "2020-02-02", credited("first", "4000.00 EUR")), "booked");
  ASSERT_EQ(outcome(books, "2020-02-20", EntryReversed{10, "auditor", "clerk", {}}), "booked");
  EXPECT_EQ(outcome(books, "2020-02-10", credited("second", "1500.00 EUR")), "exceeds_invoice");
  EXPECT_EQ(outcome(books, "2020-02-10", credited("second", "1000.00 EUR")), "booked");
  EXPECT_EQ(outcome(books, "2020-02-20", credited("third", "1500.00 EUR")), "booked");
}

// A claim and its penalty of nearly all that 64 bits hold, each; their sum is more.
TEST(WriteOff, TakesAPartOfASumThatDoesNotFit) {
  auto events = scheme();
  auto& adoption = std::get<AgreementAdopted>(events.front().data);
  adoption.agreement.rules.late_fee_per_year = decimal("1");
  adoption.openings = {{OpeningKind::claim,
                        "power",
                        "P",
                        {},
                        money("90000000000000000.00 EUR"),
                        {},
                        day("2018-12-31")}};
  Books books;
  book_all(books, events);
  book_all(books, {{"2020-12-31", LatefeeCharged{"L", "P", day("2020-01-01"), day("2020-12-31"),
                                                 money("90000000000000000.00 EUR")}}});
  EXPECT_EQ(outcome(books, "2020-12-31", ClaimWrittenoff{"P", money("1.00 EUR"), "council", {}}),
            "booked");
  EXPECT_EQ(balance_on(books, "assets:tavanir:penalty:moe:power", "EUR", "2020-12-31"),
            "89999999999999999.00");
}

TEST(DebitNote, RaisesThePriceOfWhatIsPaid) {
  auto books = quiet_books(
      january() +
      std::vector<DatedEvent>{
          {"2020-03-01", power_payment("A", "tbi-eur", "5000.00 EUR")},
          {"2020-03-20",
           DebitnoteIssued{
               "M", "P", money("200.00 EUR"), {}, day("2020-04-30"), {"final index"}}}});
  EXPECT_EQ(owed_on(books, "2020-03-20"), "200.00");
  EXPECT_EQ(balance_on(books, "income:tavanir:export:moe:power", "EUR", "2020-03-20"), "-5200.00");
  EXPECT_EQ(
      outcome(books, "2020-04-01",
              LatefeeCharged{"L", "M", day("2020-04-01"), day("2020-04-30"), money("0.58 EUR")}),
      "not_overdue");
  EXPECT_EQ(outcome(books, "2020-04-02", power_payment("B", "tbi-eur", "200.00 EUR")), "booked");
  EXPECT_EQ(owed_on(books, "2020-04-02"), "0.00");
}

TEST(DebitNote, BillsWhatAnInvoiceLeftOut) {
  auto books = quiet_books(
      january() + std::vector<DatedEvent>{
                      {"2020-02-10", with(power_delivery("d3", "2020-01-01", "2020-02-01", "5 MWh"),
                                          [](auto& data) { data.meter = "second"; })}});
  DebitnoteIssued note{"M", "P", money("300.00 EUR"), quantity("6 MWh"), day("2020-04-30"), {}};
  EXPECT_EQ(outcome(books, "2020-02-11", note), "exceeds_delivered");
  note.quantity = quantity("5 t");
  EXPECT_EQ(outcome(books, "2020-02-11", note), "currency_mismatch");
  note.quantity = quantity("5 MWh");
  note.due = day("2020-02-10");
  EXPECT_EQ(outcome(books, "2020-02-11", note), "bad_range");
  note.due = day("2020-04-30");
  EXPECT_EQ(outcome(books, "2020-02-11", note), "booked");
  EXPECT_EQ(outcome(books, "2020-02-11", note), "lot_exists");
}

// Goods lost before they are paid for are a loss as those lost after it.
TEST(DebitNote, HoldsItsInvoiceUntilItIsReversed) {
  auto books = quiet_books(january());
  const DebitnoteIssued note{"D", "P", money("100.00 EUR"), {}, day("2020-05-01"), {}};
  ASSERT_EQ(outcome(books, "2020-02-03", note), "booked");
  EXPECT_EQ(outcome(books, "2020-02-04", EntryReversed{7, "auditor", "clerk", {}}),
            "has_dependents");
  EXPECT_EQ(outcome(books, "2020-02-04", EntryReversed{8, "auditor", "clerk", {}}), "booked");
  EXPECT_EQ(outcome(books, "2020-02-04", EntryReversed{7, "auditor", "clerk", {}}), "booked");
}

TEST(ShortGoods, AreTheSameLossBeforeAndAfterPayment) {
  const std::vector<DatedEvent> papers = {
      {"2020-02-20", DocumentsPresented{"C", "docs", money("100000.00 EUR"), true}}};
  const DatedEvent shipped{"2020-02-21", GoodsShipped{"O", quantity("1000 t"), {}}};
  const DatedEvent landed{"2020-02-25", GoodsLanded{"O", quantity("990 t"), quantity("10 t")}};
  const DatedEvent paid{"2020-02-25",
                        CreditHonoured{"C", money("100000.00 EUR"), quantity("1000 t"), true}};
  const auto before =
      scheme_books(open_credit() + papers + std::vector<DatedEvent>{shipped, landed, paid});
  const auto after =
      scheme_books(open_credit() + papers + std::vector<DatedEvent>{shipped, paid, landed});
  for (const auto* path : {"expenses:nigc:landed:wheat:gas", "expenses:nigc:loss:wheat:gas",
                           "assets:nigc:transit:wheat:gas"})
    EXPECT_EQ(balance_on(before, path, "EUR", "2020-02-25"),
              balance_on(after, path, "EUR", "2020-02-25"))
        << path;
  EXPECT_EQ(balance_on(before, "expenses:nigc:loss:wheat:gas", "EUR", "2020-02-25"), "1000.00");
}

}  // namespace
}  // namespace setoff::tests
