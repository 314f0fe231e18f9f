#include "simulator/scenario/check_places.h"

#include <algorithm>

#include "ledger/text/date_text.h"
#include "ledger/text/measure.h"

namespace setoff::simulator {

namespace {

bool has_text(const Node& item, std::string_view key, std::string_view text) {
  const Node* const value = item.find(key);
  return value != nullptr && value->is_scalar() && value->text() == text;
}

bool is_of(const Node& item, std::optional<Day> date) {
  if (!date) return true;
  const Node* const value = item.find("date");
  if (value == nullptr || !value->is_scalar()) return false;
  const auto day = parse_date_text(value->text());
  return day && day->day == *date;
}

template <class Wanted>
std::string first_item(const CheckContext& file, std::string_view list, Wanted wanted) {
  const Node* const node = file.at(list).node();
  for (std::size_t i = 0; node != nullptr && i < node->items().size(); ++i)
    if (wanted(node->items()[i])) return item_path(list, i);
  return std::string(list);
}

// The steps of the path by day; empty if it has none.
std::vector<std::pair<Day, const Member*>> steps_of_path(const CheckContext& file,
                                                         std::string_view path) {
  std::vector<std::pair<Day, const Member*>> out;
  const Node* const node = file.at(path).node();
  const Node* const table = node == nullptr ? nullptr : node->find("steps");
  if (table == nullptr) return out;
  for (const Member& member : table->members())
    if (const auto day = parse_date_text(member.key)) out.emplace_back(day->day, &member);
  std::ranges::stable_sort(out, {}, &std::pair<Day, const Member*>::first);
  return out;
}

}  // namespace

std::string item_with(const CheckContext& file, std::string_view list, std::optional<Day> date,
                      std::initializer_list<KeyText> texts) {
  return first_item(file, list, [&](const Node& item) {
    return is_of(item, date) && std::ranges::all_of(texts, [&](const KeyText& of) {
             return has_text(item, of.first, of.second);
           });
  });
}

std::string amount_in(const CheckContext& file, std::string_view list, Currency currency) {
  const std::string found = first_item(file, list, [&](const Node& item) {
    const Node* const amount = item.find("amount");
    if (amount == nullptr || !amount->is_scalar()) return false;
    const auto measure = parse_measure(amount->text());
    return measure && measure->dimension == Dimension(currency);
  });
  return found == list ? found : found + ".amount";
}

Span first_step(const CheckContext& file, std::string_view path) {
  const auto steps = steps_of_path(file, path);
  return steps.empty() ? file.at(path).span() : steps.front().second->key_span;
}

Span step_on(const CheckContext& file, std::string_view path, Day day) {
  Span out = file.at(path).span();
  for (const auto& [from, member] : steps_of_path(file, path))
    if (from <= day) out = member->value.is_scalar() ? member->value.span() : member->key_span;
  return out;
}

std::string written_at(const CheckContext& file, std::string_view path,
                       const std::string& otherwise) {
  const Node* const node = file.at(path).node();
  return node != nullptr && node->is_scalar() ? node->text() : otherwise;
}

}  // namespace setoff::simulator
