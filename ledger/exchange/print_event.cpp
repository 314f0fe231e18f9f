#include "ledger/base/check.h"
#include "ledger/exchange/event_json.h"
#include "ledger/exchange/json_write.h"

namespace setoff {
namespace {

// Visits the members of a struct and writes each.
class MemberPrinter {
 public:
  explicit MemberPrinter(JsonWriter& writer) : writer_(writer) {}

  template <class T>
  void operator()(std::string_view name, const T& member, std::string_view) {
    if (absent(member)) return;
    writer_.key(name);
    value(member);
  }

 private:
  template <class T>
  static bool absent(const T&) {
    return false;
  }
  template <class T>
  static bool absent(const std::optional<T>& member) {
    return !member.has_value();
  }
  static bool absent(const Currency& member) { return !member.commodity().valid(); }
  static bool absent(const Unit& member) { return !member.commodity().valid(); }

  void value(const std::string& member) { writer_.string(member); }
  void value(const Text& member) { writer_.string(member.value); }
  void value(const Day& member) { writer_.string(member.text()); }
  void value(const Decimal& member) { writer_.string(member.text()); }
  void value(const Rate& member) { writer_.string(member.text()); }
  void value(const Currency& member) { writer_.string(member.code()); }
  void value(const Unit& member) { writer_.string(member.code()); }
  void value(bool member) { writer_.boolean(member); }
  void value(int member) { writer_.integer(member); }
  void value(std::uint64_t member) { writer_.count(member); }
  template <class Kind>
  void value(const Amount<Kind>& member) {
    writer_.string(member.text());
  }
  template <NamedEnum E>
  void value(E member) {
    writer_.string(enum_name(member));
  }
  template <class T>
  void value(const std::optional<T>& member) {
    value(*member);
  }
  template <class T>
  void value(const std::vector<T>& members) {
    writer_.begin_array();
    for (const auto& member : members)
      value(member);
    writer_.end_array();
  }
  template <class T>
    requires requires(const T& t, MemberPrinter& p) { T::fields(t, p); }
  void value(const T& member) {
    writer_.begin_object();
    T::fields(member, *this);
    writer_.end_object();
  }

  JsonWriter& writer_;
};

void print_data(const Event& event, JsonWriter& writer) {
  writer.begin_object();
  MemberPrinter print(writer);
  print("value_date", event.value_date, {});
  print("override", event.override_closed, {});
  std::visit(
      [&]<class T>(const T& data) {
        if constexpr (!std::is_same_v<T, std::monostate>) T::fields(data, print);
      },
      event.data);
  writer.end_object();
}

}  // namespace

void print_event(const Event& event, const std::optional<RecordedOutcome>& outcome,
                 std::string& out) {
  SETOFF_CHECK(!std::holds_alternative<std::monostate>(event.data));
  JsonWriter writer(out);
  writer.begin_object();
  writer.key("specversion").string("1.0");
  writer.key("id").string(event.key.id);
  writer.key("source").string(event.key.source);
  writer.key("type").string(with_type_prefix(event.type_name()));
  writer.key("time").string(event.time.text());
  if (event.booked) writer.key("bookedtime").string(event.booked->text());
  if (!event.submitter.empty()) writer.key("submitter").string(event.submitter);
  if (outcome)
    writer.key("outcome").string(
        outcome->refusal ? "refused:" + std::string(info_of(*outcome->refusal).name) : "booked");
  writer.key("datacontenttype").string("application/json");
  writer.key("data");
  print_data(event, writer);
  writer.end_object();
}

void print_event(const Entry& entry, std::string& out) {
  print_event(entry.event, RecordedOutcome{entry.refusal}, out);
}

}  // namespace setoff
