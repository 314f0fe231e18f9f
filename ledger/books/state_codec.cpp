#include "ledger/books/state_codec.h"

#include <algorithm>
#include <variant>

#include "ledger/books/state_parts.h"

namespace setoff {
namespace {

// Table rows that one errand reads: a multiple of the block size.
constexpr std::size_t kRun = 64 * SegmentedVector<int>::kBlock;

constexpr std::uint32_t kNoCell = 0xFFFFFFFFU;

// One overload for each form of value; values with parts are written part by part.
class StateWriter {
 public:
  explicit StateWriter(FlatWriter& out) : out_(out) {}

  template <FlatValue Value>
    requires(!HasParts<const Value>)
  void put(const Value& value) {
    out_.raw(value);
  }
  void put(const std::string& text) { out_.text(text); }
  void put(const Text& text) { out_.text(text.value); }
  void put(InternedName name) { out_.text(name.view()); }
  template <class Value>
  void put(const Indirect<Value>& box) {
    put(*box);
  }
  void put(const Decimal& decimal) {
    put(decimal.mantissa());
    put(static_cast<std::int8_t>(decimal.exponent()));
  }
  template <class AccountKind>
  void put(const Amount<AccountKind>& amount) {
    put(amount.minor());
    put(amount.kind());
  }
  void put(const DatedPoints& points) {
    put(static_cast<std::uint32_t>(points.view().size()));
    for (const auto& point : points.view()) {
      put(point.day);
      put(point.total());
    }
  }
  void put(const HashIndex& /*index*/) {}  // rebuilt from the names
  template <class Value>
    requires HasParts<const Value>
  void put(const Value& value) {
    std::apply([this](const auto&... parts) { (this->put(parts), ...); }, StateParts::of(value));
  }
  template <class Value>
  void put(const std::optional<Value>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class A, class B>
  void put(const std::pair<A, B>& pair) {
    put(pair.first);
    put(pair.second);
  }
  template <class... Values>
  void put(const std::variant<Values...>& value) {
    put(static_cast<std::uint8_t>(value.index()));
    std::visit([this](const auto& held) { this->put(held); }, value);
  }
  template <class Value>
  void put(const std::vector<Value>& values) {
    if constexpr (FlatValue<Value> && !HasParts<const Value>) {
      out_.count(values.size());
      out_.bytes(values.data(), values.size() * sizeof(Value));
    } else {
      put_each(values);
    }
  }
  template <class Key, class Value, class... Other>
  void put(const std::map<Key, Value, Other...>& values) {
    put_each(values);
  }
  void put(const std::set<Sequence>& values) { put_each(values); }
  template <class Value, std::size_t kSize>
  void put(const std::array<Value, kSize>& values) {
    for (const auto& value : values)
      put(value);
  }
  template <class Value>
  void put(const SegmentedVector<Value>& table) {
    out_.count(table.size());
    for (std::size_t first = 0; first < table.size(); first += kRun) {
      out_.mark();
      for (auto i = first; i < std::min(table.size(), first + kRun); ++i)
        put(table[i]);
      out_.mark();
    }
  }

 private:
  template <class Values>
  void put_each(const Values& values) {
    out_.count(values.size());
    for (const auto& value : values)
      put(value);
  }

  FlatWriter& out_;
};

// Reads the forms that Writing writes.
class StateReader {
 public:
  explicit StateReader(FlatReader& in) : in_(in) {}

  template <FlatValue Value>
    requires std::integral<Value>
  void get(Value& value) {
    if constexpr (std::same_as<Value, bool>)
      value = up_to<std::uint8_t>(2) == 1;
    else
      in_.raw(value);
  }
  template <NamedEnum E>
  void get(E& value) {
    value = static_cast<E>(up_to<std::uint8_t>(std::size(EnumNames<E>::values)));
  }
  void get(AccountKind& kind) {
    kind = static_cast<AccountKind>(
        up_to<std::uint8_t>(static_cast<std::size_t>(AccountKind::q_contra) + 1));
  }
  void get(Day& day) { in_.raw(day); }
  void get(Timestamp& time) { in_.raw(time); }
  void get(AccountId& id) { in_.raw(id); }
  void get(LotId& id) { in_.raw(id); }
  void get(Commodity& commodity) {
    in_.raw(commodity);
    if (commodity == known_) return;
    if (commodity != Commodity() && !Commodity::from_bytes(commodity.bytes()))
      return in_.fail("an unknown commodity");
    known_ = commodity;
  }
  void get(Currency& currency) { get_kind(currency); }
  void get(Unit& unit) { get_kind(unit); }
  void get(std::string& text) { text = in_.text(); }
  void get(Text& text) { text.value = in_.text(); }
  void get(InternedName& name) {
    const auto text = in_.text();
    if (name_ != text) name_ = text;
    name = name_;
  }
  template <class Value>
  void get(Indirect<Value>& box) {
    box = Indirect<Value>(read<Value>());
  }
  void get(Decimal& decimal) {
    const auto mantissa = read<std::int64_t>();
    const int exponent = read<std::int8_t>();
    if (!Decimal::is_canonical(mantissa, exponent))
      return in_.fail("a decimal that is not in its canonical form");
    decimal = Decimal(mantissa, exponent);
  }
  template <class AmountKind>
  void get(Amount<AmountKind>& amount) {
    const auto minor = read<std::int64_t>();
    amount = Amount<AmountKind>(minor, read<AmountKind>());
  }
  void get(DatedPoints& points) {
    constexpr std::size_t kPointSize = sizeof(Day) + sizeof(std::int64_t);
    const auto count = read<std::uint32_t>();
    if (count > in_.remaining() / kPointSize) return in_.fail("more points than there are bytes");
    for (auto* point = points.resize_for_overwrite(count); auto& each : std::span(point, count)) {
      each.day = read<Day>();
      each.set_total(read<std::int64_t>());
    }
  }
  template <HasParts Value>
  void get(Value& value) {
    std::apply([this](auto&... parts) { (this->get(parts), ...); }, StateParts::of(value));
  }
  void get(HashIndex& /*index*/) {}  // see index_names()
  template <class Value>
  void get(std::optional<Value>& value) {
    if (read<bool>()) get(value.emplace());
  }
  template <class A, class B>
  void get(std::pair<A, B>& pair) {
    get(pair.first);
    get(pair.second);
  }
  template <class... Values>
  void get(std::variant<Values...>& value) {
    const auto index = up_to<std::uint8_t>(sizeof...(Values));
    std::size_t i = 0;
    ((i++ == index ? get(value.template emplace<Values>()) : void()), ...);
  }
  template <class Value>
  void get(std::vector<Value>& values) {
    if constexpr (std::same_as<Value, std::uint32_t>) {
      values.resize(in_.count(sizeof(Value)));
      in_.read_bytes(values.data(), values.size() * sizeof(Value));
    } else {
      const auto count = in_.count();
      values.reserve(std::min<std::size_t>(count, kReserveMax));
      for (std::size_t i = 0; i < count && !in_.failed(); ++i)
        get(values.emplace_back());
    }
  }
  template <class Key, class Value, class... Other>
  void get(std::map<Key, Value, Other...>& values) {
    for (auto left = in_.count(); left > 0 && !in_.failed(); --left) {
      std::pair<Key, Value> entry;
      get(entry);
      values.insert(values.end(), std::move(entry));
    }
  }
  void get(std::set<Sequence>& values) {
    for (auto left = in_.count(sizeof(Sequence)); left > 0 && !in_.failed(); --left)
      values.insert(values.end(), read<Sequence>());
  }
  template <class Value, std::size_t kSize>
  void get(std::array<Value, kSize>& values) {
    for (auto& value : values)
      get(value);
  }
  template <class Value>
  void get(SegmentedVector<Value>& table) {
    const auto size = in_.count();
    table.resize_for_overwrite(in_.failed() ? 0 : size);
    for (std::size_t first = 0; first < size && !in_.failed(); first += kRun)
      in_.defer([&table, first, count = std::min(size - first, kRun)](FlatReader& part) {
        StateReader reading(part);
        table.fill(first, count, [&](Value& value) { reading.get(value); });
      });
  }

 private:
  // Limits what is reserved before any value is read: a corrupt count must not cost memory.
  static constexpr std::size_t kReserveMax = std::size_t{1} << 16U;

  template <class Value>
  Value read() {
    Value value{};
    get(value);
    return value;
  }
  template <class Value>
  Value up_to(std::size_t end) {
    Value value{};
    in_.raw(value);
    if (value < end) return value;
    in_.fail("an unknown value of a closed list");
    return 0;
  }
  template <class OfKind>
  void get_kind(OfKind& value) {
    const auto commodity = read<Commodity>();
    if (commodity == Commodity()) return void(value = OfKind());
    const auto found = OfKind::from(commodity);
    if (!found) return in_.fail("a currency where a unit belongs, or the other way");
    value = *found;
  }

  FlatReader& in_;
  Commodity known_;    // the last one that was validated
  InternedName name_;  // the last one that was read
};

// Rebuilds the index of a table over the hashes of its rows.
template <class Row, class HashOf>
void number(const SegmentedVector<Row>& rows, HashIndex& index, HashOf&& hash_of) {
  index = HashIndex();
  index.reserve(rows.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    index.insert(hash_of(rows[i]), i);
}

}  // namespace

void write_state(const State& state, FlatWriter& out) {
  StateWriter(out).put(state);
}

void read_state(FlatReader& in, State& state) {
  StateReader(in).get(state);
}

std::vector<FlatReader::Task> index_names(State& state) {
  const auto errand = [](auto work) {
    return [work]() -> Status {
      work();
      return Ok{};
    };
  };
  return {errand([&state] {
            auto [accounts, places, by_place] = StateParts::of(state.chart);
            number(places, by_place,
                   [](const AccountGroup& group) { return hash_texts(group.object, group.line); });
          }),
          errand([&state] {
            auto [lots, by_name] = StateParts::of(state.lots);
            number(lots, by_name, [](const Lot& lot) { return hash_text(lot.name); });
          }),
          errand([&state] {
            auto [named, by_name] = StateParts::of(state.spans);
            number(named, by_name, [](const auto& of) { return hash_text(of.name); });
          })};
}

Status check_state(const State& state) {
  const auto wrong = [](const char* what) { return Error(Code::corrupt, what); };
  const auto& [accounts, cells, first_of_lot] = StateParts::of(state.balances);
  if (accounts.size() > state.chart.size()) return wrong("balances of an unknown account");
  const auto& [charted, places, by_place] = StateParts::of(state.chart);
  for (std::size_t i = 0; i < places.size(); ++i)
    for (const auto account : places[i].accounts)
      if (account.valid() && account.index() >= charted.size())
        return wrong("a place of an unknown account");
  if (first_of_lot.size() > state.lots.size()) return wrong("balances of an unknown lot");
  for (const auto first : first_of_lot)
    if (first != kNoCell && first >= cells.size()) return wrong("a lot names an unknown balance");
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& cell = cells[i];
    if (cell.account.index() >= accounts.size()) return wrong("a balance of an unknown account");
    if (cell.lot.index() >= first_of_lot.size()) return wrong("a balance of an unknown lot");
    // Chains must lead to earlier cells, so that they end.
    if (cell.next_of_lot != kNoCell && cell.next_of_lot >= i) return wrong("a chain that turns");
  }
  const auto known = [&cells](std::uint32_t cell) { return cell < cells.size(); };
  for (const auto& of : accounts)
    if (!std::ranges::all_of(of.open, known) ||
        !std::ranges::all_of(of.closed, [&](const auto& one) { return known(one.cell); }))
      return wrong("an account names an unknown balance");
  for (std::uint32_t i = 0; i < state.lots.size(); ++i) {
    const auto* credit = state.lots[LotId(i)].facts.find<CreditFacts>();
    if (credit == nullptr) continue;
    for (const auto lot : {credit->release, credit->order})
      if (lot.valid() && lot.index() >= state.lots.size()) return wrong("a credit of no lot");
  }
  return Ok{};
}

}  // namespace setoff
