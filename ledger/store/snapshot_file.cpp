#include "ledger/store/snapshot_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace setoff {
namespace {

Error failed(Code code, const std::filesystem::path& path) {
  return {code, "'" + path.string() + "': " + std::strerror(errno)};
}

class OpenFile {
 public:
  OpenFile(const std::filesystem::path& path, int flags)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool valid() const { return number_ >= 0; }

 private:
  int number_;
};

Status write_all(int file, ByteView bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed(Code::cannot_write, path);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return Ok{};
}

Result<SnapshotHead> write_synced(const std::filesystem::path& path, const Book& book) {
  const OpenFile file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file.valid()) return failed(Code::cannot_write, path);
  TRY(head,
      book.write_snapshot([&](ByteView chunk) { return write_all(file.number(), chunk, path); }));
  if (::fsync(file.number()) != 0) return failed(Code::cannot_write, path);
  return head;
}

// The whole file, read by the pages that are touched.
class Mapped {
 public:
  explicit Mapped(const OpenFile& file) {
    struct stat facts{};
    if (::fstat(file.number(), &facts) != 0 || facts.st_size <= 0) return;
    size_ = static_cast<std::size_t>(facts.st_size);
    begin_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.number(), 0);
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
  auto path = ledger;
  path += "-snapshot";
  return path;
}

Result<SnapshotHead> write_snapshot_file(const std::filesystem::path& path, const Book& book) {
  auto beside = path;
  beside += "-new";
  auto head = write_synced(beside, book);
  if (head && ::rename(beside.c_str(), path.c_str()) != 0) head = failed(Code::cannot_write, path);
  if (!head) {
    ::unlink(beside.c_str());
    return head;
  }
  // The name too; if that fails the old snapshot may come back, which is as good.
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const OpenFile named(folder, O_RDONLY | O_DIRECTORY);
  if (named.valid()) ::fsync(named.number());
  return head;
}

Result<Snapshot> read_snapshot_file(const std::filesystem::path& path, const JournalPort& journal) {
  const OpenFile file(path, O_RDONLY);
  if (!file.valid()) return failed(Code::cannot_open, path);
  const Mapped mapped(file);
  return read_snapshot(mapped.bytes(), journal);
}

}  // namespace setoff
