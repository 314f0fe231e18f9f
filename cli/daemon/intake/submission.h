#pragma once
// Submission: one event on its way to the books, and its answer on the way back. Batch: what one
// connection submitted at once; its submissions are booked in order and answered together, after
// the commit that holds them. One thread at a time owns a batch.

#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/base/enum_names.h"
#include "ledger/writer/ledger_writer.h"

namespace setoff::cli {

using ConnectionId = std::uint64_t;

// accepted: booked now. replayed: booked or refused earlier under the same id. refused: recorded as
// a refusal, or rejected for lack of rights (then without a sequence). malformed: not recorded.
// unavailable: not recorded, resend it.
enum class Verdict : std::uint8_t { accepted, replayed, refused, malformed, unavailable };
inline constexpr std::size_t kVerdicts = 5;

}  // namespace setoff::cli

template <>
struct setoff::EnumNames<setoff::cli::Verdict> {
  static constexpr std::string_view values[] = {"accepted", "replayed", "refused", "malformed",
                                                "unavailable"};
};

namespace setoff::cli {

struct Answer {
  Verdict verdict = Verdict::unavailable;
  std::optional<Sequence> sequence;
  std::optional<Digest> leaf;
  std::optional<Error> error;
};

// Position of a submission in its text: alone on its line, or within a list.
enum class ListPosition : std::uint8_t { single, first, middle, last, only };

struct Submission {
  std::optional<Event> event;  // none: `answer` was decided without the books
  EventKey key;                // if there is no event: as far as the text named it
  Answer answer;
  ListPosition position = ListPosition::single;
  // The user acts only for itself: what others did must be in the books.
  bool acts_for_itself = false;

  [[nodiscard]] const EventKey& named() const { return event ? event->key : key; }
};

struct Batch {
  ConnectionId connection = 0;
  std::uint64_t epoch = 0;  // of the connection, see GroupCommit
  std::size_t weight = 0;   // bytes counted against the limits until it is answered
  std::vector<Submission> items;
};

}  // namespace setoff::cli
