#include "tests/support/random_events.h"

#include <string>
#include <string_view>

namespace setoff::tests {
namespace {

// Fills members by their types.
class Filler {
 public:
  explicit Filler(std::mt19937_64& random) : random_(random) {}

  Event event(EventType type) {
    Event event;
    event.key = {"/" + name(), name()};
    event.time = timestamp();
    if (coin()) event.booked = timestamp();
    fill(event.value_date);
    if (coin()) fill(event.override_closed.emplace());
    if (coin()) event.submitter = name();
    event.data = empty_data(type);
    visit_data(event.data, [&]<class T>(T& data) {
      if constexpr (!std::is_same_v<T, std::monostate>) fill(data);
    });
    return event;
  }

 private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool coin() { return below(2) == 0; }
  Timestamp timestamp() {
    return Timestamp(static_cast<std::int64_t>(below(4'000'000'000'000'000)));
  }
  std::string name() {
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::string text;
    for (auto size = 1 + below(20); size > 0; --size)
      text += kLetters[below(kLetters.size())];
    return text;
  }
  void fill(std::string& out) { out = name(); }
  void fill(Text& out) {
    constexpr std::string_view kPieces[] = {"a", " ", "\"", "\\", "/", "é", "گاز", "€", "{", ","};
    for (auto size = below(12); size > 0; --size)
      out.value += kPieces[below(std::size(kPieces))];
  }
  void fill(Day& out) { out = kFirstDay + static_cast<int>(below(100'000)); }
  void fill(Decimal& out) {
    out = Decimal(static_cast<std::int64_t>(below(2'000'000'000)) - 1'000'000'000,
                  -static_cast<int>(below(9)));
  }
  void fill(Commodity& out) {
    constexpr std::string_view kCodes[] = {"EUR", "IQD", "USD", "JPY", "m3", "MWh", "t", "MMBtu"};
    out = *find_commodity(kCodes[below(std::size(kCodes))]);
  }
  void fill(Rate& out) {
    out.value =
        Decimal(1 + static_cast<std::int64_t>(below(1'000'000'000)), -static_cast<int>(below(9)));
    fill(out.numerator);
    fill(out.denominator);
  }
  void fill(Currency& out) {
    constexpr std::string_view kCodes[] = {"EUR", "IQD", "USD", "JPY"};
    out = *Currency::find(kCodes[below(std::size(kCodes))]);
  }
  void fill(Unit& out) { out = Unit::all()[below(Unit::all().size())]; }
  template <class AccountKind>
  void fill(Amount<AccountKind>& out) {
    AccountKind kind;
    fill(kind);
    const std::int64_t edges[] = {0, 1, -1, INT64_MAX, INT64_MIN};
    out = {coin() ? static_cast<std::int64_t>(random_()) : edges[below(std::size(edges))], kind};
  }
  void fill(bool& out) { out = coin(); }
  void fill(int& out) { out = static_cast<int>(below(1'000)); }
  void fill(std::uint64_t& out) { out = coin() ? random_() : below(100); }
  template <NamedEnum E>
  void fill(E& out) {
    out = static_cast<E>(below(std::size(EnumNames<E>::values)));
  }
  template <class T>
  void fill(std::optional<T>& out) {
    if (coin()) fill(out.emplace());
  }
  template <class T>
  void fill(std::vector<T>& out) {
    for (auto size = below(4); size > 0; --size)
      fill(out.emplace_back());
  }
  template <class T>
    requires requires(T& t) { T::fields(t, [](auto&&...) {}); }
  void fill(T& out) {
    T::fields(out, [&](std::string_view, auto& member, std::string_view) { fill(member); });
  }

  std::mt19937_64& random_;
};

}  // namespace

Event RandomEvents::event(EventType type) {
  return Filler(random_).event(type);
}

Entry RandomEntries::entry(EventType type) {
  Entry entry;
  entry.sequence = random_();
  entry.event = events_.event(type);
  if (!entry.event.booked)
    entry.event.booked = Timestamp(static_cast<std::int64_t>(random_() >> 1U));
  if (below(4) == 0) entry.refusal = refusal();
  for (auto count = below(4); count > 0; --count)
    entry.links.push_back({static_cast<LinkKind>(below(5)), below(1000)});
  for (auto count = below(5); count > 0; --count)
    entry.postings.push_back(posting());
  return entry;
}

Code RandomEntries::refusal() {
  const auto codes = all_codes();
  for (;;)
    if (const auto& facts = codes[below(codes.size())]; facts.family == Family::refused)
      return facts.code;
}

Posting RandomEntries::posting() {
  Posting posting;
  posting.account = "assets:owner-" + std::to_string(below(9)) + ":claim:buyer:line";
  if (below(2) == 0) posting.lot = "lot-" + std::to_string(below(1000));
  constexpr std::string_view kCodes[] = {"EUR", "IQD", "m3", "MWh"};
  posting.commodity = *find_commodity(kCodes[below(std::size(kCodes))]);
  posting.amount = static_cast<std::int64_t>(random_());
  if (below(2) == 0) posting.previous = random_();
  posting.balance = static_cast<std::int64_t>(random_());
  if (below(3) == 0) posting.value_date = kFirstDay + static_cast<int>(below(100'000));
  return posting;
}

}  // namespace setoff::tests
