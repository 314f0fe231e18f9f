#include "tests/cli/daemon/disk/disk_image.h"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace setoff::tests {
namespace {

std::uint64_t next_random() {
  static std::atomic<std::uint64_t> counter{
      static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count())};
  std::uint64_t x = counter.fetch_add(0x9e3779b97f4a7c15U);  // splitmix64
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

}  // namespace

DiskSettings read_disk_settings() {
  DiskSettings settings;
  const char* const path = std::getenv("SETOFF_DISK");
  if (path == nullptr) return settings;
  std::ifstream file(path);
  for (std::string word; file >> word;) {
    if (word == "sync=ignored") settings.sync = DiskSettings::Sync::ignored;
    if (word == "sync=fails") settings.sync = DiskSettings::Sync::fails;
    if (word.starts_with("room=")) settings.room = std::atoll(word.c_str() + 5);
    if (word == "early=1") settings.early = 1;
  }
  return settings;
}

std::int64_t DiskImage::add_to_all(std::int64_t bytes) {
  static std::atomic<std::int64_t> all{0};
  return all += bytes;
}

int DiskImage::read(char* out, int count, std::int64_t at) const {
  const auto there = std::clamp<std::int64_t>(size() - at, 0, count);
  if (there > 0) std::memcpy(out, content_.data() + at, static_cast<std::size_t>(there));
  if (there == count) return SQLITE_OK;
  std::memset(out + there, 0, static_cast<std::size_t>(count - there));
  return SQLITE_IOERR_SHORT_READ;
}

int DiskImage::write(const char* bytes, int count, std::int64_t at, const Disk& disk) {
  const auto settings = read_disk_settings();
  const auto growth = std::max<std::int64_t>(0, at + count - size());
  if (growth > 0) {
    if (add_to_all(growth) > settings.room) {
      add_to_all(-growth);
      return SQLITE_FULL;
    }
    content_.resize(static_cast<std::size_t>(at + count));
  }
  std::memcpy(content_.data() + at, bytes, static_cast<std::size_t>(count));
  unsynced_.emplace_back(at, count);
  // A disk may write what nobody asked for yet, in any order, and the power may go within it.
  if (settings.early == 0 || next_random() % 2 == 0) return SQLITE_OK;
  return disk.write(bytes, next_random() % 2 == 0 ? count : count / 2, at);
}

int DiskImage::cut(std::int64_t to) {
  if (to >= size()) return SQLITE_OK;
  add_to_all(to - size());
  content_.resize(static_cast<std::size_t>(to));
  lowest_ = std::min(lowest_, to);
  return SQLITE_OK;
}

int DiskImage::sync(const Disk& disk) {
  switch (read_disk_settings().sync) {
    case DiskSettings::Sync::ignored:
      return SQLITE_OK;
    case DiskSettings::Sync::fails:
      // As Linux does it: the pages count as clean, the next sync will not write them.
      unsynced_.clear();
      return SQLITE_IOERR_FSYNC;
    case DiskSettings::Sync::kept:
      break;
  }
  return flush(disk);
}

int DiskImage::flush(const Disk& disk) {
  int status = SQLITE_OK;
  if (lowest_ != INT64_MAX) status = disk.cut(std::exchange(lowest_, INT64_MAX));
  for (const auto& [at, count] : unsynced_) {
    const auto there = static_cast<int>(std::clamp<std::int64_t>(size() - at, 0, count));
    if (status == SQLITE_OK && there > 0) status = disk.write(content_.data() + at, there, at);
  }
  unsynced_.clear();
  return status;
}

}  // namespace setoff::tests
