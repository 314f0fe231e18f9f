#pragma once
// A small ledger file with a bit of everything: the worked example, refusals, an entry into a
// closed period; and a temporary folder to put it in.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "ledger/store/sqlite_journal.h"
#include "ledger/writer/ledger_writer.h"

namespace setoff::tests {

// A new temporary folder; the destructor removes it with its contents.
class LedgerFolder {
 public:
  LedgerFolder();
  ~LedgerFolder();
  LedgerFolder(const LedgerFolder&) = delete;
  LedgerFolder& operator=(const LedgerFolder&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Names of all files in the folder, sorted.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::filesystem::path path_;
};

// The events of the sample, with ids and times, in booking order.
[[nodiscard]] std::vector<Event> sample_events();
// Books the first `count` events into the journal, in groups of seven; aborts if one is malformed.
void book_events(JournalPort& journal, std::size_t count = SIZE_MAX);
// Creates and closes a ledger file with the first `count` events.
void make_sample_ledger(const std::filesystem::path& path, std::size_t count = SIZE_MAX);

// A delivery of one day, number `number` after the events of the sample.
[[nodiscard]] Event one_more_delivery(std::size_t number);

}  // namespace setoff::tests
