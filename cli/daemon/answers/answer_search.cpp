// Search: accounts, invoices and other lots, and types whose name contains the text, and the newest
// entries that mention it.

#include "cli/daemon/answers/parts.h"
#include "cli/daemon/answers/searchable_text.h"
#include "ledger/event/codec.h"
#include "ledger/writer/journal_walk.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kFoundMax = 20;  // of each kind
constexpr std::size_t kEntriesLookedAtMax = 20'000;
constexpr std::size_t kSoughtBytesMax = 64;

constexpr std::string_view sort_of(const InvoiceFacts&) {
  return "invoice";
}
constexpr std::string_view sort_of(const SourceFacts&) {
  return "source";
}
constexpr std::string_view sort_of(const PaymentFacts&) {
  return "payment";
}
constexpr std::string_view sort_of(const ApprovalFacts&) {
  return "approval";
}
constexpr std::string_view sort_of(const ReleaseFacts&) {
  return "release";
}
constexpr std::string_view sort_of(const CreditFacts&) {
  return "credit";
}
constexpr std::string_view sort_of(const OrderFacts&) {
  return "order";
}

void find_accounts(const State& state, std::string_view text, JsonWriter& json) {
  json.key("accounts").begin_array();
  std::size_t found = 0;
  for (std::uint32_t i = 0; i < state.chart.size() && found < kFoundMax; ++i) {
    const auto& path = state.chart[AccountId(i)].path;
    if (!contains_ignoring_case(path, text)) continue;
    ++found;
    json.string(path);
  }
  json.end_array();
}

Status find_lots(const Asked& asked, std::string_view text, JsonWriter& json) {
  constexpr std::uint32_t kLotsAtOnce = 1U << 14U;
  const auto& state = asked.state();
  json.key("lots").begin_array();
  std::size_t found = 0;
  for (auto i = static_cast<std::uint32_t>(state.lots.size()); i-- > 0 && found < kFoundMax;) {
    if (i % kLotsAtOnce == 0) SETOFF_TRY_STATUS(asked.books.may_continue());
    const auto& lot = state.lots[LotId(i)];
    if (!contains_ignoring_case(lot.name, text)) continue;
    ++found;
    json.begin_object().key("lot").string(lot.name).key("kind").string(
        lot.facts.visit([](const auto& facts) { return sort_of(facts); }));
    json.key("entry").count(lot.opened).end_object();
  }
  json.end_array();
  return Ok{};
}

void find_types(std::string_view text, JsonWriter& json) {
  json.key("types").begin_array();
  for (const auto& type : all_event_types())
    if (contains_ignoring_case(type.name, text)) json.string(with_type_prefix(type.name));
  json.end_array();
}

Status find_entries(const JournalPort& journal, std::string_view text, JsonWriter& json) {
  json.key("entries").begin_array();
  std::size_t found = 0;
  std::size_t looked_at = 0;
  SETOFF_TRY_STATUS(
      walk_backward(journal, journal.size(), [&](Sequence, ByteView bytes) -> Result<bool> {
        SETOFF_TRY(entry, decode_entry(bytes));
        if (any_text_matches(
                entry, [&](std::string_view word) { return contains_ignoring_case(word, text); })) {
          ++found;
          std::string line;
          append_entry(bytes, entry, line);
          json.raw(line);
        }
        return found < kFoundMax && ++looked_at < kEntriesLookedAtMax;
      }));
  json.end_array();
  return Ok{};
}

}  // namespace

Status answer_search(const Asked& asked, JsonWriter& json) {
  const auto text = asked.value_of("text");
  if (text.empty()) return Error(Code::bad_field, "says what to look for", "text");
  if (text.size() > kSoughtBytesMax)
    return Error(Code::bad_field, "is longer than " + std::to_string(kSoughtBytesMax) + " bytes",
                 "text");
  json.key("text").string(text);
  find_accounts(asked.state(), text, json);
  SETOFF_TRY_STATUS(find_lots(asked, text, json));
  find_types(text, json);
  return find_entries(asked.books.journal, text, json);
}

}  // namespace setoff::cli
