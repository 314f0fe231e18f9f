#include "simulator/engine/memory.h"

#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/deque.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/set.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstring>
#include <sstream>

#include "ledger/crypto/sha256.h"
#include "simulator/engine/day_loop.h"
#include "simulator/engine/event_submitter.h"

// What the values of the books consist of, for cereal to find beside their types.
namespace cereal {

template <class Archive>
std::int32_t save_minimal(const Archive&, const setoff::Day& day) {
  return day.since_epoch();
}
template <class Archive>
void load_minimal(const Archive&, setoff::Day& day, const std::int32_t& since_epoch) {
  day = setoff::Day(since_epoch);
}

template <class Archive, class Tag>
std::uint32_t save_minimal(const Archive&, const setoff::StrongId<Tag>& id) {
  return id.index();
}
template <class Archive, class Tag>
void load_minimal(const Archive&, setoff::StrongId<Tag>& id, const std::uint32_t& index) {
  id = setoff::StrongId<Tag>(index);
}

template <class Archive>
std::string save_minimal(const Archive&, const setoff::Commodity& commodity) {
  return std::string(commodity.code());
}
template <class Archive>
void load_minimal(const Archive&, setoff::Commodity& commodity, const std::string& code) {
  commodity = setoff::find_commodity(code).value_or(setoff::Commodity());
}
template <class Archive>
std::string save_minimal(const Archive&, const setoff::Currency& currency) {
  return std::string(currency.code());
}
template <class Archive>
void load_minimal(const Archive&, setoff::Currency& currency, const std::string& code) {
  currency = setoff::Currency::find(code).value_or(setoff::Currency());
}
template <class Archive>
std::string save_minimal(const Archive&, const setoff::Unit& unit) {
  return std::string(unit.code());
}
template <class Archive>
void load_minimal(const Archive&, setoff::Unit& unit, const std::string& code) {
  unit = setoff::Unit::find(code).value_or(setoff::Unit());
}

template <class Archive, class Kind>
void save(Archive& archive, const setoff::Amount<Kind>& amount) {
  archive(amount.minor(), amount.kind());
}
template <class Archive, class Kind>
void load(Archive& archive, setoff::Amount<Kind>& amount) {
  std::int64_t minor = 0;
  Kind kind;
  archive(minor, kind);
  amount = setoff::Amount<Kind>(minor, kind);
}

template <class Archive>
void save(Archive& archive, const setoff::Decimal& decimal) {
  archive(decimal.mantissa(), decimal.exponent());
}
template <class Archive>
void load(Archive& archive, setoff::Decimal& decimal) {
  std::int64_t mantissa = 0;
  int exponent = 0;
  archive(mantissa, exponent);
  decimal = setoff::Decimal(mantissa, exponent);
}

template <class Archive>
void serialize(Archive& archive, setoff::Rate& rate) {
  archive(rate.value, rate.numerator, rate.denominator);
}

template <class Archive>
void serialize(Archive& archive, setoff::Slice& slice) {
  archive(slice.quantity, slice.price, slice.heat);
}

}  // namespace cereal

namespace setoff::simulator {

template <class Archive>
void serialize(Archive& archive, FlowSoFar& flow) {
  archive(flow.all, flow.retained);
}
template <class Archive>
void serialize(Archive& archive, IncomingPayment& payment) {
  archive(payment.day, payment.line, payment.amount);
}
template <class Archive>
void serialize(Archive& archive, OutgoingPayment& payment) {
  archive(payment.day, payment.purpose, payment.amount);
}
template <class Archive>
void serialize(Archive& archive, RefusedEvent& refused) {
  archive(refused.day, refused.type, refused.id, refused.code, refused.detail);
}
template <class Archive>
void serialize(Archive& archive, RunNote& note) {
  archive(note.day, note.text);
}
template <class Archive>
void serialize(Archive& archive, Column& column) {
  archive(column.name, column.unit, column.scale, column.measure, column.values);
}
template <class Archive>
void serialize(Archive& archive, DailyTable& table) {
  archive(table.days, table.columns);
}

namespace {

constexpr std::string_view kMagic = "setoff memory of a run 1\n";
std::string digest_of_memory(std::string_view bytes) {
  const Digest digest = sha256(bytes_of(bytes));
  std::string out(Digest::kSize, '\0');
  std::memcpy(out.data(), digest.bytes.data(), out.size());
  return out;
}

}  // namespace

std::string write_memory(const MemoryHead& head, const EventSubmitter& events,
                         const DayLoop& loop) {
  std::ostringstream out;
  out << kMagic;
  {
    cereal::PortableBinaryOutputArchive archive(out);
    archive(head, events, loop);
  }
  std::string bytes = std::move(out).str();
  bytes += digest_of_memory(bytes);
  return bytes;
}

Result<MemoryHead> read_memory(std::string_view bytes, EventSubmitter& events, DayLoop& loop) {
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + Digest::kSize)
    return Error(Code::corrupt, "these bytes are not the memory of a run of this version");
  const auto body = bytes.substr(0, bytes.size() - Digest::kSize);
  if (digest_of_memory(body) != bytes.substr(body.size()))
    return Error(Code::corrupt, "the memory of the run is damaged: its digest is another one");
  std::istringstream in{std::string(body.substr(kMagic.size()))};
  MemoryHead head;
  try {
    cereal::PortableBinaryInputArchive archive(in);
    archive(head, events, loop);
  } catch (const cereal::Exception& error) {
    return Error(Code::corrupt,
                 std::string("the memory of the run cannot be read: ") + error.what());
  }
  return head;
}

}  // namespace setoff::simulator
