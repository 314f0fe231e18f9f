// links: exchange
//
// Events from hostile JSON and JSON lines: what is read is printed and read back the same; errors
// say where; events that pass are put to the rules of empty books and of books with an agreement.
#include <cstdint>
#include <sstream>
#include <string>

#include "ledger/base/check.h"
#include "ledger/exchange/jsonl.h"
#include "ledger/rules/post.h"

namespace {

using namespace setoff;

void read_back(const ExchangedEvent& read) {
  std::string text;
  print_event(read.event, read.outcome, text);
  const auto again = EventReader().read(text);
  SETOFF_CHECK(again.has_value());
  SETOFF_CHECK(again->event == read.event && again->outcome == read.outcome);
}

// Whatever the rules say, they say it and do not break.
void put_to_rules(const Event& event) {
  State state;
  auto draft = post(state, event, {});
  if (!draft) return;
  Entry entry;
  apply(state, event, std::move(*draft), 0, entry);
  static_cast<void>(post(state, event, {}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto read = EventReader().read(text);
  if (read) {
    read_back(*read);
    put_to_rules(read->event);
  } else {
    SETOFF_CHECK(!read.error().text().empty());
  }
  std::istringstream in(text);
  EventStream lines(in);
  while (const auto line = lines.next())
    if (line->event) read_back(*line->event);
  return 0;
}
