#include "ledger/books/registers.h"

#include <algorithm>
#include <unordered_set>

#include "ledger/base/check.h"
#include "ledger/base/text_map.h"

namespace setoff {
namespace {

bool names(const std::vector<std::string>& list, std::string_view name) {
  return list.empty() || std::ranges::find(list, name) != list.end();
}

}  // namespace

const std::vector<Fixings::Point>* Fixings::by_key(std::string_view key) const {
  const auto found = std::ranges::find(series_, key, &Series::key);
  return found == series_.end() ? nullptr : &found->points;
}

bool Fixings::has(std::string_view key, Day date) const {
  const auto* points = by_key(key);
  return points != nullptr && std::ranges::binary_search(*points, date, {}, &Point::date);
}

bool Fixings::accepts(std::string_view key, const Rate& value) const {
  const auto series = std::ranges::find(series_, key, &Series::key);
  return series == series_.end() ||
         (series->numerator == value.numerator && series->denominator == value.denominator);
}

void Fixings::set(std::string_view key, const Rate& value, Day date) {
  auto series = std::ranges::find(series_, key, &Series::key);
  if (series == series_.end())
    series =
        series_.insert(series, Series{std::string(key), value.numerator, value.denominator, {}});
  SETOFF_CHECK(series->numerator == value.numerator && series->denominator == value.denominator);
  auto& points = series->points;
  const auto place = std::ranges::lower_bound(points, date, {}, &Point::date);
  if (place != points.end() && place->date == date)
    place->value = value.value;
  else
    points.insert(place, Point{date, value.value});
}

std::optional<Rate> Fixings::find(Commodity one, Commodity other, Day day,
                                  std::span<const std::string> chosen) const {
  const Series* values = nullptr;
  auto best = chosen.size() + 1;
  for (const auto& series : series_) {
    const bool of_pair = (series.numerator == one && series.denominator == other) ||
                         (series.numerator == other && series.denominator == one);
    if (!of_pair) continue;
    const auto place =
        static_cast<std::size_t>(std::ranges::find(chosen, series.key) - chosen.begin());
    if (place < best) values = &series;
    best = std::min(best, place);
  }
  if (values == nullptr) return std::nullopt;
  const auto after = std::ranges::upper_bound(values->points, day, {}, &Point::date);
  if (after == values->points.begin()) return std::nullopt;
  return Rate{std::prev(after)->value, values->numerator, values->denominator};
}

bool Window::covers(std::string_view line, std::string_view purpose, std::string_view place) const {
  return names(lines, line) && (purpose.empty() || names(purposes, purpose)) &&
         names(places, place);
}

const Window* Windows::find(std::string_view name) const {
  const auto found = std::ranges::find(windows_, name, &Window::name);
  return found == windows_.end() ? nullptr : &*found;
}

void Windows::open(const WindowOpened& event) {
  windows_.push_back({event.window, event.from, event.to, event.lines, event.purposes, event.places,
                      event.in_flight});
}

void Windows::close(std::string_view name, Day from) {
  const auto found = std::ranges::find(windows_, name, &Window::name);
  if (found != windows_.end()) found->to = std::min(found->to, std::max(from, found->from));
}

const Window* Windows::covering(std::string_view line, std::string_view purpose,
                                std::string_view place, Day day) const {
  // Newest first: of several windows, the one opened last determines what happens to credits in
  // flight.
  for (auto window = windows_.rbegin(); window != windows_.rend(); ++window)
    if (window->from <= day && day < window->to && window->covers(line, purpose, place))
      return &*window;
  return nullptr;
}

Day Windows::covered_until(std::string_view line, std::string_view purpose, std::string_view place,
                           Day day) const {
  std::vector<std::pair<Day, Day>> spans;
  for (const auto& window : windows_)
    if (day < window.to && window.covers(line, purpose, place))
      spans.emplace_back(window.from, window.to);
  std::ranges::sort(spans);
  for (const auto& [from, to] : spans) {
    if (from > day) break;
    day = std::max(day, to);
  }
  return day;
}

std::string_view Listings::purpose_of(std::string_view good, Day day) const {
  std::string_view purpose;
  for (const auto& change : changes_)
    if (change.good == good && change.from <= day)
      purpose = change.listed ? std::string_view(change.purpose) : std::string_view{};
  return purpose;
}

bool Listings::purpose_listed(std::string_view purpose, Day day) const {
  // Newest first: the first change found for a good is the one in force.
  std::unordered_set<std::string_view, TextHash, std::equal_to<>> decided;
  for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) {
    if (change->from > day || !decided.insert(change->good).second) continue;
    if (change->listed && change->purpose == purpose) return true;
  }
  return false;
}

void Listings::set(std::string_view good, std::string_view purpose, Day from, bool listed) {
  const auto place = std::ranges::upper_bound(changes_, from, {}, &Change::from);
  changes_.insert(place, {std::string(good), std::string(purpose), from, listed});
}

void Limits::set(const LimitSet& terms, Day from) {
  limits_.push_back({terms, from});
}

std::vector<const Limit*> Limits::on_account(std::string_view account, Day day) const {
  std::vector<const Limit*> in_force;
  TextMap<std::size_t> places;
  for (const auto& limit : limits_) {
    if (limit.terms.account != account || limit.from > day) continue;
    const auto [place, is_new] = places.try_emplace(limit.terms.limit, in_force.size());
    if (is_new)
      in_force.push_back(&limit);
    else if (auto& other = in_force[place->second]; other->from <= limit.from)
      other = &limit;
  }
  return in_force;
}

bool Freezes::frozen(std::string_view account, EntrySide side, Day day) const {
  bool state = false;
  for (const auto& change : changes_) {
    const bool concerns = change.side == EntrySide::both || change.side == side;
    if (change.account == account && change.from <= day && concerns) state = change.frozen;
  }
  return state;
}

void Freezes::set(std::string_view account, EntrySide side, Day from, bool frozen) {
  const auto place = std::ranges::upper_bound(changes_, from, {}, &Change::from);
  changes_.insert(place, {std::string(account), side, from, frozen});
}

bool Spans::contains(std::string_view name) const {
  const auto found = find(name);
  return found != HashIndex::kNone && !named_[found].spans.empty();
}

std::uint32_t Spans::find(std::string_view name) const {
  return by_name_.find(hash_text(name),
                       [&](std::uint32_t number) { return named_[number].name == name; });
}

bool Spans::overlaps(std::string_view name, Day from, Day to) const {
  const auto found = find(name);
  if (found == HashIndex::kNone) return false;
  const auto& spans = named_[found].spans;
  const auto next = std::ranges::lower_bound(spans, from, {}, &Span::from);
  if (next != spans.end() && next->from < to) return true;
  return next != spans.begin() && std::prev(next)->to > from;
}

void Spans::add(std::string_view name, Day from, Day to) {
  auto found = find(name);
  if (found == HashIndex::kNone) {
    found = static_cast<std::uint32_t>(named_.size());
    named_.push_back({std::string(name), {}});
    by_name_.insert(hash_text(name), found);
  }
  auto& spans = named_[found].spans;
  const auto place = std::ranges::lower_bound(spans, from, {}, &Span::from);
  // Adjacent spans are merged, so that a meter that is read daily has one span, not thousands.
  const bool joins_left = place != spans.begin() && std::prev(place)->to == from;
  const bool joins_right = place != spans.end() && place->from == to;
  if (joins_left && joins_right) {
    std::prev(place)->to = place->to;
    spans.erase(place);
  } else if (joins_left) {
    std::prev(place)->to = to;
  } else if (joins_right) {
    place->from = from;
  } else {
    spans.insert(place, Span{from, to});
  }
}

void Spans::remove(std::string_view name, Day from, Day to) {
  const auto found = find(name);
  if (found == HashIndex::kNone) return;
  auto& spans = named_[found].spans;
  auto place = std::ranges::upper_bound(spans, from, {}, &Span::from);
  if (place == spans.begin()) return;
  --place;
  const Span whole = *place;
  place = spans.erase(place);
  if (to < whole.to) place = spans.insert(place, Span{to, whole.to});
  if (whole.from < from) spans.insert(place, Span{whole.from, from});
}

}  // namespace setoff
