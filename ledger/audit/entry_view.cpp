#include "ledger/audit/entry_view.h"

#include "ledger/proof/node_table.h"

namespace setoff {
namespace {

constexpr auto kTile = NodeTable::kTileLeaves;

// The leaves that a proof for one entry can need: those of its own tile and of the last one.
class Tiles {
 public:
  explicit Tiles(Sequence entry) : own_first_(entry / kTile * kTile) {}

  void append(std::uint64_t index, const Digest& leaf) {
    if (index / kTile * kTile == own_first_) own_.push_back(leaf);
    if (index % kTile == 0) {
      last_.clear();
      last_first_ = index;
    }
    last_.push_back(leaf);
  }

  [[nodiscard]] Result<std::vector<Digest>> read(std::uint64_t first, std::uint64_t count) const {
    const bool own = first / kTile * kTile == own_first_;
    const auto& tile = own ? own_ : last_;
    const auto begin = first - (own ? own_first_ : last_first_);
    if (first < (own ? own_first_ : last_first_) || begin + count > tile.size())
      return Error(Code::corrupt, "the journal changed while it was read");
    const auto at = tile.begin() + static_cast<std::ptrdiff_t>(begin);
    return std::vector<Digest>(at, at + static_cast<std::ptrdiff_t>(count));
  }

 private:
  std::uint64_t own_first_;
  std::uint64_t last_first_ = 0;
  std::vector<Digest> own_;
  std::vector<Digest> last_;
};

}  // namespace

Result<EntryView> view_entry(const JournalPort& journal, Sequence sequence) {
  EntryView view;
  SETOFF_TRY(bytes, journal.read(sequence));
  view.bytes = bytes;
  SETOFF_TRY(entry, decode_entry(view.bytes));
  view.entry = std::move(entry);
  view.leaf = hash_leaf(std::as_bytes(std::span(view.bytes)));
  NodeTable nodes;
  Tiles tiles(sequence);
  SETOFF_TRY_STATUS(journal.each_group(0, [&](const EntryGroup& group) -> Status {
    for (std::size_t i = 0; i < group.size(); ++i) {
      const auto leaf = hash_leaf(std::as_bytes(group.at(i)));
      tiles.append(nodes.size(), leaf);
      nodes.append(leaf);
      if (group.first + i <= sequence) continue;
      SETOFF_TRY(later, decode_entry(group.at(i)));
      for (const auto& link : later.links)
        if (link.sequence == sequence) view.linked_by.push_back({link.kind, later.sequence});
    }
    return Ok{};
  }));
  const auto read = [&](std::uint64_t first, std::uint64_t count) {
    return tiles.read(first, count);
  };
  SETOFF_TRY(proof, prove_inclusion(sequence, nodes.size(), nodes.reader(read)));
  view.proof = std::move(proof);
  view.head = {nodes.size(), nodes.root()};
  return view;
}

}  // namespace setoff
