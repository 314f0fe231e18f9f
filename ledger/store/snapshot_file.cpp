#include "ledger/store/snapshot_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "ledger/store/file_id.h"
#include "ledger/store/private_file.h"

namespace setoff {
namespace {

ByteView trailer_of(ByteView snapshot) {
  return snapshot.last(std::min(snapshot.size(), kSnapshotTrailerSize));
}

// Writes the snapshot, then the seal over its trailer.
Result<SnapshotInfo> write_synced(const std::filesystem::path& path, const SnapshotSeal& seal,
                                  const LedgerWriter& book) {
  SETOFF_TRY(file, PrivateFile::make(path));
  ByteBuffer last;
  SETOFF_TRY(head, book.write_snapshot([&](ByteView chunk) {
    const auto end = trailer_of(chunk);
    last.assign(end.begin(), end.end());
    return file.write(chunk);
  }));
  const auto over = seal.over(last);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(over.bytes.data());
  SETOFF_TRY_STATUS(file.write({bytes, Digest::kSize}));
  SETOFF_TRY_STATUS(file.sync());
  return head;
}

// The whole file, mapped into memory; pages are read on access.
class Mapped {
 public:
  explicit Mapped(int file) {
    struct stat facts{};
    if (::fstat(file, &facts) != 0 || facts.st_size <= 0) return;
    size_ = static_cast<std::size_t>(facts.st_size);
    begin_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    if (begin_ == MAP_FAILED) size_ = 0;
    if (size_ > 0) ::madvise(begin_, size_, MADV_WILLNEED);
  }
  ~Mapped() {
    if (size_ > 0) ::munmap(begin_, size_);
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  [[nodiscard]] ByteView bytes() const {
    return {static_cast<const std::uint8_t*>(size_ > 0 ? begin_ : nullptr), size_};
  }

 private:
  void* begin_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace

std::filesystem::path snapshot_path(const std::filesystem::path& ledger) {
  auto path = resolve_link(ledger);
  path += "-snapshot";
  return path;
}

Result<SnapshotInfo> write_snapshot_file(const std::filesystem::path& path,
                                         const SnapshotSeal& seal, const LedgerWriter& book) {
  auto temporary = path;
  temporary += "-new";
  auto head = write_synced(temporary, seal, book);
  if (head && ::rename(temporary.c_str(), path.c_str()) != 0)
    head = system_error(Code::cannot_write, path);
  if (!head) {
    ::unlink(temporary.c_str());
    return head;
  }
  // Syncs the directory too. If that fails, the old snapshot may come back, which is just as good.
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  if (const int named = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); named >= 0) {
    ::fsync(named);
    ::close(named);
  }
  return head;
}

Result<Snapshot> read_snapshot_file(const std::filesystem::path& path, const SnapshotSeal& seal,
                                    const JournalPort& journal) {
  SETOFF_TRY(file, PrivateFile::open(path));
  const Mapped mapped(file.descriptor());
  const auto bytes = mapped.bytes();
  if (bytes.size() < Digest::kSize) return Error(Code::corrupt, "the snapshot is too short");
  const auto snapshot = bytes.first(bytes.size() - Digest::kSize);
  const auto over = seal.over(trailer_of(snapshot));
  if (!std::ranges::equal(std::as_bytes(bytes.last(Digest::kSize)), over.bytes))
    return Error(Code::corrupt,
                 "the snapshot does not have the seal of this ledger's daemon: it is damaged, of "
                 "another ledger or made by somebody else");
  return read_snapshot(snapshot, journal);
}

}  // namespace setoff
