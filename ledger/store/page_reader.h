#pragma once
// PageReader: the pages of a ledger file as they stand, each at most once, so that in the end it is
// known that none was left over. It reads through SQLite's own open file within the caller's
// transaction: nobody writes meanwhile, and no second descriptor drops SQLite's locks. A file that
// is open for writing (its newest pages stand in a log beside it) or made in an unusual way is not
// read so. Errors: none are explained; whoever gets a false asks SQLite what is wrong.
// Source: sqlite.org/fileformat2.html.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

struct sqlite3;
struct sqlite3_file;

namespace setoff {

using PageNumber = std::uint32_t;  // from 1
using PageBytes = std::span<const std::uint8_t>;

class PageReader {
 public:
  // The database is in a transaction that has read.
  [[nodiscard]] static std::optional<PageReader> open(sqlite3* database);

  [[nodiscard]] std::size_t page_size() const { return page_size_; }
  [[nodiscard]] PageNumber pages() const { return pages_; }
  // False if there is no such page or it was taken before. `into` has room for it.
  [[nodiscard]] bool take(PageNumber page, std::span<std::uint8_t> into);
  // Takes the pages that SQLite keeps for later; false if their lists are not in order.
  [[nodiscard]] bool take_free();
  [[nodiscard]] bool all_taken() const { return taken_ == pages_; }

 private:
  PageReader(sqlite3_file* file, std::size_t page_size, PageNumber pages);
  [[nodiscard]] bool mark(PageNumber page);

  sqlite3_file* file_;
  std::size_t page_size_;
  PageNumber pages_;
  PageNumber taken_ = 0;
  PageNumber first_free_ = 0;
  PageNumber free_ = 0;
  std::vector<bool> marks_;
};

// Big-endian numbers of a page.
[[nodiscard]] inline std::size_t two_bytes(PageBytes page, std::size_t at) {
  return static_cast<std::size_t>(page[at]) << 8U | page[at + 1];
}
[[nodiscard]] inline std::uint32_t four_bytes(PageBytes page, std::size_t at) {
  return static_cast<std::uint32_t>(two_bytes(page, at) << 16U | two_bytes(page, at + 2));
}

}  // namespace setoff
