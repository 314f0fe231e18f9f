#include "ledger/writer/snapshot.h"

#include <array>

#include "ledger/books/state_codec.h"
#include "ledger/crypto/sha256.h"
#include "ledger/writer/leaf_tree.h"
#include "ledger/writer/parallel_tasks.h"

namespace setoff {
namespace {

constexpr std::array<char, 8> kMagic = {'S', 'e', 't', 'o', 'f', 'f', 'S', 'n'};
constexpr std::size_t kChunk = FlatWriter::kChunkSize;

// The last bytes of the snapshot.
struct Trailer {
  std::uint64_t footer_size = 0;
  std::uint64_t hash_of_text = 0;  // identifies the hash function of the name tables
  std::uint32_t version = kSnapshotVersion;
  std::uint32_t rules_version = kRulesVersion;
  Digest digest;  // of the footer and of the members above
  std::array<char, 8> magic = kMagic;
};
static_assert(FlatValue<Trailer> && sizeof(Trailer) == kSnapshotTrailerSize);

std::uint64_t hash_probe() {
  return KeyedHash(HashKey{}).of("a snapshot rests on this function");
}

Digest digest_of(ByteView footer, const Trailer& trailer) {
  Sha256 hash;
  hash.add(std::as_bytes(footer));
  hash.add(std::as_bytes(std::span(&trailer, 1)).first(offsetof(Trailer, digest)));
  return hash.finish();
}

struct Footer {
  SnapshotInfo head;
  std::uint64_t data_size = 0;
  std::vector<std::uint64_t> marks;
  std::vector<Digest> chunks;
};

Error damaged(const std::string& what) {
  return {Code::corrupt, "the snapshot is damaged: " + what};
}

Result<Footer> read_footer(ByteView file) {
  Trailer trailer;
  if (file.size() < sizeof trailer) return damaged("it is too short");
  std::memcpy(&trailer, file.data() + file.size() - sizeof trailer, sizeof trailer);
  if (trailer.magic != kMagic) return damaged("its end is missing");
  if (trailer.version != kSnapshotVersion || trailer.rules_version != kRulesVersion ||
      trailer.hash_of_text != hash_probe())
    return Error(Code::not_a_ledger, "the snapshot is of version " +
                                         std::to_string(trailer.version) +
                                         ", made by another program or machine; this one reads " +
                                         std::to_string(kSnapshotVersion));
  const auto before = file.size() - sizeof trailer;
  if (trailer.footer_size > before) return damaged("its footer is missing");
  const auto bytes = file.subspan(before - trailer.footer_size, trailer.footer_size);
  if (digest_of(bytes, trailer) != trailer.digest) return damaged("its footer has changed");
  Footer footer;
  FlatReader in(bytes, {});
  in.raw(footer.head.sequence);
  in.raw(footer.head.root);
  in.raw(footer.data_size);
  footer.marks.resize(in.count(sizeof(std::uint64_t)));
  in.read_bytes(footer.marks.data(), footer.marks.size() * sizeof(std::uint64_t));
  footer.chunks.resize(in.count(sizeof(Digest)));
  in.read_bytes(footer.chunks.data(), footer.chunks.size() * sizeof(Digest));
  SETOFF_TRY_STATUS(in.finish());
  if (footer.data_size != before - trailer.footer_size) return damaged("it has another size");
  if (footer.chunks.size() != (footer.data_size + kChunk - 1) / kChunk)
    return damaged("its chunks are not counted right");
  footer.head.digest = trailer.digest;
  return footer;
}

// Appends tasks that compare the chunks with their digests.
void add_hashing(ByteView data, std::span<const Digest> chunks,
                 std::vector<FlatReader::Task>& tasks) {
  constexpr std::size_t kChunksAtOnce = 16;
  for (std::size_t first = 0; first < chunks.size(); first += kChunksAtOnce)
    tasks.push_back([=]() -> Status {
      for (auto i = first; i < std::min(chunks.size(), first + kChunksAtOnce); ++i) {
        const auto at = i * kChunk;
        const auto chunk = data.subspan(at, std::min(kChunk, data.size() - at));
        if (sha256(std::as_bytes(chunk)) != chunks[i])
          return damaged("it has changed between bytes " + std::to_string(at) + " and " +
                         std::to_string(at + chunk.size()));
      }
      return Ok{};
    });
}

Error foreign(const std::string& what) {
  return {Code::corrupt, "the snapshot is not of this ledger: " + what};
}

// Checks the roots of the tiles against the journal: the first one, and a sample of the others.
Status check_tiles(std::span<const Digest> tiles, const JournalPort& journal) {
  constexpr std::size_t kSample = 16;
  const auto step = std::max<std::size_t>(1, tiles.size() / kSample);
  for (std::size_t i = 0; i < tiles.size(); i += step) {
    SETOFF_TRY(leaves, leaf_hashes(journal, i * NodeTable::kTileLeaves, NodeTable::kTileLeaves));
    if (merkle_root(leaves) != tiles[i])
      return foreign("entries from " + std::to_string(i * NodeTable::kTileLeaves) +
                     " on are others");
  }
  return Ok{};
}

Status check_against(const JournalPort& journal, Snapshot& snapshot) {
  const auto& [sequence, root, digest, secret] = snapshot.head;
  if (sequence > journal.size())
    return foreign("it holds " + std::to_string(sequence) + " entries and the ledger " +
                   std::to_string(journal.size()));
  auto& tree = snapshot.books->tree;
  SETOFF_TRY_STATUS(check_tiles(tree.tiles(), journal));
  SETOFF_TRY(leaves,
             leaf_hashes(journal, tree.size(), static_cast<std::size_t>(sequence - tree.size())));
  for (const auto& leaf : leaves)
    tree.append(leaf);
  if (tree.root() != root) return foreign("its entries come to another root");
  return Ok{};
}

}  // namespace

Result<SnapshotInfo> write_snapshot(const State& state, const KeyTable& keys, const NodeTable& tree,
                                    FlatWriter::WriteChunk write_chunk) {
  std::vector<Digest> chunks;
  FlatWriter data([&](ByteView chunk) {
    chunks.push_back(sha256(std::as_bytes(chunk)));
    return write_chunk(chunk);
  });
  keys.write(data);
  write_state(state, data);
  data.count(tree.tiles().size());
  data.bytes(tree.tiles().data(), tree.tiles().size_bytes());
  const auto data_size = data.size();
  SETOFF_TRY_STATUS(data.finish());

  ByteBuffer end;
  FlatWriter footer([&](ByteView chunk) -> Status {
    end.insert(end.end(), chunk.begin(), chunk.end());
    return Ok{};
  });
  SnapshotInfo head{state.next_sequence, tree.root(), {}, keys.secret()};
  footer.raw(head.sequence);
  footer.raw(head.root);
  footer.raw(data_size);
  footer.count(data.marks().size());
  footer.bytes(data.marks().data(), data.marks().size() * sizeof(std::uint64_t));
  footer.count(chunks.size());
  footer.bytes(chunks.data(), chunks.size() * sizeof(Digest));
  SETOFF_TRY_STATUS(footer.finish());
  Trailer trailer;
  trailer.footer_size = end.size();
  trailer.hash_of_text = hash_probe();
  trailer.digest = head.digest = digest_of(end, trailer);
  SETOFF_TRY_STATUS(write_chunk(end));
  SETOFF_TRY_STATUS(
      write_chunk(ByteView(reinterpret_cast<const std::uint8_t*>(&trailer), sizeof trailer)));
  return head;
}

Result<Snapshot> read_snapshot_unchecked(ByteView file) {
  SETOFF_TRY(footer, read_footer(file));
  Snapshot snapshot{footer.head, std::make_unique<BooksState>()};
  auto& books = *snapshot.books;
  const auto data = file.first(footer.data_size);
  FlatReader in(data, footer.marks);
  books.keys.read(in, footer.head.sequence);
  snapshot.head.secret = books.keys.secret();
  read_state(in, books.state);
  std::vector<Digest> tiles(in.count(sizeof(Digest)));
  in.read_bytes(tiles.data(), tiles.size() * sizeof(Digest));
  // The hashing comes first, so that damage is reported as such, not by its consequences.
  std::vector<FlatReader::Task> tasks;
  add_hashing(data, footer.chunks, tasks);
  for (auto& task : in.take_tasks())
    tasks.push_back(std::move(task));
  SETOFF_TRY_STATUS(run_parallel(tasks));
  SETOFF_TRY_STATUS(in.finish());
  SETOFF_TRY_STATUS(run_parallel(index_names(books.state)));
  SETOFF_TRY_STATUS(check_state(books.state));
  for (const auto& tile : tiles)
    books.tree.append_subtree(NodeTable::kLowestLevel, tile);
  const auto sequence = footer.head.sequence;
  if (books.state.next_sequence != sequence || books.keys.size() != sequence ||
      tiles.size() != sequence / NodeTable::kTileLeaves)
    return damaged("its parts are not of the same sequence");
  return snapshot;
}

Result<Snapshot> read_snapshot(ByteView file, const JournalPort& journal) {
  SETOFF_TRY(snapshot, read_snapshot_unchecked(file));
  SETOFF_TRY_STATUS(check_against(journal, snapshot));
  return std::move(snapshot);
}

}  // namespace setoff
