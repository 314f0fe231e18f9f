#include "ledger/event/codec.h"

#include <array>

#include "ledger/event/binary.h"

namespace setoff {
namespace {

// Domain and version: nothing else that Setoff hashes starts with these bytes.
constexpr std::array<std::uint8_t, 8> kPrefix = {'s', 'e', 't', 'o', 'f', 'f', 'E', 1};

Status written(const BinaryWriter& writer, std::span<const std::uint8_t> room, ByteBuffer& out) {
  if (!writer.error_text().empty()) return Error(Code::bad_field, writer.error_text());
  if (writer.overflowed())
    return Error(Code::entry_too_large,
                 "an entry has at most 65,535 bytes; keep longer documents "
                 "beside the ledger and book their SHA-256");
  const auto bytes = room.first(writer.size());
  out.insert(out.end(), bytes.begin(), bytes.end());
  return Ok{};
}

Status check_encodable(const Event& event) {
  if (!event.booked) return Error(Code::bad_field, "the entry has no booking time", "bookedtime");
  if (!event.signatures.empty())
    return Error(Code::bad_field, "signed events are not booked by this version", "signatures");
  if (event.data.index() == 0) return Error(Code::unknown_type, "the event has no data");
  return Ok{};
}

void put_front(BinaryWriter& to, const EntryHeader& header, const Event& event) {
  to.append(kPrefix.data(), kPrefix.size());
  to.put(header.sequence);
  to.put(header.rules_version);
  to.put(header.refusal ? static_cast<std::uint16_t>(*header.refusal) : std::uint16_t{0});
  to.put(*event.booked);
  to.put(event.time);
  to.put(event.value_date);
  to.put(event.key.source);
  to.put(event.key.id);
  to.put(event.submitter);
  to.put(event.override_closed);
  to.put_count(0);  // signatures of the submitting party
  to.put_count(0);  // approvals by further parties
  to.put_count(0);  // salted commitments of personal fields
  to.put(static_cast<std::uint16_t>(event.type()));
  std::visit(
      [&to](const auto& data) {
        if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(data)>, std::monostate>)
          to.put(data);
      },
      event.data);
}

template <class AnyPosting>
void put_back(BinaryWriter& to, std::span<const Link> links, std::span<const AnyPosting> postings) {
  to.put_count(links.size());
  for (const auto& link : links) {
    to.put(link.kind);
    to.put(link.sequence);
  }
  to.put_count(postings.size());
  for (const auto& posting : postings) {
    to.put(posting.account);
    to.put(posting.lot);
    to.put(posting.commodity);
    to.put(posting.amount);
    to.put(posting.previous);
    to.put(posting.balance);
    to.put(posting.value_date);
  }
}

void get_prefix(BinaryReader& from) {
  auto prefix = kPrefix;
  if (!from.read_bytes(prefix.data(), prefix.size())) return;
  if (!std::equal(prefix.begin(), prefix.end() - 1, kPrefix.begin()))
    return from.fail("these are not the bytes of an entry: wrong prefix");
  if (prefix.back() != kPrefix.back())
    from.fail("the entry has encoding version " + std::to_string(prefix.back()) +
              "; this program reads version 1,");
}

std::optional<Code> get_refusal(BinaryReader& from) {
  const auto number = from.read<std::uint16_t>();
  if (number == 0) return std::nullopt;
  const auto* facts = find_code(number);
  if (facts == nullptr || facts->family != Family::refused) {
    from.fail("the outcome " + std::to_string(number) + " is not the number of a refusal,");
    return std::nullopt;
  }
  return facts->code;
}

void get_data(BinaryReader& from, EventData& data) {
  const auto number = from.read<std::uint16_t>();
  if (from.failed()) return;
  const auto* facts = find_event_type(number);
  if (facts == nullptr)
    return from.fail("event type number " + std::to_string(number) +
                     " is not one that this version books,");
  switch (facts->type) {
#define SETOFF_EVENT(name, type, ...) \
  case EventType::type:               \
    return from.get(data.emplace<name>());
#include "ledger/event/event_types.def"
#undef SETOFF_EVENT
  }
}

// Reads all encoded members; the others keep their initial values, so that `head` can be reused.
void get_front(BinaryReader& from, EntryFront& head) {
  get_prefix(from);
  from.get(head.sequence);
  from.get(head.rules_version);
  head.refusal = get_refusal(from);
  auto& event = head.event;
  from.get(event.booked.emplace());
  from.get(event.time);
  from.get(event.value_date);
  from.get(event.key.source);
  from.get(event.key.id);
  from.get(event.submitter);
  from.get(event.override_closed);
  for (const auto* what : {"signatures", "approvals", "commitments"})
    if (from.read<std::uint16_t>() != 0)
      from.fail("the entry carries " + std::string(what) + ", which this version does not read,");
  get_data(from, event.data);
}

// `entry` is an Entry, whose postings own their texts, or a StoredEntry, whose postings are views.
template <class AnyEntry>
void get_back(BinaryReader& from, AnyEntry& entry) {
  for (auto left = from.read<std::uint16_t>(); left > 0 && !from.failed(); --left) {
    auto& link = entry.links.emplace_back();
    from.get(link.kind);
    from.get(link.sequence);
  }
  for (auto left = from.read<std::uint16_t>(); left > 0 && !from.failed(); --left) {
    auto& posting = entry.postings.emplace_back();
    from.get(posting.account);
    from.get(posting.lot);
    from.get(posting.commodity);
    from.get(posting.amount);
    from.get(posting.previous);
    from.get(posting.balance);
    from.get(posting.value_date);
  }
}

}  // namespace

Status encode_front(const EntryHeader& header, const Event& event, ByteBuffer& out) {
  SETOFF_TRY_STATUS(check_encodable(event));
  std::array<std::uint8_t, kEntrySizeMax> room;  // NOLINT: only the part written is read
  BinaryWriter writer(room);
  put_front(writer, header, event);
  return written(writer, room, out);
}

Status encode_back(std::span<const Link> links, std::span<const PostingView> postings,
                   ByteBuffer& out) {
  std::array<std::uint8_t, kEntrySizeMax> room;  // NOLINT: only the part written is read
  BinaryWriter writer(room);
  put_back(writer, links, postings);
  return written(writer, room, out);
}

Status encode_entry(const Entry& entry, ByteBuffer& out) {
  SETOFF_TRY_STATUS(check_encodable(entry.event));
  std::array<std::uint8_t, kEntrySizeMax> room;  // NOLINT: only the part written is read
  BinaryWriter writer(room);
  put_front(writer, {entry.sequence, entry.rules_version, entry.refusal}, entry.event);
  put_back<Posting>(writer, entry.links, entry.postings);
  return written(writer, room, out);
}

Result<EntryFront> decode_front(ByteView bytes) {
  BinaryReader reader(bytes);
  EntryFront head;
  get_front(reader, head);
  if (reader.failed()) return Error(Code::corrupt, reader.error_text());
  return head;
}

namespace {

Status check_size(ByteView bytes) {
  if (bytes.size() <= kEntrySizeMax) return Ok{};
  return Error(Code::corrupt, "the entry has " + std::to_string(bytes.size()) +
                                  " bytes; at most 65,535 are allowed");
}

Status check_end(BinaryReader& reader) {
  if (!reader.failed() && reader.remaining() != 0)
    reader.fail(std::to_string(reader.remaining()) + " bytes are left over");
  if (reader.failed()) return Error(Code::corrupt, reader.error_text());
  return Ok{};
}

}  // namespace

Result<Entry> decode_entry(ByteView bytes) {
  SETOFF_TRY_STATUS(check_size(bytes));
  BinaryReader reader(bytes);
  EntryFront head;
  get_front(reader, head);
  Entry entry;
  entry.sequence = head.sequence;
  entry.rules_version = head.rules_version;
  entry.refusal = head.refusal;
  entry.event = std::move(head.event);
  get_back(reader, entry);
  SETOFF_TRY_STATUS(check_end(reader));
  return entry;
}

Status decode_stored(ByteView bytes, StoredEntry& entry) {
  SETOFF_TRY_STATUS(check_size(bytes));
  BinaryReader reader(bytes);
  get_front(reader, entry.head);
  entry.links.clear();
  entry.postings.clear();
  get_back(reader, entry);
  return check_end(reader);
}

Result<StoredEntry> decode_stored(ByteView bytes) {
  StoredEntry entry;
  SETOFF_TRY_STATUS(decode_stored(bytes, entry));
  return entry;
}

}  // namespace setoff
