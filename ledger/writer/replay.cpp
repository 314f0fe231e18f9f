#include "ledger/writer/replay.h"

#include <algorithm>

#include "ledger/writer/entry_size.h"

namespace setoff {
namespace {

Error wrong(Sequence sequence, std::string what) {
  return {Code::corrupt, "entry " + std::to_string(sequence) + ": " + std::move(what),
          std::to_string(sequence)};
}

std::string outcome_text(const std::optional<Code>& refusal) {
  return refusal ? "refused with " + std::string(info_of(*refusal).name) : "booked";
}

Status check_head(const State& state, const EntryFront& head) {
  const auto expected = state.next_sequence;
  if (head.sequence != expected)
    return wrong(expected, "it says that it is entry " + std::to_string(head.sequence));
  if (head.rules_version != kRulesVersion)
    return Error(Code::not_a_ledger,
                 "entry " + std::to_string(expected) + " was made under rules version " +
                     std::to_string(head.rules_version) + "; this program knows version 1");
  if (state.last_booked && *head.event.booked < *state.last_booked)
    return wrong(expected, "it was booked at " + head.event.booked->text() +
                               ", before the entry in front of it (" + state.last_booked->text() +
                               ")");
  return Ok{};
}

bool same_posting(const PostingView& a, const PostingView& b) {
  return a.amount == b.amount && a.balance == b.balance && a.previous == b.previous &&
         a.commodity == b.commodity && a.account == b.account && a.lot == b.lot &&
         a.value_date == b.value_date;
}

// How the stored entry differs from the one that the rules produce.
std::string difference(ByteView stored, const Entry& given) {
  const auto entry = decode_entry(stored);
  if (!entry) return entry.error().detail;
  if (entry->links != given.links) return "its links are not those that the rules give";
  for (std::size_t i = 0; i < std::max(entry->postings.size(), given.postings.size()); ++i) {
    if (i >= given.postings.size())
      return "posting " + std::to_string(i) + " (" + entry->postings[i].account +
             ") is one that the rules do not give";
    if (i >= entry->postings.size())
      return "a posting to " + given.postings[i].account + " is missing";
    if (!(entry->postings[i] == given.postings[i]))
      return "posting " + std::to_string(i) + " (" + given.postings[i].account +
             ") is not what the rules give";
  }
  return "its bytes are not the canonical ones";
}

}  // namespace

Entry ReplayedEntry::owned() const {
  Entry entry;
  entry.sequence = sequence;
  entry.event = event;
  entry.refusal = refusal;
  entry.links.assign(links.begin(), links.end());
  for (const auto& posting : postings)
    entry.postings.push_back(posting.owned());
  return entry;
}

Status Replay::insert_key(const EventKey& key, Sequence sequence) {
  const auto hash = keys_.hash(key);
  std::optional<Sequence> earlier;
  std::optional<Error> failed;
  keys_.any(hash, [&](Sequence candidate) {
    auto entry = fetch_(candidate);
    if (!entry) failed = entry.error();
    if (entry && entry->event.key == key) earlier = candidate;
    return failed || earlier;
  });
  if (failed) return *failed;
  if (earlier)
    return wrong(sequence, "'" + key.id + "' of " + key.source + " is the key of entry " +
                               std::to_string(*earlier) + " already");
  keys_.insert(hash, sequence);
  return Ok{};
}

Result<ReplayedEntry> Replay::step(ByteView bytes) {
  auto head = decode_front(bytes);
  if (!head) return wrong(state_.next_sequence, head.error().detail);
  head_ = std::move(*head);
  SETOFF_TRY(entry, play(head_, std::nullopt));
  if (auto back = encode_back(entry.links, entry.postings, encoded_again_); !back)
    return wrong(entry.sequence, back.error().detail);
  if (!std::ranges::equal(encoded_again_, bytes))
    return wrong(entry.sequence, difference(bytes, entry.owned()));
  return entry;
}

Result<ReplayedEntry> Replay::step(const StoredEntry& stored, std::size_t front_size,
                                   ByteView bytes) {
  SETOFF_TRY(entry, play(stored.head, front_size));
  if (!std::ranges::equal(entry.links, stored.links) ||
      !std::ranges::equal(entry.postings, stored.postings, same_posting))
    return wrong(entry.sequence, difference(bytes, entry.owned()));
  return entry;
}

// Applies the rules to the event and books the result. If `front_size` is missing, the front is
// encoded into encoded_again_.
Result<ReplayedEntry> Replay::play(const EntryFront& head, std::optional<std::size_t> front_size) {
  SETOFF_TRY_STATUS(check_head(state_, head));
  SETOFF_TRY_STATUS(insert_key(head.event.key, head.sequence));
  Entry reversed;
  ReferencedEntries referenced;
  if (const auto needed = referenced_entry(head.event); needed && *needed < head.sequence) {
    SETOFF_TRY(fetched, fetch_(*needed));
    reversed = std::move(fetched);
    referenced.reversed = &reversed;
  }
  const auto sequence = head.sequence;
  const auto posted = post(state_, head.event, referenced, draft_);
  std::optional<Code> refusal;
  if (!posted) refusal = posted.error().code;
  if (refusal && posted.error().family() != Family::refused)
    return wrong(sequence, "its event is malformed: " + posted.error().text());
  if (!front_size) {
    encoded_again_.clear();
    const EntryHeader header{sequence, kRulesVersion, head.refusal};
    if (auto front = encode_front(header, head.event, encoded_again_); !front)
      return wrong(sequence, front.error().detail);
    front_size = encoded_again_.size();
  }
  // The size limit is the book's: the rules alone would have booked the event.
  if (!refusal && !fits_entry(*front_size, draft_)) refusal = Code::entry_too_large;
  if (refusal != head.refusal)
    return wrong(sequence, "it is stored as " + outcome_text(head.refusal) +
                               ", but the rules say " + outcome_text(refusal));
  postings_.clear();
  if (refusal)
    apply_refusal(state_, head.event, sequence);
  else
    apply(state_, head.event, std::move(draft_), sequence, postings_);
  if (refusal) draft_.clear();
  return ReplayedEntry{sequence, head.event, refusal, draft_.links, postings_};
}

}  // namespace setoff
