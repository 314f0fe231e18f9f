#pragma once
// Registers: dated facts other than amounts that the rules consult: fixings, windows, listings,
// limits, freezes, spans already booked. Each can be queried for any day; none refers to another.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/hash_index.h"
#include "ledger/base/segmented_vector.h"
#include "ledger/event/event.h"

namespace setoff {

struct StateParts;  // state_parts.h

// Rules by the day from which they are in force; of several on one day the newest applies.
using DatedRules = std::vector<std::pair<Day, Rules>>;

class Fixings {
  friend struct StateParts;

 public:
  struct Point {
    Day date;
    Decimal value;
    friend bool operator==(const Point&, const Point&) = default;
  };
  [[nodiscard]] bool has(std::string_view key, Day date) const;
  // Whether `value` may be set: the key has no fixing yet, or only fixings in the same units.
  [[nodiscard]] bool accepts(std::string_view key, const Rate& value) const;
  void set(std::string_view key, const Rate& value, Day date);
  // The latest fixing on or before `day`, in the direction in which it was fixed, of the series
  // that values the pair: the first of `chosen` that is of the pair, else the one that was fixed
  // first. A series may fix the pair in either direction. nullopt if that series has no value by
  // then.
  [[nodiscard]] std::optional<Rate> find(Commodity one, Commodity other, Day day,
                                         std::span<const std::string> chosen) const;
  // All fixings of a key, by date; null if there are none.
  [[nodiscard]] const std::vector<Point>* by_key(std::string_view key) const;
  friend bool operator==(const Fixings&, const Fixings&) = default;

 private:
  struct Series {
    std::string key;
    Commodity numerator;
    Commodity denominator;
    std::vector<Point> points;
    friend bool operator==(const Series&, const Series&) = default;
  };
  std::vector<Series> series_;
};

struct Window {
  std::string name;
  Day from;
  Day to;                          // first day after it; moved by window.closed
  std::vector<std::string> lines;  // empty: all; likewise below
  std::vector<std::string> purposes;
  std::vector<std::string> places;
  InFlight in_flight = InFlight::run_off;

  [[nodiscard]] bool covers(std::string_view line, std::string_view purpose,
                            std::string_view place) const;
  friend bool operator==(const Window&, const Window&) = default;
};

class Windows {
  friend struct StateParts;

 public:
  [[nodiscard]] const Window* find(std::string_view name) const;
  void open(const WindowOpened& event);
  void close(std::string_view name, Day from);
  // The newest window that covers all three on `day`; null if there is none. An empty purpose means
  // an incoming payment, which a window for any purpose covers.
  [[nodiscard]] const Window* covering(std::string_view line, std::string_view purpose,
                                       std::string_view place, Day day) const;
  // The first day on or after `day` that no window covers.
  [[nodiscard]] Day covered_until(std::string_view line, std::string_view purpose,
                                  std::string_view place, Day day) const;
  [[nodiscard]] const std::vector<Window>& all() const { return windows_; }
  friend bool operator==(const Windows&, const Windows&) = default;

 private:
  std::vector<Window> windows_;
};

// Goods and other uses that the agreement lists, with their purposes, over time.
class Listings {
  friend struct StateParts;

 public:
  // Purpose under which the good is listed on `day`; empty if it is not.
  [[nodiscard]] std::string_view purpose_of(std::string_view good, Day day) const;
  [[nodiscard]] bool purpose_listed(std::string_view purpose, Day day) const;
  void set(std::string_view good, std::string_view purpose, Day from, bool listed);
  friend bool operator==(const Listings&, const Listings&) = default;

 private:
  struct Change {
    std::string good;
    std::string purpose;
    Day from;
    bool listed;
    friend bool operator==(const Change&, const Change&) = default;
  };
  std::vector<Change> changes_;  // by day, then in booking order
};

struct Limit {
  LimitSet terms;
  Day from;
  friend bool operator==(const Limit&, const Limit&) = default;
};

class Limits {
  friend struct StateParts;

 public:
  void set(const LimitSet& terms, Day from);
  // Limits of the account in force on `day`, the newest of each name.
  [[nodiscard]] std::vector<const Limit*> on_account(std::string_view account, Day day) const;
  [[nodiscard]] bool empty() const { return limits_.empty(); }
  [[nodiscard]] const std::vector<Limit>& all() const { return limits_; }
  friend bool operator==(const Limits&, const Limits&) = default;

 private:
  std::vector<Limit> limits_;
};

class Freezes {
  friend struct StateParts;

 public:
  [[nodiscard]] bool frozen(std::string_view account, EntrySide side, Day day) const;
  void set(std::string_view account, EntrySide side, Day from, bool frozen);
  friend bool operator==(const Freezes&, const Freezes&) = default;

 private:
  struct Change {
    std::string account;
    EntrySide side;
    Day from;
    bool frozen;
    friend bool operator==(const Change&, const Change&) = default;
  };
  std::vector<Change> changes_;  // by day, then in booking order
};

// Half-open spans of days already booked under a name (deliveries of a meter, interest of an
// account ...).
class Spans {
  friend struct StateParts;

 public:
  [[nodiscard]] bool contains(std::string_view name) const;
  [[nodiscard]] bool overlaps(std::string_view name, Day from, Day to) const;
  void add(std::string_view name, Day from, Day to);
  void remove(std::string_view name, Day from, Day to);
  friend bool operator==(const Spans& a, const Spans& b) { return a.named_ == b.named_; }

 private:
  struct Span {
    Day from;
    Day to;
    friend bool operator==(const Span&, const Span&) = default;
  };
  struct OfName {
    std::string name;
    std::vector<Span> spans;  // by start
    friend bool operator==(const OfName&, const OfName&) = default;
  };
  [[nodiscard]] std::uint32_t find(std::string_view name) const;

  SegmentedVector<OfName> named_;
  HashIndex by_name_;
};

}  // namespace setoff
