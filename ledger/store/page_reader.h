#pragma once
// PageReader: reads the raw pages of a ledger file, each at most once, so that pages left over are
// detected. It reads through SQLite's own file handle within the caller's transaction: nobody
// writes meanwhile, and no second descriptor drops SQLite's locks. It does not read a file that is
// open for writing (whose newest pages are in the log) or that has unusual settings. Errors: false
// or nullopt without a reason; ask SQLite what is wrong. Source: sqlite.org/fileformat2.html.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

struct sqlite3;
struct sqlite3_file;

namespace setoff {

using PageNumber = std::uint32_t;  // starting at 1
using PageBytes = std::span<const std::uint8_t>;

class PageReader {
 public:
  // The database must be in a transaction that has already read.
  [[nodiscard]] static std::optional<PageReader> open(sqlite3* database);

  [[nodiscard]] std::size_t page_size() const { return page_size_; }
  [[nodiscard]] PageNumber pages() const { return pages_; }
  // Reads a page into `into`, which has at least page_size() bytes. False if there is no such page,
  // it was read before or it cannot be read.
  [[nodiscard]] bool read_page(PageNumber page, std::span<std::uint8_t> into);
  // Reads the pages of SQLite's freelist; false if that list is malformed.
  [[nodiscard]] bool read_free_list();
  [[nodiscard]] bool all_read() const { return read_ == pages_; }

 private:
  PageReader(sqlite3_file* file, std::size_t page_size, PageNumber pages);
  [[nodiscard]] bool mark(PageNumber page);

  sqlite3_file* file_;
  std::size_t page_size_;
  PageNumber pages_;
  PageNumber read_ = 0;
  PageNumber first_free_ = 0;
  PageNumber free_ = 0;
  std::vector<bool> marks_;
};

// Big-endian numbers in a page.
[[nodiscard]] inline std::size_t two_bytes(PageBytes page, std::size_t at) {
  return static_cast<std::size_t>(page[at]) << 8U | page[at + 1];
}
[[nodiscard]] inline std::uint32_t four_bytes(PageBytes page, std::size_t at) {
  return static_cast<std::uint32_t>(two_bytes(page, at) << 16U | two_bytes(page, at + 2));
}

}  // namespace setoff
