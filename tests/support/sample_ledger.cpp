#include "tests/support/sample_ledger.h"

#include <algorithm>
#include <cstdlib>

#include "tests/support/worked_example.h"

namespace setoff::tests {
namespace {

constexpr std::size_t kGroup = 7;

Event sample_event(std::string id, std::string_view date, EventData data) {
  auto event = event_on(std::move(id), date, std::move(data));
  event.key.source = "/sample";
  return event;
}

DeliveryMetered delivery(std::string name, std::string line, std::string_view from,
                         std::string_view to, std::string_view amount) {
  return {std::move(name), std::move(line), "border", day(from), day(to), quantity(amount)};
}

PaymentReceived payment(std::string name) {
  PaymentReceived data;
  data.payment = std::move(name);
  data.account = "tbi-iqd";
  data.payer = "moe";
  data.line = "gas";
  data.amount = money("1000000.000 IQD");
  return data;
}

void add_mending(std::vector<Event>& events) {
  events.push_back(sample_event("late-payment", "2020-09-22", payment("pay-late")));
  events.push_back(sample_event("unknown-line", "2020-09-22",
                                delivery("gas-x", "coal", "2020-09-20", "2020-09-21", "1 m3")));
  ReleaseRequested request{"R-2",  "tbi-iqd",     "gas",       money("1000000.000 IQD"),
                           "food", "grain-house", "gtc-buyer", day("2020-12-10")};
  events.push_back(sample_event("second-request", "2020-09-22", request));
  events.push_back(
      sample_event("close", "2020-09-30", PeriodClosed{day("2020-08-31"), "accountant"}));
  auto dated_back = sample_event("dated-back", "2020-08-30", payment("pay-dated-back"));
  events.push_back(dated_back);  // refused: the period is closed
  dated_back.key.id = "dated-back-with-leave";
  dated_back.override_closed = Override{"accountant", {"the bank sent its advice late"}};
  dated_back.submitter = "moe";
  dated_back.time = Timestamp(Timestamp::at_midnight(day("2020-10-01")).microseconds() + 5'000'007);
  events.push_back(dated_back);
}

}  // namespace

LedgerFolder::LedgerFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "setoff-store-XXXXXX").string();
  SETOFF_CHECK(mkdtemp(name.data()) != nullptr);
  path_ = name;
}
LedgerFolder::~LedgerFolder() {
  std::error_code ignored;
  std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
  std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> LedgerFolder::names() const {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(path_))
    names.push_back(file.path().filename().string());
  std::ranges::sort(names);
  return names;
}

std::vector<Event> sample_events() {
  std::vector<Event> events;
  std::size_t made = 0;
  for (auto& [date, data] : worked_example()) {
    if (date == "2020-09-20" && events.back().value_date < day(date))
      events.push_back(sample_event("later-expiry", "2020-09-06",
                                    CreditAmended{"LC-1", {}, {}, day("2020-10-15"), true}));
    events.push_back(sample_event("event-" + std::to_string(++made), date, std::move(data)));
  }
  add_mending(events);
  return events;
}

void book_events(JournalPort& journal, std::size_t count) {
  auto book = LedgerWriter::open(journal);
  SETOFF_CHECK(book.has_value());
  std::size_t left = count;
  for (const auto& event : sample_events()) {
    if (left-- == 0) break;
    const auto outcome = (*book)->submit(event, event.time);
    SETOFF_CHECK(outcome.has_value() && outcome->kind != OutcomeKind::rejected);
    if ((*book)->uncommitted() == kGroup) SETOFF_CHECK((*book)->commit().has_value());
  }
  SETOFF_CHECK((*book)->commit().has_value());
}

void make_sample_ledger(const std::filesystem::path& path, std::size_t count) {
  auto journal = SqliteJournal::open(path, OpenMode::create);
  SETOFF_CHECK(journal.has_value());
  book_events(**journal, count);
  SETOFF_CHECK((*journal)->close().has_value());
}

Event one_more_delivery(std::size_t number) {
  const auto from = day("2020-10-02") + static_cast<int>(number);
  auto event = sample_event("delivery-" + std::to_string(number), from.text(), std::monostate{});
  event.data = DeliveryMetered{"more-" + std::to_string(number), "gas", "border", from, from + 1,
                               quantity("24000000 m3")};
  return event;
}

}  // namespace setoff::tests
