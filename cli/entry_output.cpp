#include "cli/entry_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <ostream>

#include "cli/printable_stream.h"
#include "ledger/crypto/encoding.h"
#include "ledger/exchange/event_json.h"
#include "ledger/rules/describe.h"

namespace setoff::cli {
namespace {

std::string amount_of(const Posting& posting, std::int64_t minor) {
  return format_minor(minor, posting.commodity.scale());
}

// How the link of a later entry reads from the entry it refers to.
std::string_view passive(LinkKind kind) {
  constexpr std::string_view kWords[] = {"reversed by", "settled by", "captured by", "used by",
                                         "followed by"};
  static_assert(std::size(kWords) == std::size(EnumNames<LinkKind>::values));
  return kWords[static_cast<std::size_t>(kind)];
}

std::string outcome_of(const Entry& entry) {
  return entry.refusal ? "refused:" + std::string(info_of(*entry.refusal).name) : "booked";
}

std::string event_text(const Entry& entry) {
  std::string text;
  print_event(entry, text);
  return text;
}

void print_links(std::ostream& out, const EntryView& view) {
  if (view.entry.links.empty() && view.linked_by.empty()) return;
  out << "\nlinks\n";
  for (const auto& link : view.entry.links)
    out << "  " << enum_name(link.kind) << " entry " << link.sequence << "\n";
  for (const auto& link : view.linked_by)
    out << "  " << passive(link.kind) << " entry " << link.sequence << "\n";
}

boost::json::array links_json(const std::vector<Link>& links) {
  boost::json::array out;
  for (const auto& link : links)
    out.push_back({{"kind", enum_name(link.kind)}, {"sequence", link.sequence}});
  return out;
}

boost::json::object entry_json(const Entry& entry) {
  boost::json::array postings;
  for (const auto& posting : entry.postings) {
    boost::json::object row{{"account", posting.account},
                            {"amount", amount_of(posting, posting.amount)},
                            {"commodity", posting.commodity.code()},
                            {"balance", amount_of(posting, posting.balance)}};
    if (!posting.lot.empty()) row["lot"] = posting.lot;
    if (posting.previous) row["previous"] = *posting.previous;
    if (posting.value_date) row["value_date"] = posting.value_date->text();
    postings.push_back(std::move(row));
  }
  boost::json::object out{{"sequence", entry.sequence},
                          {"type", entry.event.type_name()},
                          {"value_date", entry.event.value_date.text()},
                          {"outcome", outcome_of(entry)},
                          {"rules_version", entry.rules_version},
                          {"what", describe(entry.event)},
                          {"event", boost::json::parse(event_text(entry))},
                          {"postings", std::move(postings)},
                          {"links", links_json(entry.links)}};
  if (entry.event.booked) out["booked"] = entry.event.booked->text();
  return out;
}

}  // namespace

void print_headline(std::ostream& out, const Terminal& terminal, const Entry& entry) {
  out << toned(terminal, Tone::strong, fmt::format("entry {}", entry.sequence)) << "  "
      << entry.event.value_date.text() << "  " << entry.event.type_name();
  const auto what = describe(entry.event);
  if (!what.empty()) out << "  " << what;
  if (entry.refusal)
    out << toned(terminal, Tone::bad, "  REFUSED: " + std::string(info_of(*entry.refusal).name));
}

void print_postings(std::ostream& out, const Entry& entry) {
  std::size_t account = 7;
  std::size_t lot = 3;
  for (const auto& posting : entry.postings) {
    account = std::max(account, posting.account.size());
    lot = std::max(lot, posting.lot.size());
  }
  out << fmt::format("  {:<{}}  {:<{}}{:>24} {:<6}{:>24}  {}\n", "account", account, "lot", lot,
                     "amount", "", "balance after", "entry before");
  for (const auto& posting : entry.postings)
    out << fmt::format("  {:<{}}  {:<{}}{:>24} {:<6}{:>24}  {}\n", posting.account, account,
                       posting.lot, lot, amount_of(posting, posting.amount),
                       posting.commodity.code(), amount_of(posting, posting.balance),
                       posting.previous ? std::to_string(*posting.previous) : "none");
}

void print_view(std::ostream& out, const Terminal& terminal, const EntryView& view) {
  const auto& entry = view.entry;
  print_headline(out, terminal, entry);
  out << "\n";
  if (entry.event.booked)
    out << "booked " << entry.event.booked->text() << ", under version " << entry.rules_version
        << " of the rules\n";
  if (!entry.postings.empty()) {
    out << "\npostings\n";
    print_postings(out, entry);
  }
  print_links(out, view);
  out << "\nevent\n  " << event_text(entry) << "\n\nproof that entry " << entry.sequence
      << " is one of the " << view.head.size << " under the root (RFC 6962)\n  leaf  "
      << to_hex(view.leaf.view()) << "\n";
  for (const auto& hash : view.proof)
    out << "        " << to_hex(hash.view()) << "\n";
  out << "  root  " << to_hex(view.head.root.view()) << "\n";
}

void print_entry_json(std::ostream& out, const Entry& entry) {
  print_json(out, boost::json::serialize(entry_json(entry)));
}

void print_dry_json(std::ostream& out, const Entry& entry, const Digest& leaf, bool already_there) {
  auto object = entry_json(entry);
  object["leaf"] = to_hex(leaf.view());
  object["already_there"] = already_there;
  print_json(out, boost::json::serialize(object));
}

void print_view_json(std::ostream& out, const EntryView& view) {
  auto object = entry_json(view.entry);
  object["linked_by"] = links_json(view.linked_by);
  boost::json::array hashes;
  for (const auto& hash : view.proof)
    hashes.push_back(boost::json::value(to_hex(hash.view())));
  object["bytes"] = to_base64(std::as_bytes(std::span(view.bytes)));
  object["leaf"] = to_hex(view.leaf.view());
  object["proof"] = {{"index", view.entry.sequence},
                     {"size", view.head.size},
                     {"hashes", std::move(hashes)},
                     {"root", to_hex(view.head.root.view())}};
  print_json(out, boost::json::serialize(object));
}

}  // namespace setoff::cli
