#include "tests/benchmarks/prepared.h"

#include <cstdlib>

#include "ledger/base/check.h"
#include "ledger/exchange/event_json.h"
#include "tests/benchmarks/event_mix.h"

namespace setoff::benchmarks {

Prepared::Prepared(std::size_t count) {
  EventMix mix;
  events_ = mix.make(count);
  later_ = mix.make(count / 10);
  std::string name = (std::filesystem::temp_directory_path() / "setoff-bench-XXXXXX").string();
  SETOFF_CHECK(mkdtemp(name.data()) != nullptr);
  folder_ = name;
}

Prepared::~Prepared() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

const MemoryJournal& Prepared::journal() {
  if (journal_) return *journal_;
  journal_ = std::make_unique<MemoryJournal>();
  auto book = LedgerWriter::open(*journal_);
  SETOFF_CHECK(book.has_value());
  import_all(**book, events_);
  return *journal_;
}

const std::vector<std::string>& Prepared::lines() {
  if (lines_.empty())
    for (const auto& event : events_)
      print_event(event, std::nullopt, lines_.emplace_back());
  return lines_;
}

void import_all(LedgerWriter& book, const std::vector<Event>& events) {
  for (const auto& event : events) {
    const auto outcome = book.submit(event, *event.booked);
    SETOFF_CHECK(outcome.has_value());
    SETOFF_CHECK(outcome->kind == OutcomeKind::booked || outcome->kind == OutcomeKind::refused);
    if (book.uncommitted() >= kGroupSize) SETOFF_CHECK(book.commit().has_value());
  }
  SETOFF_CHECK(book.commit().has_value());
}

}  // namespace setoff::benchmarks
