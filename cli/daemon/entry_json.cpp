#include "cli/daemon/entry_json.h"

#include "ledger/crypto/encoding.h"
#include "ledger/exchange/event_json.h"
#include "ledger/exchange/json_write.h"
#include "ledger/proof/merkle.h"

namespace setoff::cli {
namespace {

void print_posting(const Posting& posting, JsonWriter& json) {
  const auto scale = posting.commodity.scale();
  json.begin_object().key("account").string(posting.account);
  if (!posting.lot.empty()) json.key("lot").string(posting.lot);
  json.key("amount").string(format_minor(posting.amount, scale));
  json.key("commodity").string(posting.commodity.code());
  json.key("balance").string(format_minor(posting.balance, scale));
  if (posting.previous) json.key("previous").count(*posting.previous);
  json.end_object();
}

}  // namespace

void print_entry(const Entry& entry, const Digest& leaf, std::string& out) {
  JsonWriter json(out);
  json.begin_object().key("sequence").count(entry.sequence);
  json.key("leaf").string(to_hex(leaf.view()));
  json.key("outcome").string(entry.refusal ? "refused:" + std::string(facts_of(*entry.refusal).name)
                                           : "booked");
  json.key("event");
  print_event(entry.event, {}, out);
  // The event went past the writer; what follows is made by writers of its own.
  out += ",\"postings\":";
  JsonWriter rest(out);
  rest.begin_array();
  for (const auto& posting : entry.postings)
    print_posting(posting, rest);
  rest.end_array();
  out += ",\"links\":";
  JsonWriter links(out);
  links.begin_array();
  for (const auto& link : entry.links)
    links.begin_object()
        .key("kind")
        .string(enum_name(link.kind))
        .key("sequence")
        .count(link.sequence)
        .end_object();
  links.end_array();
  out += '}';
}

Status print_stored_entry(ByteView bytes, std::string& out) {
  TRY(entry, decode_entry(bytes));
  print_entry(entry, hash_leaf(std::as_bytes(bytes)), out);
  return Ok{};
}

}  // namespace setoff::cli
