// Entries: a page in either direction with filters, a single entry, its inclusion proof.

#include <algorithm>

#include "cli/daemon/answers/parts.h"
#include "cli/daemon/answers/searchable_text.h"
#include "ledger/crypto/encoding.h"
#include "ledger/event/account_path.h"
#include "ledger/exchange/event_json.h"
#include "ledger/rules/describe.h"
#include "ledger/writer/journal_walk.h"

namespace setoff::cli {
namespace {

constexpr std::uint64_t kEntriesPerPageMax = 500;
// Most entries that one answer examines; `next` says where to continue.
constexpr std::uint64_t kLookedAtMax = 20'000;
// A page is full at this many bytes, however few its entries.
constexpr std::size_t kPageBytesMax = std::size_t{4} << 20U;

struct Filter {
  std::string_view account;
  std::string_view text;
  const EventTypeInfo* type = nullptr;
  std::optional<Day> from;
  std::optional<Day> to;
  bool refused = false;

  [[nodiscard]] bool matches(const Entry& entry) const {
    const auto day = entry.event.value_date;
    if ((from && day < *from) || (to && day > *to)) return false;
    if (refused && !entry.refusal) return false;
    if (type != nullptr && entry.event.type() != type->type) return false;
    if (!account.empty() && std::ranges::none_of(entry.postings, [&](const Posting& posting) {
          return is_under(posting.account, account);
        }))
      return false;
    return text.empty() || any_text_matches(entry, [&](std::string_view word) {
             return contains_ignoring_case(word, text);
           });
  }
};

Result<Filter> filter_of(const Asked& asked) {
  Filter filter;
  filter.account = asked.value_of("account");
  filter.text = asked.value_of("text");
  if (const auto type = asked.value_of("type"); !type.empty()) {
    const auto name = without_type_prefix(type);
    filter.type = find_event_type(name);
    if (filter.type == nullptr)
      return Error(Code::bad_field, "there is no event type '" + std::string(name) + "'", "type");
  }
  SETOFF_TRY(from, asked.maybe_day("from"));
  SETOFF_TRY(to, asked.maybe_day("to"));
  SETOFF_TRY(refused, asked.yes("refused"));
  filter.from = from;
  filter.to = to;
  filter.refused = refused;
  return filter;
}

struct EntryPage {
  std::vector<std::string> entries;
  std::uint64_t looked_at = 0;
  std::size_t text = 0;
  std::optional<Sequence> last;  // examined
};

// Adds an entry that passes the filter; false once the page is full.
Result<bool> take(EntryPage& page, const Filter& filter, std::uint64_t limit, ByteView bytes) {
  SETOFF_TRY(entry, decode_entry(bytes));
  page.last = entry.sequence;
  if (filter.matches(entry)) {
    append_entry(bytes, entry, page.entries.emplace_back());
    page.text += page.entries.back().size();
  }
  return page.entries.size() < limit && page.text < kPageBytesMax &&
         ++page.looked_at < kLookedAtMax;
}

Result<ByteBuffer> bytes_of(const Asked& asked) {
  const auto& journal = asked.books.journal;
  if (*asked.entry >= journal.size())
    return Error(Code::unknown_lot, "the ledger has " + std::to_string(journal.size()) +
                                        " entries, the first is 0; there is no entry " +
                                        std::to_string(*asked.entry));
  return journal.read(*asked.entry);
}

void write_posting(const Posting& posting, JsonWriter& json) {
  json.begin_object();
  json.key("account").string(posting.account);
  if (!posting.lot.empty()) json.key("lot").string(posting.lot);
  json.key("amount").string(amount_text(posting.amount, posting.commodity));
  json.key("balance").string(amount_text(posting.balance, posting.commodity));
  if (posting.previous) json.key("previous").count(*posting.previous);
  if (posting.value_date) json.key("value_date").string(posting.value_date->text());
  json.end_object();
}

}  // namespace

void append_entry(ByteView bytes, const Entry& entry, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.key("sequence").count(entry.sequence);
  json.key("leaf").string(to_hex(hash_leaf(std::as_bytes(bytes)).view()));
  json.key("outcome").string(entry.refusal ? "refused" : "booked");
  if (entry.refusal) json.key("code").string(info_of(*entry.refusal).name);
  if (const auto what = describe(entry.event); !what.empty()) json.key("what").string(what);
  std::string event;
  print_event(entry.event, {}, event);
  json.key("event").raw(event);
  json.key("postings").begin_array();
  for (const auto& posting : entry.postings)
    write_posting(posting, json);
  json.end_array();
  json.key("links").begin_array();
  for (const auto& link : entry.links) {
    json.begin_object();
    json.key("kind").string(enum_name(link.kind));
    json.key("sequence").count(link.sequence).end_object();
  }
  json.end_array().end_object();
}

Status answer_entries(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(filter, filter_of(asked));
  SETOFF_TRY(newest, asked.yes("newest"));
  SETOFF_TRY(limit, asked.count("limit", 50, kEntriesPerPageMax));
  SETOFF_TRY(after, asked.sequence("after"));
  SETOFF_TRY(before, asked.sequence("before"));
  if (newest && after) return Error(Code::bad_field, "not with newest=true", "after");
  if (!newest && before) return Error(Code::bad_field, "needs newest=true", "before");
  const auto size = asked.books.journal.size();
  EntryPage page;
  const auto visit = [&](Sequence, ByteView bytes) { return take(page, filter, limit, bytes); };
  const auto begin = after && *after < size ? *after + 1 : after ? size : 0;
  SETOFF_TRY_STATUS(newest ? walk_backward(asked.books.journal, before.value_or(size), visit)
                           : walk_forward(asked.books.journal, begin, visit));
  json.key("entries").begin_array();
  for (const auto& entry : page.entries)
    json.raw(entry);
  json.end_array();
  json.key("size").count(size);
  const bool more = page.last && (newest ? *page.last > 0 : *page.last + 1 < size);
  json.key("next");
  more ? json.count(*page.last) : json.null();
  return Ok{};
}

Status answer_entry(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(bytes, bytes_of(asked));
  SETOFF_TRY(entry, decode_entry(bytes));
  std::string text;
  append_entry(bytes, entry, text);
  json.key("entry").raw(text);
  json.key("reversed").boolean(asked.state().reversed.contains(entry.sequence));
  return Ok{};
}

Status answer_proof(const Asked& asked, JsonWriter& json) {
  SETOFF_TRY(bytes, bytes_of(asked));
  auto& tree = asked.books.tree;
  SETOFF_TRY_STATUS(tree.catch_up(asked.books.journal));
  SETOFF_TRY(proof, tree.prove(*asked.entry, asked.books.journal));
  json.key("sequence").count(*asked.entry);
  json.key("leaf").string(to_hex(hash_leaf(std::as_bytes(std::span(bytes))).view()));
  json.key("size").count(tree.head().size);
  json.key("root").string(to_hex(tree.head().root.view()));
  json.key("proof").begin_array();
  for (const auto& hash : proof)
    json.string(to_hex(hash.view()));
  json.end_array();
  json.key("bytes").string(to_base64(std::as_bytes(std::span(bytes))));
  return Ok{};
}

}  // namespace setoff::cli
