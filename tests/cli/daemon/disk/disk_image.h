#pragma once
// DiskImage: one file of a disk whose power can go at any moment: what the program sees of it, and
// which parts of that the disk would still hold. Until a sync the writes stay in the memory of the
// process, so that killing the process is the power cut.

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace setoff::tests {

// How the disk behaves; read anew from the control file whenever it matters.
struct DiskSettings {
  enum class Sync : std::uint8_t { kept, ignored, fails };
  Sync sync = Sync::kept;
  std::int64_t room = INT64_MAX;  // bytes that all files may have together
  std::uint64_t early = 0;  // not 0: about every second write reaches the disk unasked, or half
};
// Words of the file that SETOFF_DISK names: sync=kept|ignored|fails room=BYTES early=1.
[[nodiscard]] DiskSettings read_disk_settings();

class DiskImage {
 public:
  // Puts bytes on the real disk; the second cuts it to a size.
  struct Disk {
    std::function<int(const char* bytes, int count, std::int64_t at)> write;
    std::function<int(std::int64_t size)> cut;
  };

  explicit DiskImage(std::string content) : content_(std::move(content)) { add_to_all(size()); }
  ~DiskImage() { add_to_all(-size()); }
  DiskImage(const DiskImage&) = delete;
  DiskImage& operator=(const DiskImage&) = delete;

  [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(content_.size()); }
  // The status codes are SQLite's.
  [[nodiscard]] int read(char* out, int count, std::int64_t at) const;
  [[nodiscard]] int write(const char* bytes, int count, std::int64_t at, const Disk& disk);
  [[nodiscard]] int cut(std::int64_t size);
  [[nodiscard]] int sync(const Disk& disk);
  // All that was written, as an orderly end of the process leaves it to the system.
  [[nodiscard]] int flush(const Disk& disk);

  std::mutex mutex;  // for all of the above

 private:
  static std::int64_t add_to_all(std::int64_t bytes);

  std::string content_;
  std::vector<std::pair<std::int64_t, int>> unsynced_;  // place and length of writes
  std::int64_t lowest_ = INT64_MAX;                     // size of the deepest cut since the sync
};

}  // namespace setoff::tests
