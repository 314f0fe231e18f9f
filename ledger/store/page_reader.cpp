#include "ledger/store/page_reader.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>

namespace setoff {
namespace {

constexpr std::size_t kHeaderSize = 100;
constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::uint64_t kLockByte = 0x40000000;  // SQLite never uses its page

using Header = std::array<std::uint8_t, kHeaderSize>;

// Rollback journal, no reserved space in a page, the fixed payload fractions, no auto-vacuum,
// UTF-8, schema format 4.
bool is_usual(const Header& header) {
  const PageBytes bytes(header);
  return std::equal(kMagic.begin(), kMagic.end(), header.begin(),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; }) &&
         header[18] == 1 && header[19] == 1 && header[20] == 0 && header[21] == 64 &&
         header[22] == 32 && header[23] == 32 && four_bytes(bytes, 44) == 4 &&
         four_bytes(bytes, 52) == 0 && four_bytes(bytes, 56) == 1 && four_bytes(bytes, 64) == 0 &&
         four_bytes(bytes, 24) == four_bytes(bytes, 92);  // the page count is current
}

}  // namespace

PageReader::PageReader(sqlite3_file* file, std::size_t page_size, PageNumber pages)
    : file_(file), page_size_(page_size), pages_(pages), marks_(pages, false) {
  if (const auto locked = kLockByte / page_size + 1; locked <= pages_)
    static_cast<void>(mark(static_cast<PageNumber>(locked)));
}

std::optional<PageReader> PageReader::open(sqlite3* database) {
  sqlite3_file* file = nullptr;
  if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
      file == nullptr || file->pMethods == nullptr)
    return std::nullopt;
  Header header{};
  sqlite3_int64 size = 0;
  if (file->pMethods->xRead(file, header.data(), kHeaderSize, 0) != SQLITE_OK ||
      file->pMethods->xFileSize(file, &size) != SQLITE_OK || !is_usual(header))
    return std::nullopt;
  const auto written = two_bytes(header, 16);
  const std::size_t page_size = written == 1 ? 65'536 : written;
  const auto pages = four_bytes(header, 28);
  if (page_size < 512 || !std::has_single_bit(page_size) ||
      static_cast<std::uint64_t>(size) != std::uint64_t{pages} * page_size)
    return std::nullopt;
  PageReader reader(file, page_size, pages);
  reader.first_free_ = four_bytes(header, 32);
  reader.free_ = four_bytes(header, 36);
  return reader;
}

bool PageReader::mark(PageNumber page) {
  if (page == 0 || page > pages_ || marks_[page - 1]) return false;
  marks_[page - 1] = true;
  ++read_;
  return true;
}

bool PageReader::read_page(PageNumber page, std::span<std::uint8_t> into) {
  return mark(page) &&
         file_->pMethods->xRead(file_, into.data(), static_cast<int>(page_size_),
                                static_cast<sqlite3_int64>(page - 1) *
                                    static_cast<sqlite3_int64>(page_size_)) == SQLITE_OK;
}

bool PageReader::read_free_list() {
  std::vector<std::uint8_t> trunk(page_size_);
  PageNumber found = 0;
  for (auto page = first_free_; page != 0; page = four_bytes(trunk, 0)) {
    if (!read_page(page, trunk)) return false;
    const auto leaves = four_bytes(trunk, 4);
    if (leaves > page_size_ / 4 - 2) return false;
    for (std::size_t i = 0; i < leaves; ++i)
      if (!mark(four_bytes(trunk, 8 + 4 * i))) return false;
    found += 1 + leaves;
  }
  return found == free_;
}

}  // namespace setoff
