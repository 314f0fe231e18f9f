#include "ledger/query/entry_filter.h"

#include <algorithm>

#include "ledger/base/name_pattern.h"
#include "ledger/event/account_path.h"

namespace setoff {
namespace {

using Names = std::set<std::string, std::less<>>;

const std::string* text_of(const std::string& member) {
  return &member;
}
const std::string* text_of(const std::optional<std::string>& member) {
  return member ? &*member : nullptr;
}
template <class Other>
const std::string* text_of(const Other&) {
  return nullptr;
}

// Calls visit(member name, text) for the names that an event holds at its top level.
template <class Visit>
void each_name(const Event& event, Visit&& visit) {
  std::visit(
      [&]<class T>(const T& data) {
        if constexpr (!std::is_same_v<T, std::monostate>)
          T::fields(data, [&](std::string_view name, const auto& member, std::string_view) {
            if (const auto* text = text_of(member)) visit(name, *text);
          });
      },
      event.data);
}

bool one_of(std::string_view name, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, name) != list.end();
}

// The member that names what the event creates, and by which other events refer to it.
std::string_view own_member(EventType type) {
  if (type == EventType::release_requested) return "release";
  if (type == EventType::order_placed) return "order";
  if (type == EventType::credit_issued) return "credit";
  if (type == EventType::goods_listed) return "good";
  return {};
}

void learn(const Event& event, Names& names) {
  const auto own = own_member(event.type());
  each_name(event, [&](std::string_view name, const std::string& text) {
    if (!own.empty() && name == own) names.insert(text);
  });
}

bool has_object(const Entry& entry, std::string_view object) {
  return std::ranges::any_of(entry.postings, [&](const Posting& posting) {
    return matches_pattern(object, split_path(posting.account).object);
  });
}

bool has_segment(std::string_view path, std::string_view name) {
  while (true) {
    const auto colon = path.find(':');
    if (path.substr(0, colon) == name) return true;
    if (colon == std::string_view::npos) return false;
    path.remove_prefix(colon + 1);
  }
}

}  // namespace

bool is_about_account(std::string_view path, std::string_view asked) {
  std::string name(asked);
  std::ranges::replace(name, '_', '-');
  if (is_pattern(name)) return matches_pattern(name, path);
  return path.starts_with(name) || has_segment(path, name);
}

bool EntryFilter::plain_match(const Entry& entry) const {
  const auto& event = entry.event;
  const auto& asked = query_;
  if (asked.after && entry.sequence <= *asked.after) return false;
  if (!asked.types.empty() && std::ranges::find(asked.types, event.type()) == asked.types.end())
    return false;
  if (asked.valued_from && event.value_date < *asked.valued_from) return false;
  if (asked.valued_to && event.value_date > *asked.valued_to) return false;
  if (asked.booked_from && event.booked && *event.booked < *asked.booked_from) return false;
  if (asked.booked_to && event.booked && *event.booked > *asked.booked_to) return false;
  if (asked.refused && !entry.refusal) return false;
  if (asked.code && entry.refusal != asked.code) return false;
  return asked.account.empty() || std::ranges::any_of(entry.postings, [&](const Posting& posting) {
           return is_about_account(posting.account, asked.account);
         });
}

bool EntryFilter::matches(const Entry& entry) {
  bool party = query_.counterparty.empty();
  bool purpose = query_.purpose.empty();
  each_name(entry.event, [&](std::string_view name, const std::string& text) {
    if (!party && one_of(name, {"payer", "payee", "supplier", "seller"}))
      party = matches_pattern(query_.counterparty, text);
    if (!party && one_of(name, {"order", "release", "credit"})) party = of_party_.contains(text);
    if (!purpose && name == "purpose") purpose = matches_pattern(query_.purpose, text);
    if (!purpose && one_of(name, {"order", "release", "credit", "good"}))
      purpose = of_purpose_.contains(text);
  });
  if (!party) party = has_object(entry, query_.counterparty);
  if (party && !query_.counterparty.empty()) learn(entry.event, of_party_);
  if (purpose && !query_.purpose.empty()) learn(entry.event, of_purpose_);
  return party && purpose && plain_match(entry);
}

}  // namespace setoff
