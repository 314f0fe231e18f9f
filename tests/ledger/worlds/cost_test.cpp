// What an event costs, whatever was booked before it. Each case books many earlier events of a kind
// that somebody could send on purpose, and holds the time that post() takes for one more against
// the time it takes after a few. What is done with does not count at all; what stands open, or lies
// on days after the event, counts in proportion and never more. The time is that of this thread
// alone, the smallest of many, so that a busy machine does not matter.

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <functional>

#include "tests/support/scheme.h"

namespace setoff::tests {
namespace {

constexpr int kFew = 200;
constexpr int kMany = kFew * 32;
constexpr double kFlatMax = 4;
constexpr double kInProportionMax = 80;  // of 32: a square of it would be 1,024
constexpr double kNoiseNs = 2'000;       // added to both
constexpr int kRounds = 25;

const Day kToday = day("2020-03-01");

enum class Growth { none, in_proportion };

struct Case {
  const char* name;
  Growth growth;
  std::function<void(Books&, int)> book;  // one more earlier event; the number counts up
  EventData probe;
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

double thread_ns() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

void must(const Result<Entry>& entry) {
  if (!entry) std::fprintf(stderr, "%s\n", entry.error().text().c_str());
  SETOFF_CHECK(entry.has_value());
}

double cost_ns(const Books& books, const EventData& probe) {
  Event event;
  event.key = {"/test", "probe"};
  event.value_date = kToday;
  event.time = Timestamp::at_midnight(kToday);
  event.data = probe;
  double least = 1e12;
  Draft draft;
  for (int round = 0; round < kRounds; ++round) {
    const auto start = thread_ns();
    const auto status = post(books.state(), event, {}, draft);
    least = std::min(least, thread_ns() - start);
    if (!status) ADD_FAILURE() << status.error().text();
    if (!status) break;
  }
  return least;
}

std::string numbered(const char* what, int number) {
  return std::string(what) + "-" + std::to_string(number);
}
Day later(int number) {
  return kToday + 1 + number;
}

PaymentReceived small_payment(int number) {
  auto data = payment(numbered("small", number), "tbi-eur", "1.00 EUR");
  data.allocation = Allocation::instructed;
  data.instructed = {{"old-gas", money("1.00 EUR")}};
  return data;
}
LimitSet wide_limit(int number, const char* account) {
  return limit(numbered("cap", number % 5), LimitKind::cap, account, "90000000000.00 EUR");
}

std::vector<Case> cases() {
  const auto pay = small_payment(-1);
  const auto ask = request("ask", "1.00 EUR");
  const FeeCharged fee{"tbi-eur", "gas", money("1.00 EUR"), {}};
  const auto approve = approval("R", "1.00 EUR");
  const auto use = purpose_payment("use", "1.00 EUR");
  auto issue = credit("one-more", "1.00 EUR");
  const auto far_payment = [](Books& books, int i) {
    must(books.submit(later(i), small_payment(i)));
  };
  const auto invoice = [](Books& books, int i) {
    const Day from = day("1950-01-01") + i;
    must(books.submit("2020-02-01", DeliveryMetered{numbered("D", i), "gas", "border", from,
                                                    from + 1, quantity("1000 m3")}));
    InvoiceIssued data;
    data.invoice = numbered("I", i);
    data.line = "gas";
    data.from = from;
    data.to = from + 1;
    data.slices = {{quantity("1000 m3"), rate("0.001 EUR/m3"), {}}};
    data.amount = money("1.00 EUR");
    data.due = day("2020-02-01") + i;
    must(books.submit("2020-02-01", data));
  };
  // Money that came for an invoice is a lot under its name.
  const auto lot_of_money = [invoice](Books& books, int i) {
    invoice(books, i);
    auto data = small_payment(i);
    data.instructed = {{numbered("I", i), money("1.00 EUR")}};
    must(books.submit(kToday, data));
  };
  const auto window = [](Books& books, int i) {
    WindowOpened data;
    data.window = numbered("window", i);
    data.from = day("2019-01-01");
    data.to = day("2019-02-01") + i % 300;
    data.places = {"oman"};
    must(books.submit("2019-01-01", data));
  };
  const auto series = [](Books& books, int i) {
    must(books.submit("2020-01-02",
                      rate_fixed(numbered("eur-usd", i), "2020-01-02", "0.9 EUR/USD")));
  };
  const auto fixing = [](Books& books, int i) {
    auto data = rate_fixed("iqd-usd", "2020-01-02", "1200 IQD/USD");
    data.date = day("1960-01-01") + i;
    must(books.submit("2020-01-02", data));
  };
  const auto limits = [](Books& books, int i) {
    must(books.submit(kToday, wide_limit(i, "tbi-eur")));
  };
  const auto limits_elsewhere = [](Books& books, int i) {
    must(books.submit(kToday, wide_limit(i, "muscat-eur")));
  };
  const auto freeze = [](Books& books, int i) {
    if (i % 2 == 0)
      must(books.submit("2020-01-03", AccountFrozen{"tbi-eur", EntrySide::both, "court"}));
    else
      must(books.submit("2020-01-03", AccountUnfrozen{"tbi-eur", EntrySide::both, "court"}));
  };
  const auto listing = [](Books& books, int i) {
    if (i % 2 == 0)
      must(books.submit("2020-01-03", GoodsListed{"rice", "food"}));
    else
      must(books.submit("2020-01-03", GoodsDelisted{"rice", "food"}));
  };
  const auto approvals = [](Books& books, int i) {
    must(books.submit(i % 2 == 0 ? "2020-02-03" : "2020-02-05", approval("R", "0.01 EUR")));
  };
  const auto credits = [](Books& books, int i) {
    must(books.submit("2020-02-10", credit(numbered("C", i), "0.01 EUR")));
  };
  const auto ended_credits = [](Books& books, int i) {
    must(books.submit("2020-02-10", credit(numbered("C", i), "0.01 EUR")));
    must(books.submit("2020-02-11", CreditCancelled{numbered("C", i), true, {}}));
  };
  const auto papers = [](Books& books, int i) {
    must(books.submit("2020-02-12",
                      DocumentsPresented{"C", numbered("docs", i), money("0.01 EUR"), true}));
  };
  const auto amendments = [](Books& books, int i) {
    AgreementAmended data;
    data.consents = {"nigc", "moe"};
    data.rules = books.state().agreement.rules;
    must(books.submit(day("2020-01-02") + (i % 50), data));
  };
  const auto requests = [](Books& books, int i) {
    must(books.submit("2020-02-20", request(numbered("R", i), "0.01 EUR")));
  };
  const auto orders = [](Books& books, int i) {
    must(books.submit("2020-02-20", order(numbered("O", i))));
  };
  return {
      {"PaymentsLaterThenARequest", Growth::in_proportion, far_payment, ask},
      {"PaymentsLaterThenAFee", Growth::in_proportion, far_payment, fee},
      {"PaymentsLaterThenAUse", Growth::in_proportion, far_payment, use},
      {"PaymentsLaterThenACredit", Growth::in_proportion, far_payment, issue},
      {"PaymentsLaterThenAPayment", Growth::in_proportion, far_payment, pay},
      {"LotsOfMoneyThenAUse", Growth::none, lot_of_money, use},
      {"InvoicesThenAPayment", Growth::in_proportion, invoice,
       payment("one-more", "tbi-eur", "1.00 EUR")},
      {"InvoicesThenAnInstructedPayment", Growth::in_proportion, invoice, pay},
      {"WindowsThenAnApproval", Growth::in_proportion, window, approve},
      {"WindowsThenAUse", Growth::in_proportion, window, use},
      {"SeriesOfAPairThenAPayment", Growth::in_proportion, series,
       payment("one-more", "tbi-iqd", "1000.000 IQD")},
      {"FixingsThenAPayment", Growth::none, fixing, payment("one-more", "tbi-iqd", "1000.000 IQD")},
      {"LimitsThenAFee", Growth::in_proportion, limits, fee},
      {"LimitsElsewhereThenAFee", Growth::in_proportion, limits_elsewhere, fee},
      {"FreezesThenAFee", Growth::in_proportion, freeze, fee},
      {"ListingsThenARequest", Growth::in_proportion, listing, ask},
      {"ApprovalsThenAUse", Growth::in_proportion, approvals, use},
      {"ApprovalsThenAnApproval", Growth::in_proportion, approvals, approve},
      {"CreditsThenAUse", Growth::in_proportion, credits, use},
      {"CreditsThenARequest", Growth::in_proportion, credits, ask},
      {"EndedCreditsThenAUse", Growth::none, ended_credits, use},
      {"PapersThenMorePapers", Growth::in_proportion, papers,
       DocumentsPresented{"C", "more", money("0.01 EUR"), true}},
      {"AmendmentsThenAPayment", Growth::in_proportion, amendments, pay},
      {"RequestsThenARequest", Growth::in_proportion, requests, ask},
      {"OrdersThenACredit", Growth::none, orders, issue}};
}

class Cost : public testing::TestWithParam<Case> {};

TEST_P(Cost, GrowsWithWhatStandsOpenAtMost) {
  const auto& [name, growth, book, probe] = GetParam();
  auto books = scheme_books({{"2020-02-02", request("R", "400000.00 EUR")},
                             {"2020-02-03", approval("R", "200000.00 EUR")},
                             {"2020-02-04", order("O")},
                             {"2020-02-10", credit("C", "100000.00 EUR")}});
  double few = 0;
  for (int i = 0; i < kMany; ++i) {
    if (i == kFew) few = cost_ns(books, probe);
    book(books, i);
  }
  const auto many = cost_ns(books, probe);
  std::printf("%-40s %8.0f ns after %d, %8.0f ns after %d\n", name, few, kFew, many, kMany);
  EXPECT_LE((many + kNoiseNs) / (few + kNoiseNs),
            growth == Growth::none ? kFlatMax : kInProportionMax)
      << name;
}
INSTANTIATE_TEST_SUITE_P(Of, Cost, testing::ValuesIn(cases()),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace setoff::tests
