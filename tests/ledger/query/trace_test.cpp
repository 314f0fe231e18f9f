// A trace names what paid for a cargo and what became of a payment; along every edge the amounts
// add up to the last minor unit, backward and forward tell the same.

#include "ledger/query/trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/support/journals.h"
#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

// The worked example without old claims: the payments settle invoices, and wheat comes from power.
Books books_without_openings() {
  Books books;
  for (auto& [date, data] : worked_example()) {
    if (auto* terms = std::get_if<AgreementAdopted>(&data)) terms->openings.clear();
    const bool later = std::holds_alternative<LatefeeCharged>(data);  // fees on claims paid by now
    if (!later) SETOFF_CHECK(books.submit(date, data).has_value());
  }
  return books;
}

Sequence number_of(const Books& books, EventType type, std::size_t nth = 0) {
  for (const auto& entry : books.entries())
    if (entry.event.type() == type && nth-- == 0) return entry.sequence;
  SETOFF_CHECK(false);
  return 0;
}

Trace trace_of(const Books& books, Sequence sequence, TraceDirection direction) {
  auto result = trace(journal_of(books), sequence, direction);
  if (!result) ADD_FAILURE() << result.error().text();
  return result ? *result : Trace{};
}

void each_node(const std::vector<TraceNode>& nodes,
               const std::function<void(const TraceNode&)>& visit) {
  for (const auto& node : nodes) {
    visit(node);
    each_node(node.children, visit);
  }
}

// The values of the children are the value of the node, everywhere; so leaves add up to the part.
void expect_values_add_up(const Trace& trace) {
  each_node(trace.parts, [&](const TraceNode& node) {
    if (node.children.empty()) return;
    std::int64_t sum = 0;
    for (const auto& child : node.children)
      sum += child.value;
    EXPECT_EQ(sum, node.value) << "below entry " << node.sequence;
  });
}

// Amounts of all nodes of that entry.
std::int64_t amount_at(const Trace& trace, Sequence sequence) {
  std::int64_t sum = 0;
  each_node(trace.parts, [&](const TraceNode& node) {
    if (node.kind == TraceNodeKind::entry && node.sequence == sequence) sum += node.amount;
  });
  return sum;
}

std::vector<const TraceNode*> leaves_of(const Trace& trace) {
  std::vector<const TraceNode*> leaves;
  each_node(trace.parts, [&](const TraceNode& node) {
    if (node.children.empty()) leaves.push_back(&node);
  });
  return leaves;
}

TEST(Trace, CargoEndsAtDatedDeliveriesWithTheirPrices) {
  const auto books = books_without_openings();
  const auto traced =
      trace_of(books, number_of(books, EventType::goods_landed), TraceDirection::backward);
  ASSERT_EQ(traced.parts.size(), 1U);
  EXPECT_EQ(traced.parts[0].amount, 7'080'000'00);
  expect_values_add_up(traced);
  const auto leaves = leaves_of(traced);
  ASSERT_EQ(leaves.size(), 1U);
  const auto& delivery = *leaves[0];
  EXPECT_EQ(delivery.sequence, number_of(books, EventType::delivery_metered, 1));
  EXPECT_EQ(delivery.value, 7'080'000'00);
  ASSERT_TRUE(delivery.priced.has_value());
  EXPECT_EQ(delivery.priced->price.text(), "95.4 USD/MWh");
  EXPECT_EQ(delivery.priced->quantity.minor(), delivery.amount);
  EXPECT_LT(delivery.amount, 1'032'240'000);
}

TEST(Trace, NamesEveryStationAndWhatItStoodOn) {
  const auto books = books_without_openings();
  const auto traced =
      trace_of(books, number_of(books, EventType::goods_landed), TraceDirection::backward);
  const TraceNode* node = &traced.parts[0];
  for (const auto type :
       {EventType::goods_landed, EventType::credit_honoured, EventType::funds_converted,
        EventType::payment_received, EventType::invoice_issued, EventType::delivery_metered}) {
    EXPECT_EQ(traced.entries.at(node->sequence).type, type);
    if (node->children.empty()) break;
    node = &node->children[0];
  }
  std::set<EventType> basis;
  for (const auto& [sequence, entry] : traced.entries)
    basis.insert(entry.type);
  for (const auto type :
       {EventType::window_opened, EventType::release_requested, EventType::release_approved,
        EventType::order_placed, EventType::credit_issued, EventType::documents_presented,
        EventType::goods_shipped, EventType::rate_fixed})
    EXPECT_TRUE(basis.contains(type)) << info_of(type).name;
}

TEST(Trace, OpeningsAreASourceToo) {
  const auto books = worked_example_books();
  const auto traced =
      trace_of(books, number_of(books, EventType::goods_landed), TraceDirection::backward);
  expect_values_add_up(traced);
  const auto leaves = leaves_of(traced);
  ASSERT_EQ(leaves.size(), 1U);
  EXPECT_EQ(leaves[0]->pool.lot, "opening-power");
  EXPECT_EQ(leaves[0]->value, 7'080'000'00);
}

TEST(Trace, PaymentGoesForwardToGoodsCostsAndWhatIsLeft) {
  const auto books = books_without_openings();
  const auto paid = number_of(books, EventType::payment_received);
  const auto traced = trace_of(books, paid, TraceDirection::forward);
  expect_values_add_up(traced);
  std::int64_t sum = 0;
  for (const auto& part : traced.parts) {
    std::int64_t children = 0;
    for (const auto& child : part.children)
      children += child.amount;
    EXPECT_EQ(children, part.amount) << part.pool.lot;
    sum += part.amount;
  }
  EXPECT_EQ(sum, 472'800'000'000'000);
  EXPECT_EQ(amount_at(traced, number_of(books, EventType::funds_converted)), 20'000'000'000'000);
  EXPECT_EQ(amount_at(traced, number_of(books, EventType::credit_honoured, 1)), 5'900'000'00);
  EXPECT_EQ(amount_at(traced, number_of(books, EventType::interest_accrued, 1)), 970'898'936'986);
}

TEST(Trace, ForwardAndBackwardSayTheSameOfOneStation) {
  const auto books = books_without_openings();
  const auto invoice = number_of(books, EventType::invoice_issued, 1);
  const auto payment = number_of(books, EventType::payment_received);
  const auto landed = number_of(books, EventType::goods_landed);
  const auto ahead = trace_of(books, invoice, TraceDirection::forward);
  const auto back = trace_of(books, landed, TraceDirection::backward);
  EXPECT_EQ(amount_at(ahead, landed), 7'080'000'00);
  const auto whole = trace_of(books, payment, TraceDirection::backward);
  EXPECT_GT(amount_at(back, invoice), 0);
  EXPECT_LT(amount_at(back, invoice), amount_at(whole, invoice));
  EXPECT_EQ(amount_at(ahead, payment), amount_at(whole, invoice));
}

TEST(Trace, UnpaidClaimsAndUnbilledQuantitiesStayOpen) {
  const auto books = worked_example_books("2020-05-20");
  const auto billed =
      trace_of(books, number_of(books, EventType::delivery_metered, 0), TraceDirection::forward);
  for (const auto* leaf : leaves_of(billed)) {
    EXPECT_EQ(leaf->kind, TraceNodeKind::open);
    EXPECT_EQ(leaf->pool.lot, "G-1");
  }
  EXPECT_EQ(amount_at(billed, number_of(books, EventType::invoice_issued, 0)), 744'000'000);
  const auto waiting =
      trace_of(books, number_of(books, EventType::delivery_metered, 2), TraceDirection::forward);
  ASSERT_EQ(leaves_of(waiting).size(), 1U);
  EXPECT_EQ(leaves_of(waiting)[0]->kind, TraceNodeKind::open);
  EXPECT_EQ(leaves_of(waiting)[0]->amount, 804'000'000);
}

TEST(Trace, ReversedEntriesAreMarkedAndCountForNothingElse) {
  auto books = worked_example_books("2020-06-04");
  const auto first = number_of(books, EventType::payment_received);
  ASSERT_TRUE(books.submit("2020-06-05", EntryReversed{first, "tbi", "moe", {"wrong amount"}}));
  PaymentReceived again = std::get<PaymentReceived>(books.entries()[first].event.data);
  again.payment = "pay-power-again";
  ASSERT_TRUE(books.submit("2020-06-05", again));
  const auto second = number_of(books, EventType::payment_received, 1);
  const auto undone = trace_of(books, first, TraceDirection::backward);
  EXPECT_EQ(undone.entries.at(first).reversed_by, first + 1);
  expect_values_add_up(undone);
  const auto valid = trace_of(books, second, TraceDirection::backward);
  EXPECT_FALSE(valid.entries.at(second).reversed_by.has_value());
  EXPECT_EQ(leaves_of(valid)[0]->kind, TraceNodeKind::entry);
  const auto ahead = trace_of(books, 0, TraceDirection::forward);
  EXPECT_EQ(amount_at(ahead, first), 0);
  EXPECT_GT(amount_at(ahead, second), 0);
}

// Goods that land before they are paid: who paid is known later, and counts by quantity.
TEST(Trace, GoodsLandedBeforeTheyWerePaidAreTracedToTheLaterPayments) {
  Books books;
  for (auto& [date, data] : worked_example()) {
    if (auto* terms = std::get_if<AgreementAdopted>(&data)) terms->openings.clear();
    if (date > "2020-09-01" || std::holds_alternative<CreditHonoured>(data)) continue;
    ASSERT_TRUE(books.submit(date, data)) << date;
  }
  const auto landed = number_of(books, EventType::goods_landed);
  const auto unpaid = trace_of(books, landed, TraceDirection::backward);
  ASSERT_EQ(leaves_of(unpaid).size(), 1U);
  EXPECT_EQ(leaves_of(unpaid)[0]->kind, TraceNodeKind::uncovered);
  for (const auto* part : {"7000001.37 EUR", "5900000.00 EUR"})
    ASSERT_TRUE(books.submit("2020-09-05",
                             CreditHonoured{"LC-1", money(part), quantity("20000.007 t"), false}));
  const auto back = trace_of(books, landed, TraceDirection::backward);
  expect_values_add_up(back);
  ASSERT_EQ(back.parts.size(), 1U);
  EXPECT_EQ(back.parts[0].amount, 30'000'000);
  const auto first = number_of(books, EventType::credit_honoured);
  EXPECT_EQ(amount_at(back, first), 7'000'001'37);
  const auto second = number_of(books, EventType::credit_honoured, 1);
  const auto ahead = trace_of(books, second, TraceDirection::forward);
  expect_values_add_up(ahead);
  EXPECT_EQ(amount_at(ahead, landed), amount_at(back, second));
}

// One claim that very many payments met, one after the other.
Books books_of_payments(int count) {
  auto books = worked_example_books("2020-06-01");
  for (int i = 0; i < count; ++i) {
    const PaymentReceived payment{"small-" + std::to_string(i), "tbi-iqd", "moe", "gas",
                                  money("1310.000 IQD"),        {},        {}};
    SETOFF_CHECK(books.submit("2020-06-01", payment).has_value());
  }
  return books;
}

TEST(Trace, OfAClaimThatThousandsOfPaymentsMetAddsUp) {
  constexpr int kPayments = 20'000;
  const auto books = books_of_payments(kPayments);
  const auto traced = trace_of(books, 0, TraceDirection::forward);
  expect_values_add_up(traced);
  int payments = 0;
  each_node(traced.parts, [&](const TraceNode& node) {
    const bool passed_on = node.kind == TraceNodeKind::entry && !node.children.empty();
    const auto type = traced.entries.at(node.sequence).type;
    if (passed_on && type == EventType::payment_received) ++payments;
  });
  EXPECT_EQ(payments, kPayments);
}

TEST(Trace, StopsAtItsLimits) {
  const auto books = books_of_payments(300);
  const auto journal = journal_of(books);
  const auto wide =
      trace(journal, 0, TraceDirection::forward, {.nodes_max = 100, .depth_max = 100});
  ASSERT_FALSE(wide.has_value());
  EXPECT_EQ(wide.error().text(), "too_large: the trace has more than 100 steps");
  const auto example = books_without_openings();
  const auto landed = number_of(example, EventType::goods_landed);
  const auto deep = trace(journal_of(example), landed, TraceDirection::backward,
                          {.nodes_max = 100, .depth_max = 3});
  ASSERT_FALSE(deep.has_value());
  EXPECT_EQ(deep.error().text(),
            "too_large: the trace goes through more than 3 entries one after the other");
}

TEST(Trace, SaysWhyAnEntryCannotBeTraced) {
  const auto books = worked_example_books();
  const auto journal = journal_of(books);
  const auto notes =
      trace(journal, number_of(books, EventType::release_approved), TraceDirection::backward);
  ASSERT_FALSE(notes.has_value());
  EXPECT_EQ(notes.error().code, Code::bad_field);
  EXPECT_NE(notes.error().text().find("release.approved"), std::string::npos);
  const auto none = trace(journal, 9'999, TraceDirection::backward);
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, Code::unknown_lot);
}

}  // namespace
}  // namespace setoff::tests
