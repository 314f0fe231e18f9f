#pragma once
// SampleLedger: a folder with a small ledger file in it that has something of everything: the
// worked example, refusals, an entry into a closed period, a reversal. Removed at the end.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "ledger/book/book.h"
#include "ledger/store/sqlite_journal.h"

namespace setoff::test {

// A folder of its own, removed with everything in it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Names of all files in it, in order.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::filesystem::path path_;
};

// The events of the sample, with ids and times, in booking order.
[[nodiscard]] std::vector<Event> sample_events();
// Books the first `count` events into the journal, in groups of seven; aborts if one is malformed.
void book_events(JournalPort& journal, std::size_t count = SIZE_MAX);
// Makes a closed ledger file of the first `count` events.
void make_sample_ledger(const std::filesystem::path& path, std::size_t count = SIZE_MAX);

// A delivery of one day, the `number`th after those of the sample.
[[nodiscard]] Event one_more_delivery(std::size_t number);

}  // namespace setoff::test
