#pragma once
// Submission: one event on its way to the books, and the answer on its way back. Batch: what one
// connection handed in at once; its submissions are booked in order and answered together, after
// the commit that holds them. A batch is owned by one thread at a time.

#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/base/enum_names.h"
#include "ledger/book/book.h"

namespace setoff::cli {

using ConnectionId = std::uint64_t;

// accepted: booked now. replayed: booked or refused earlier under the same id. refused: recorded as
// a refusal, or kept out by the roles (then without a sequence). malformed: not recorded.
// unavailable: not recorded, send it again.
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

// Where a submission stood in its text: alone on its line, or within a list.
enum class Frame : std::uint8_t { single, first, middle, last, only };

struct Submission {
  std::optional<Event> event;  // none: `answer` was known without the books
  EventKey key;                // without an event: as far as the text named it
  Answer answer;
  Frame frame = Frame::single;
  // Sent by a user who acts for itself alone: what others did must stand in the books.
  bool own_hand = false;

  [[nodiscard]] const EventKey& named() const { return event ? event->key : key; }
};

struct Batch {
  ConnectionId connection = 0;
  std::uint64_t epoch = 0;  // of the connection, see GroupCommit
  std::size_t weight = 0;   // bytes counted against the limits until it is answered
  std::vector<Submission> items;
};

}  // namespace setoff::cli
