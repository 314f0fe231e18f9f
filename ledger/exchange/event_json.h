#pragma once
// Events as CloudEvents 1.0 JSON, structured mode. Strict: every member is known and stands once,
// amounts, quantities, rates, decimals and days are strings in the form of ledger/base, yes/no
// members are true or false, counts are integers. `data` carries `value_date` and, for a closed
// period, `override` beside the type's own members. Extensions: `bookedtime` (RFC 3339),
// `submitter`, and in exports `outcome` ("booked" or "refused:<code>"). May be left out: optional
// members, lists (empty), yes/no members (false, unless the table of events says otherwise), free
// text (empty). Errors: bad_syntax, too_large, unknown_type; bad_field whose `where` is the
// member's path ("data.amount"). Source: CloudEvents 1.0.2, JSON event format 1.0.2.

#include <optional>
#include <string>
#include <string_view>

#include "ledger/core/entry.h"
#include "ledger/exchange/json_tree.h"

namespace setoff {

// What became of an event in the ledger that it was exported from.
struct RecordedOutcome {
  std::optional<Code> refusal;  // none: booked
  friend bool operator==(const RecordedOutcome&, const RecordedOutcome&) = default;
};

struct ExchangedEvent {
  Event event;
  std::optional<RecordedOutcome> outcome;
};

// Reads events one after the other; keeps its memory between them.
class EventReader {
 public:
  [[nodiscard]] Result<ExchangedEvent> read(std::string_view json);

 private:
  JsonTree tree_;
};

// Appends the event on one line, without a line end; members stand in a fixed order.
void print_event(const Event& event, const std::optional<RecordedOutcome>& outcome,
                 std::string& out);
// With the outcome that the entry records.
void print_event(const Entry& entry, std::string& out);

}  // namespace setoff
