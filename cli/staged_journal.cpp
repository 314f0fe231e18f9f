#include "cli/staged_journal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace setoff::cli {
namespace {

constexpr std::size_t kInMemoryMax = std::size_t{64} << 20U;

Error failed(Code code) {
  return {code, std::string("the entries that wait to be booked: ") + std::strerror(errno)};
}

}  // namespace

StagedJournal::~StagedJournal() {
  if (file_ >= 0) ::close(file_);
}

Status StagedJournal::append(const EntryGroup& group) {
  Waiting waiting{group};
  if (in_memory_ + group.bytes.size() > kInMemoryMax)
    SETOFF_TRY_STATUS(spill_to_file(waiting));
  else
    in_memory_ += group.bytes.size();
  waiting_.push_back(std::move(waiting));
  size_ += group.size();
  return Ok{};
}

Status StagedJournal::open_file() {
  if (file_ >= 0) return Ok{};
  file_ = ::open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file_ >= 0) return Ok{};
  // The file system does not support O_TMPFILE: create a file in the temporary folder and unlink it
  // at once.
  std::error_code ignored;
  auto name = (std::filesystem::temp_directory_path(ignored) / "setoff-post-XXXXXX").string();
  file_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (file_ < 0) return failed(Code::cannot_write);
  ::unlink(name.c_str());
  return Ok{};
}

Status StagedJournal::spill_to_file(Waiting& waiting) {
  SETOFF_TRY_STATUS(open_file());
  ByteView bytes(waiting.group.bytes);
  waiting.at = file_size_;
  waiting.size = static_cast<std::uint32_t>(bytes.size());
  while (!bytes.empty()) {
    const auto written =
        ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(file_size_));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed(Code::cannot_write);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    file_size_ += static_cast<std::uint64_t>(written);
  }
  waiting.group.bytes = ByteBuffer();
  return Ok{};
}

Result<ByteBuffer> StagedJournal::from_file(std::uint64_t at, std::size_t size) const {
  ByteBuffer bytes(size);
  std::size_t done = 0;
  while (done < size) {
    const auto got =
        ::pread(file_, bytes.data() + done, size - done, static_cast<off_t>(at + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return failed(Code::cannot_read);
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

Result<EntryGroup> StagedJournal::whole(const Waiting& waiting) const {
  EntryGroup group = waiting.group;
  if (waiting.size == 0) return group;
  SETOFF_TRY(bytes, from_file(waiting.at, waiting.size));
  group.bytes = std::move(bytes);
  return group;
}

Result<ByteBuffer> StagedJournal::read(Sequence sequence) const {
  if (sequence < under_.size()) return under_.read(sequence);
  if (sequence >= size_)
    return Error(Code::unknown_lot, "the ledger has no entry " + std::to_string(sequence));
  const auto after = std::ranges::upper_bound(waiting_, sequence, {},
                                              [](const Waiting& one) { return one.group.first; });
  const auto& waiting = *std::prev(after);
  const auto index = static_cast<std::size_t>(sequence - waiting.group.first);
  if (waiting.size == 0) {
    const auto bytes = waiting.group.at(index);
    return ByteBuffer(bytes.begin(), bytes.end());
  }
  const std::size_t begin = index == 0 ? 0 : waiting.group.ends[index - 1];
  return from_file(waiting.at + begin, waiting.group.ends[index] - begin);
}

Status StagedJournal::each_group(Sequence from,
                                 const std::function<Status(const EntryGroup&)>& visit) const {
  if (from < under_.size()) SETOFF_TRY_STATUS(under_.each_group(from, visit));
  for (const auto& waiting : waiting_) {
    if (waiting.group.first + waiting.group.size() <= from) continue;
    SETOFF_TRY(group, whole(waiting));
    SETOFF_TRY_STATUS(visit(group));
  }
  return Ok{};
}

Status StagedJournal::release() {
  for (auto& waiting : waiting_) {
    SETOFF_TRY(group, whole(waiting));
    SETOFF_TRY_STATUS(under_.append(group));
  }
  waiting_.clear();
  return Ok{};
}

}  // namespace setoff::cli
