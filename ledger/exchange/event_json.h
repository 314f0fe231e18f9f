#pragma once
// Events as CloudEvents 1.0 JSON, structured mode. Strict: every member must be known and occur
// once; amounts, quantities, rates, decimals and days are strings in the formats of ledger/base;
// yes/no members are true or false; counts are integers. `data` carries `value_date` and, for a
// closed period, `override` in addition to the type's own members. Extensions: `bookedtime` (RFC
// 3339), `submitter`, and in exports `outcome` ("booked" or "refused:<code>"). May be omitted:
// optional members, lists (empty), yes/no members (false, unless the table of events says
// otherwise), free text (empty). Errors: bad_syntax, too_large, unknown_type; bad_field, with the
// member's path in `where` ("data.amount"). Source: CloudEvents 1.0.2, JSON event format 1.0.2.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/event/entry.h"
#include "ledger/exchange/json_tree.h"

namespace setoff {

// The outcome of an event in the ledger that exported it.
struct RecordedOutcome {
  std::optional<Code> refusal;  // absent: booked
  friend bool operator==(const RecordedOutcome&, const RecordedOutcome&) = default;
};

struct ExchangedEvent {
  Event event;
  std::optional<RecordedOutcome> outcome;
};

// One event of a text, and its key as far as the text states it.
struct ReadEvent {
  EventKey named;  // empty if the event was read successfully
  Result<ExchangedEvent> event;
};

// Reads events one at a time; reuses its memory between them.
class EventReader {
 public:
  [[nodiscard]] Result<ExchangedEvent> read(std::string_view json);
  // Reads a text that holds one event or a list of events. Calls visit(event, index, count) for
  // each in order; count is nullopt for a single event outside a list. Errors concern the whole
  // text: bad_syntax, too_large above `count_max` events, bad_field for an empty list.
  using Visit =
      std::function<void(ReadEvent&& event, std::size_t index, std::optional<std::size_t> count)>;
  [[nodiscard]] Status read_each(std::string_view json, std::size_t count_max, const Visit& visit);

 private:
  [[nodiscard]] Status read_node(const JsonNode& node, ExchangedEvent& out) const;
  [[nodiscard]] ReadEvent read_named(const JsonNode& node) const;

  JsonTree tree_;
};

// Appends the event on one line, without a newline; the order of members is fixed.
void print_event(const Event& event, const std::optional<RecordedOutcome>& outcome,
                 std::string& out);
// The same, with the outcome that the entry records.
void print_event(const Entry& entry, std::string& out);

}  // namespace setoff
