#include "simulator/engine/event_submitter.h"

#include <array>
#include <utility>

namespace setoff::simulator {

namespace {

constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;

// FNV-1a, 64 bits, as 16 hex digits.
std::string hash_text(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) {
    hash ^= static_cast<std::uint8_t>(c);
    hash *= 1099511628211ULL;
  }
  std::string digits(16, '0');
  for (std::size_t i = 0; i < digits.size(); ++i) {
    digits[i] = "0123456789abcdef"[(hash >> (60 - 4 * i)) & 0xF];
  }
  return digits;
}

}  // namespace

std::string shortened_name(std::string name) {
  if (name.size() <= kNameSizeMax) return name;
  const std::string digits = hash_text(name);
  name.resize(kNameSizeMax - digits.size() - 1);
  return name + "-" + digits;
}

void EventSubmitter::begin(Day day) {
  day_ = day;
  begin(Phase::terms);
}

void EventSubmitter::begin(Phase phase) {
  phase_ = phase;
  in_phase_ = 0;
}

Result<EventSubmitter::Answer> EventSubmitter::submit(const std::string& id, EventData data) {
  return submit(id, std::move(data), day_);
}

Result<EventSubmitter::Answer> EventSubmitter::submit(const std::string& id, EventData data,
                                                      Day value_date) {
  Event event;
  event.key.source = source_;
  const auto burnt = burnt_.find(id);
  event.key.id =
      shortened_name(burnt == burnt_.end() ? id : id + "." + std::to_string(burnt->second + 1));
  const std::int64_t offset = std::to_underlying(phase_) * kMicrosecondsPerSecond + in_phase_++;
  event.time = Timestamp(Timestamp::at_midnight(day_).microseconds() + offset);
  event.booked = event.time;
  event.value_date = value_date;
  event.data = std::move(data);

  ++submitted_;
  auto outcome = sink_.submit(event);
  if (!outcome) {
    Error error = std::move(outcome).error();
    error.detail = "event " + event.key.id + " of " + day_.text() + ": " + error.detail;
    return error;
  }
  if (!outcome->refusal) return Answer{};
  ++burnt_[id];
  refusals_.push_back({.day = day_,
                       .type = event.type(),
                       .id = event.key.id,
                       .code = outcome->refusal->code,
                       .detail = outcome->refusal->detail});
  return Answer{outcome->refusal->code};
}

Status EventSubmitter::require(const std::string& id, EventData data) {
  SETOFF_TRY(answer, submit(id, std::move(data)));
  if (answer.booked()) return Ok{};
  const RefusedEvent& refused = refusals_.back();
  return Error(refused.code,
               "event " + refused.id + " of " + day_.text() +
                   " was refused, and the run cannot go on without it: " + refused.detail);
}

}  // namespace setoff::simulator
