#pragma once
// TreeCursor: iterates over the rows of one table of a ledger file in the order of their keys, as
// raw records read directly from the pages of its B-tree. It trusts nothing: every page has the
// right type and is used once, its cells do not overlap and all its bytes are accounted for, all
// leaves have the same depth, and the keys of inner pages separate those below. Errors: broken(),
// without a reason; ask SQLite. Source: sqlite.org/fileformat2.html, section 1.6.

#include <array>
#include <limits>
#include <utility>

#include "ledger/store/page_reader.h"

namespace setoff {

// A table with a rowid has its rows in the leaves; a WITHOUT ROWID table is stored as an index.
enum class TreeKind : std::uint8_t { table, index };

class TreeCursor {
 public:
  TreeCursor(PageReader& pages, TreeKind kind, PageNumber root);

  // Advances to the next row; false after the last, and if the tree is broken.
  [[nodiscard]] bool next();
  [[nodiscard]] bool broken() const { return broken_; }
  // The record of the row, valid until the next call.
  [[nodiscard]] PageBytes record() const { return record_; }
  [[nodiscard]] std::int64_t key() const { return last_key_; }  // only for TreeKind::table

 private:
  struct Cell {
    std::uint32_t size = 0;  // of the record
    std::uint32_t at = 0;    // where its local part begins in the page
    std::uint32_t here = 0;  // size of the local part
    std::uint32_t end = 0;   // of the cell
    PageNumber child = 0;    // left child, in an inner page
    PageNumber more = 0;     // first overflow page
    std::int64_t key = 0;
  };
  struct Level {
    std::vector<std::uint8_t> page;  // padded, so that no cell is read past the end
    std::vector<std::size_t> begins;
    std::vector<Cell> cells;
    PageNumber last_child = 0;
    bool leaf = false;
    std::size_t step = 0;  // over the cells; in an inner page also over the children between them
  };

  bool enter(PageNumber page);
  bool read_kind(Level& level, std::uint8_t flags);
  bool read_cells(Level& level, std::size_t header);
  bool read_cell(Level& level, std::size_t begin);
  bool locate_payload(Level& level, Cell& cell) const;
  bool all_accounted(Level& level, std::size_t header);
  bool step_leaf(Level& level);
  bool step_inside(Level& level);
  bool load_record(const Level& level, const Cell& cell);
  bool gather(const Level& level, const Cell& cell);
  bool fail();

  static constexpr std::size_t kDepthMax = 20;
  PageReader* pages_;
  TreeKind kind_;
  PageNumber root_;
  std::array<Level, kDepthMax> levels_;
  std::size_t depth_ = 0;
  std::size_t leaf_depth_ = 0;
  bool begun_ = false;
  bool broken_ = false;
  PageBytes record_;
  std::vector<std::uint8_t> gathered_;
  std::vector<std::pair<std::size_t, std::size_t>> parts_;  // [begin, end) of each part of a page
  std::int64_t last_key_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace setoff
