#include "tests/benchmarks/prepared.h"

#include <cstdlib>

#include "ledger/base/check.h"
#include "ledger/exchange/event_json.h"
#include "tests/benchmarks/event_mix.h"

namespace setoff::bench {

Prepared::Prepared(std::size_t count) {
  EventMix mix;
  events_ = mix.make(count);
  later_ = mix.make(count / 10);
  std::string name = (std::filesystem::temp_directory_path() / "setoff-bench-XXXXXX").string();
  CHECK(mkdtemp(name.data()) != nullptr);
  folder_ = name;
}

Prepared::~Prepared() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

const MemoryJournal& Prepared::journal() {
  if (journal_) return *journal_;
  journal_ = std::make_unique<MemoryJournal>();
  auto book = Book::open(*journal_);
  CHECK(book.has_value());
  import_all(**book, events_);
  return *journal_;
}

const std::vector<std::string>& Prepared::lines() {
  if (lines_.empty())
    for (const auto& event : events_)
      print_event(event, std::nullopt, lines_.emplace_back());
  return lines_;
}

void import_all(Book& book, const std::vector<Event>& events) {
  for (const auto& event : events) {
    const auto outcome = book.submit(event, *event.booked);
    CHECK(outcome.has_value());
    CHECK(outcome->kind == OutcomeKind::booked || outcome->kind == OutcomeKind::refused);
    if (book.uncommitted() >= kGroupSize) CHECK(book.commit().has_value());
  }
  CHECK(book.commit().has_value());
}

}  // namespace setoff::bench
