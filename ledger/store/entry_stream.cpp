#include "ledger/store/entry_stream.h"

#include <algorithm>

#include "ledger/proof/merkle.h"

namespace setoff {
namespace {

// Enough to make passing a batch between threads cheap, few enough to stay in the caches.
constexpr Sequence kEntriesPerRead = 2'000;

struct Part {
  EntryGroup group;
  std::size_t begin;
  std::size_t end;
};

DecodedEntries decode(std::vector<Part> parts, const std::optional<Error>& unread) {
  DecodedEntries out;
  std::size_t entries = 0;
  for (const auto& part : parts)
    entries += part.end - part.begin;
  out.entries.reserve(entries);
  for (const auto& part : parts)
    if (!out.broken) add_entries(part.group, part.begin, part.end, out);
  for (auto& part : parts)  // moving a group leaves its bytes in place
    out.groups.push_back(std::move(part.group));
  if (!out.broken) out.broken = unread;
  return out;
}

std::optional<Error> add_entry(const EntryGroup& group, std::size_t index, DecodedEntries& to) {
  auto entry = decode_stored(group.at(index));
  if (!entry) return std::move(entry.error());
  const auto sequence = group.first + index;
  if (entry->head.sequence != sequence)
    return Error(Code::corrupt, "entry " + std::to_string(sequence) + " says that it is entry " +
                                    std::to_string(entry->head.sequence));
  to.entries.push_back(std::move(*entry));
  return std::nullopt;
}

}  // namespace

void add_entries(const EntryGroup& group, std::size_t begin, std::size_t end, DecodedEntries& to) {
  std::vector<Bytes> bytes;
  bytes.reserve(end - begin);
  for (auto i = begin; i < end && !to.broken; ++i) {
    to.broken = add_entry(group, i, to);
    if (!to.broken) bytes.push_back(std::as_bytes(group.at(i)));
  }
  const auto before = to.leaves.size();
  to.leaves.resize(before + bytes.size());
  hash_leaves(bytes, std::span(to.leaves).subspan(before));
}

EntryStream::EntryStream(Sequence from, Sequence end, GroupOf group_of)
    : at_(from), end_(end), group_of_(std::move(group_of)) {
  begin();
}

void EntryStream::begin() {
  std::vector<Part> parts;
  std::optional<Error> unread;
  const auto stop = std::min(end_, at_ + kEntriesPerRead);
  while (at_ < stop && !unread) {
    auto group = group_of_(at_);
    if (!group) {
      unread = std::move(group.error());
      at_ = end_;
      break;
    }
    const auto begin = static_cast<std::size_t>(at_ - group->first);
    const auto end =
        static_cast<std::size_t>(std::min<Sequence>(group->size(), end_ - group->first));
    at_ = group->first + end;
    parts.push_back({std::move(*group), begin, end});
  }
  if (parts.empty() && !unread) {
    coming_ = {};
    return;
  }
  // If no thread can be started, the work is deferred until next() asks for it.
  coming_ = std::async(std::launch::async | std::launch::deferred,
                       [parts = std::move(parts), unread = std::move(unread)]() mutable {
                         return decode(std::move(parts), unread);
                       });
}

DecodedEntries EntryStream::next() {
  if (!coming_.valid()) return {};
  auto entries = coming_.get();
  if (!entries.broken) begin();
  return entries;
}

}  // namespace setoff
