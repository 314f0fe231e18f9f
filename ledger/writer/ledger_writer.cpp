#include "ledger/writer/ledger_writer.h"

#include "ledger/base/check.h"
#include "ledger/event/form.h"
#include "ledger/writer/entry_size.h"
#include "ledger/writer/hashed_group.h"
#include "ledger/writer/key_table.h"
#include "ledger/writer/replay.h"
#include "ledger/writer/thread_safety.h"

namespace setoff {
namespace {

Digest leaf_of(ByteView bytes) {
  return hash_leaf(std::as_bytes(bytes));
}

std::optional<Outcome> rejected(Error error) {
  return Outcome{OutcomeKind::rejected, {}, std::move(error), {}};
}

}  // namespace

struct LedgerWriter::Impl {
  mutable Mutex reads;  // one thread at a time reads or writes the journal
  JournalPort& journal SETOFF_GUARDED_BY(reads);
  StartingBooks begin_from;
  State state;
  KeyTable keys;
  NodeTable tree;  // excludes entries of the group that are not hashed yet
  HashedGroup group;
  HashedGroup closed;                 // being written, or empty
  std::vector<PostingView> postings;  // of the event being booked
  std::optional<Error> broken;        // set if the books could not be rebuilt after a failed commit

  Impl(JournalPort& port, StartingBooks earlier) : journal(port), begin_from(std::move(earlier)) {}

  // Buffers that each decision returns for the next one to reuse.
  struct Spare {
    Draft draft;
    ByteBuffer front;
  };
  Spare spare;

  // An event that the rules have decided and whose front is encoded, but that is not booked yet. It
  // must not move: the draft holds views into it.
  struct Decision {
    explicit Decision(Spare& spare)
        : draft(std::move(spare.draft)), front(std::move(spare.front)), spare_(spare) {
      front.clear();
    }
    ~Decision() {
      spare_.draft = std::move(draft);
      spare_.front = std::move(front);
    }
    Decision(const Decision&) = delete;
    Decision& operator=(const Decision&) = delete;
    const Event* event = nullptr;  // with its booking time
    Event stamped;                 // a copy of the event if it had no booking time
    std::optional<Error> refusal;
    Draft draft;
    Entry reversed;
    ByteBuffer front;
    Spare& spare_;

    [[nodiscard]] std::span<const Link> links() const {
      return refusal ? std::span<const Link>() : draft.links;
    }
  };

  Result<ByteBuffer> read(Sequence sequence) const {
    const MutexLock lock(reads);
    return journal.read(sequence);
  }

  Result<Entry> entry_at(Sequence sequence) const {
    for (const auto* held : {&group, &closed})
      if (held->contains(sequence)) return decode_entry(held->at(sequence));
    SETOFF_TRY(bytes, read(sequence));
    return decode_entry(bytes);
  }

  // No group is being written meanwhile, and entry_at() takes the lock itself.
  Status load() SETOFF_NO_THREAD_SAFETY_ANALYSIS {
    state = State();
    keys = KeyTable();
    tree = NodeTable();
    group = HashedGroup();
    closed = HashedGroup();
    auto begin = begin_from ? begin_from() : nullptr;
    if (!begin) begin = std::make_unique<BooksState>();
    const auto first = begin->state.next_sequence;
    tree = std::move(begin->tree);
    Replay replay([this](Sequence sequence) { return entry_at(sequence); }, std::move(begin->state),
                  std::move(begin->keys));
    const auto take_group = [&](const EntryGroup& stored) -> Status {
      const auto held = stored.first < first ? static_cast<std::size_t>(first - stored.first) : 0;
      for (auto i = held; i < stored.size(); ++i) {
        SETOFF_TRY_STATUS(replay.step(stored.at(i)));
        tree.append(leaf_of(stored.at(i)));
      }
      return Ok{};
    };
    SETOFF_TRY_STATUS(journal.each_group(first, take_group));
    state = replay.take_state();
    keys = replay.take_keys();
    group.restart(state.next_sequence);
    if (state.next_sequence != journal.size())
      return Error(Code::corrupt, "the journal says that it has " + std::to_string(journal.size()) +
                                      " entries and holds " + std::to_string(state.next_sequence));
    return Ok{};
  }

  // The outcome of an event whose key already has an entry; nullopt if the key is new.
  Result<std::optional<Outcome>> known(const Event& event, std::uint64_t hash) const {
    std::optional<Entry> earlier;
    std::optional<Error> failed;
    keys.any(hash, [&](Sequence sequence) {
      auto entry = entry_at(sequence);
      if (!entry) failed = entry.error();
      if (entry && entry->event.key == event.key) earlier = std::move(*entry);
      return failed || earlier;
    });
    if (failed) return *failed;
    if (!earlier) return std::optional<Outcome>();
    if (auto form = check_form(event); !form) return rejected(form.error());
    if (const auto member = first_difference(earlier->event, event); !member.empty())
      return rejected({Code::id_reused,
                       "'" + event.key.id + "' of " + event.key.source + " is entry " +
                           std::to_string(earlier->sequence) +
                           ", with another content; a new event needs a new id",
                       member});
    Outcome outcome{OutcomeKind::replayed, earlier->sequence, {}, {}};
    ByteBuffer bytes;
    SETOFF_TRY_STATUS(encode_entry(*earlier, bytes));
    outcome.leaf = leaf_of(bytes);
    if (earlier->refusal) outcome.error = Error(*earlier->refusal);
    return std::optional(std::move(outcome));
  }

  // Fills `decision` with what the rules decide; returns an Outcome if the event is only answered.
  Result<std::optional<Outcome>> decide(const Event& given, Timestamp now,
                                        Decision& decision) const {
    decision.event = &given;
    const auto last = state.last_booked.value_or(Timestamp(INT64_MIN));
    if (given.booked && *given.booked < last)
      return rejected({Code::time_order,
                       "booked at " + given.booked->text() + ", before the last entry (" +
                           last.text() + "); events are booked in the order of their booking times",
                       "bookedtime"});
    if (!given.booked) {
      decision.stamped = given;
      decision.stamped.booked = std::max(now, last);
      decision.event = &decision.stamped;
    }
    const auto& event = *decision.event;
    ReferencedEntries referenced;
    if (const auto needed = referenced_entry(event); needed && *needed < state.next_sequence) {
      SETOFF_TRY(entry, entry_at(*needed));
      decision.reversed = std::move(entry);
      referenced.reversed = &decision.reversed;
    }
    const auto posted = post(state, event, referenced, decision.draft);
    if (!posted && posted.error().family() == Family::malformed) return rejected(posted.error());
    if (!posted) decision.refusal = posted.error();
    return encode_decision(decision);
  }

  // Encodes the front. An event whose entry would be too large is refused; if even the refusal is
  // too large, the event is only answered.
  Result<std::optional<Outcome>> encode_decision(Decision& decision) const {
    EntryHeader header{state.next_sequence, kRulesVersion, {}};
    if (decision.refusal) header.refusal = decision.refusal->code;
    if (auto front = encode_front(header, *decision.event, decision.front); !front)
      return rejected(front.error());
    if (decision.refusal || fits_entry(decision.front.size(), decision.draft))
      return std::optional<Outcome>();
    decision.refusal =
        Error(Code::entry_too_large, "with its postings it would have more than 65,535 bytes");
    decision.front.clear();
    header.refusal = decision.refusal->code;
    if (auto front = encode_front(header, *decision.event, decision.front); !front)
      return rejected(front.error());
    return std::optional<Outcome>();
  }

  // Applies a decision to `books` and fills `postings`; cannot fail. The links stay in the
  // decision.
  static void book(State& books, Decision& decision, std::vector<PostingView>& postings) {
    const auto sequence = books.next_sequence;
    postings.clear();
    if (decision.refusal)
      apply_refusal(books, *decision.event, sequence);
    else
      apply(books, *decision.event, std::move(decision.draft), sequence, postings);
  }

  // Appends the entry to the group.
  void append_to_group(const Decision& decision) {
    auto& [first, bytes, ends] = group.entries;
    bytes.insert(bytes.end(), decision.front.begin(), decision.front.end());
    SETOFF_CHECK(encode_back(decision.links(), postings, bytes).has_value());
    ends.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
};

LedgerWriter::LedgerWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LedgerWriter::~LedgerWriter() = default;

Result<std::unique_ptr<LedgerWriter>> LedgerWriter::open(JournalPort& journal,
                                                         StartingBooks earlier) {
  auto impl = std::make_unique<Impl>(journal, std::move(earlier));
  SETOFF_TRY_STATUS(impl->load());
  return std::unique_ptr<LedgerWriter>(new LedgerWriter(std::move(impl)));
}

Result<Outcome> LedgerWriter::submit(const Event& event, Timestamp now) {
  auto& books = *impl_;
  if (books.broken) return *books.broken;
  if (books.group.entries.bytes.size() >= kGroupBytesMax)
    return Error(Code::too_large, "the group holds 512 MiB already; commit it first");
  if (books.state.next_sequence >= KeyTable::kEntriesMax)
    return Error(Code::too_large, "the ledger is full: it has 4,294,967,295 entries");
  const auto hash = books.keys.hash(event.key);
  SETOFF_TRY(known, books.known(event, hash));
  if (known) return *known;
  Impl::Decision decision(books.spare);
  SETOFF_TRY(answer, books.decide(event, now, decision));
  if (answer) return *answer;
  const auto sequence = books.state.next_sequence;
  Impl::book(books.state, decision, books.postings);
  books.append_to_group(decision);
  books.keys.insert(hash, sequence);
  return Outcome{decision.refusal ? OutcomeKind::refused : OutcomeKind::booked,
                 sequence,
                 std::move(decision.refusal),
                 {}};
}

Status LedgerWriter::commit() {
  if (impl_->broken) return *impl_->broken;
  if (impl_->group.entries.size() == 0) return Ok{};
  close_group();
  return apply_commit_result(write_closed());
}

void LedgerWriter::close_group() {
  auto& books = *impl_;
  SETOFF_CHECK(books.closed.entries.size() == 0);
  books.group.hash_into(books.tree);
  std::swap(books.group, books.closed);
  books.group.restart(books.state.next_sequence);
}

Status LedgerWriter::write_closed() {
  auto& books = *impl_;
  if (books.closed.entries.size() == 0) return Ok{};
  const MutexLock lock(books.reads);
  return books.journal.append(books.closed.entries);
}

Status LedgerWriter::apply_commit_result(Status written) {
  auto& books = *impl_;
  if (written) {
    books.closed.restart(books.group.entries.first);
    return Ok{};
  }
  if (auto loaded = books.load(); !loaded) books.broken = loaded.error();
  return written;
}

Status LedgerWriter::probe() {
  auto& books = *impl_;
  SETOFF_CHECK(uncommitted() == 0);
  {
    const MutexLock lock(books.reads);
    SETOFF_TRY_STATUS(books.journal.probe());
  }
  if (!books.broken) return Ok{};
  SETOFF_TRY_STATUS(books.load());
  books.broken.reset();
  return Ok{};
}

std::size_t LedgerWriter::uncommitted() const {
  return impl_->closed.entries.size() + impl_->group.entries.size();
}
const State& LedgerWriter::state() const {
  return impl_->state;
}
Result<Entry> LedgerWriter::entry(Sequence sequence) const {
  return impl_->entry_at(sequence);
}
Result<Digest> LedgerWriter::leaf(Sequence sequence) const {
  auto& books = *impl_;
  books.group.hash_into(books.tree);
  for (const auto* held : {&books.group, &books.closed})
    if (held->contains(sequence)) return held->leaves[sequence - held->entries.first];
  SETOFF_TRY(bytes, books.read(sequence));
  return leaf_of(bytes);
}
Sequence LedgerWriter::size() const {
  return impl_->state.next_sequence;
}
Digest LedgerWriter::root() const {
  return tree().root();
}
const NodeTable& LedgerWriter::tree() const {
  impl_->group.hash_into(impl_->tree);
  return impl_->tree;
}
Result<SnapshotInfo> LedgerWriter::write_snapshot(FlatWriter::WriteChunk write_chunk) const {
  SETOFF_CHECK(uncommitted() == 0);
  return setoff::write_snapshot(impl_->state, impl_->keys, impl_->tree, std::move(write_chunk));
}

}  // namespace setoff
