#include "ledger/store/tree_cursor.h"

#include <algorithm>
#include <functional>

#include "ledger/store/record.h"

namespace setoff {
namespace {

constexpr std::uint8_t kTableLeaf = 0x0d;
constexpr std::uint8_t kTableInner = 0x05;
constexpr std::uint8_t kIndexLeaf = 0x0a;
constexpr std::uint8_t kIndexInner = 0x02;
constexpr std::size_t kFirstPageHeader = 100;  // the file header precedes it
constexpr std::size_t kCellMin = 4;
constexpr std::size_t kRoomBehind = 32;  // for a child and two nine-byte varints; kRecordRoom

}  // namespace

TreeCursor::TreeCursor(PageReader& pages, TreeKind kind, PageNumber root)
    : pages_(&pages), kind_(kind), root_(root) {}

bool TreeCursor::fail() {
  broken_ = true;
  return false;
}

bool TreeCursor::next() {
  if (!begun_) {
    begun_ = true;
    if (!enter(root_)) return fail();
  }
  while (depth_ > 0 && !broken_) {
    auto& level = levels_[depth_ - 1];
    if (level.leaf ? step_leaf(level) : step_inside(level)) return true;
  }
  return false;
}

bool TreeCursor::step_leaf(Level& level) {
  if (level.step < level.cells.size()) return load_record(level, level.cells[level.step++]);
  --depth_;
  return false;
}

bool TreeCursor::step_inside(Level& level) {
  const auto step = level.step++;
  const auto index = step / 2;
  if (step > 2 * level.cells.size()) {
    --depth_;
    return false;
  }
  if (step % 2 == 0) {
    const bool last = index == level.cells.size();
    if (!enter(last ? level.last_child : level.cells[index].child)) fail();
    return false;
  }
  const auto& cell = level.cells[index];
  if (kind_ == TreeKind::index) return load_record(level, cell);
  if (cell.key < last_key_) return fail();  // must be >= the keys before it and < those after
  last_key_ = cell.key;
  return false;
}

bool TreeCursor::enter(PageNumber page) {
  if (depth_ == kDepthMax) return false;
  auto& level = levels_[depth_];
  level.page.resize(pages_->page_size() + kRoomBehind);
  if (!pages_->read_page(page, level.page)) return false;
  const auto header = page == 1 ? kFirstPageHeader : 0;
  if (!read_kind(level, level.page[header]) || !read_cells(level, header) ||
      !all_accounted(level, header))
    return false;
  ++depth_;
  if (!level.leaf) return !level.cells.empty();
  if (leaf_depth_ == 0) leaf_depth_ = depth_;
  return leaf_depth_ == depth_ && (depth_ == 1 || !level.cells.empty());
}

bool TreeCursor::read_kind(Level& level, std::uint8_t flags) {
  level.leaf = flags == kTableLeaf || flags == kIndexLeaf;
  level.step = 0;
  return kind_ == TreeKind::table ? flags == kTableLeaf || flags == kTableInner
                                  : flags == kIndexLeaf || flags == kIndexInner;
}

bool TreeCursor::read_cells(Level& level, std::size_t header) {
  const PageBytes page(level.page);
  const auto count = two_bytes(page, header + 3);
  const auto first = header + (level.leaf ? 8U : 12U);
  level.last_child = level.leaf ? 0 : four_bytes(page, header + 8);
  level.begins.clear();
  level.cells.clear();
  if (first + 2 * count > pages_->page_size()) return false;
  for (std::size_t i = 0; i < count; ++i)
    if (!read_cell(level, two_bytes(page, first + 2 * i))) return false;
  return true;
}

bool TreeCursor::read_cell(Level& level, std::size_t begin) {
  if (begin > pages_->page_size() - kCellMin) return false;
  const PageBytes page(level.page);
  Cell cell;
  auto at = begin;
  if (!level.leaf) {
    cell.child = four_bytes(page, at);
    at += 4;
  }
  const bool has_record = level.leaf || kind_ == TreeKind::index;
  if (has_record) {
    const auto size = read_varint(page.data(), at);
    if (size > std::uint64_t{pages_->pages()} * pages_->page_size() || size > INT32_MAX)
      return false;
    cell.size = static_cast<std::uint32_t>(size);
  }
  if (kind_ == TreeKind::table) cell.key = static_cast<std::int64_t>(read_varint(page.data(), at));
  cell.at = static_cast<std::uint32_t>(at);
  if (!locate_payload(level, cell)) return false;
  cell.end = std::max(cell.end, static_cast<std::uint32_t>(begin + kCellMin));
  level.begins.push_back(begin);
  level.cells.push_back(cell);
  return cell.end <= pages_->page_size();
}

// Finds how much of a record is in the page, and where the rest is.
bool TreeCursor::locate_payload(Level& level, Cell& cell) const {
  const auto usable = static_cast<std::uint32_t>(pages_->page_size());
  const bool table = kind_ == TreeKind::table;
  const auto most = table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  const auto least = (usable - 12) * 32 / 255 - 23;
  cell.here = cell.size;
  if (cell.size > most) {
    const auto fitting = least + (cell.size - least) % (usable - 4);
    cell.here = fitting <= most ? fitting : least;
  }
  cell.end = cell.at + cell.here;
  if (cell.here == cell.size) return true;
  if (cell.end + 4 > usable) return false;
  cell.more = four_bytes(level.page, cell.end);
  cell.end += 4;
  return true;
}

// Whether cells and free blocks cover the content area of the page, except for the number of
// fragmented bytes in its header.
bool TreeCursor::all_accounted(Level& level, std::size_t header) {
  const PageBytes page(level.page);
  const auto usable = pages_->page_size();
  auto& parts = parts_;
  parts.clear();
  for (std::size_t i = 0; i < level.cells.size(); ++i)
    parts.emplace_back(level.begins[i], level.cells[i].end);
  for (auto at = two_bytes(page, header + 1); at != 0;) {
    if (at > usable - kCellMin) return false;
    const auto next = two_bytes(page, at);
    const auto end = at + two_bytes(page, at + 2);
    if (end < at + kCellMin || end > usable || (next != 0 && next < end + kCellMin)) return false;
    parts.emplace_back(at, end);
    at = next;
  }
  if (!std::ranges::is_sorted(parts, std::greater())) std::ranges::sort(parts, std::greater());
  const auto says = two_bytes(page, header + 5);
  const std::size_t contents = says == 0 ? 65'536 : says;
  std::size_t gaps = 0;
  auto reached = usable;
  for (const auto& [begin, end] : parts) {
    if (end > reached) return false;
    gaps += reached - end;
    reached = begin;
  }
  const auto pointers = header + (level.leaf ? 8U : 12U) + 2 * level.cells.size();
  if (reached < contents || contents < pointers) return false;
  return gaps + (reached - contents) == page[header + 7];
}

bool TreeCursor::load_record(const Level& level, const Cell& cell) {
  if (kind_ == TreeKind::table) {
    if (cell.key <= last_key_) return fail();
    last_key_ = cell.key;
  }
  if (cell.here < cell.size) return gather(level, cell) || fail();
  record_ = PageBytes(level.page).subspan(cell.at, cell.here);
  return true;
}

// Each overflow page begins with the number of the next page. It is read to where its contents
// belong, and the four bytes that its number overwrote are restored.
bool TreeCursor::gather(const Level& level, const Cell& cell) {
  constexpr std::size_t kNumber = 4;
  const auto rest = pages_->page_size() - kNumber;
  const auto needed = kNumber + cell.size + pages_->page_size() + kRecordRoom;
  if (gathered_.size() < needed) gathered_.resize(needed);
  const auto part = PageBytes(level.page).subspan(cell.at, cell.here);
  std::ranges::copy(part, gathered_.begin() + kNumber);
  std::size_t done = cell.here;
  auto more = cell.more;
  for (; done < cell.size; done += rest) {
    const auto here = std::span(gathered_).subspan(done, pages_->page_size());
    std::array<std::uint8_t, kNumber> under{};
    std::ranges::copy(here.first(kNumber), under.begin());
    if (!pages_->read_page(more, here)) return false;
    more = four_bytes(here, 0);
    std::ranges::copy(under, here.begin());
  }
  record_ = PageBytes(gathered_).subspan(kNumber, cell.size);
  return more == 0;
}

}  // namespace setoff
