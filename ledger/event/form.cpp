#include "ledger/event/form.h"

#include <algorithm>

namespace setoff {
namespace {

constexpr std::string_view kOneSpelling[] = {"by",       "requested_by", "who",   "payer", "payee",
                                             "supplier", "seller",       "party", "bank"};
constexpr std::uint32_t kTheirSizes = [] {
  std::uint32_t sizes = 0;
  for (const auto& one : kOneSpelling)
    sizes |= 1U << one.size();
  return sizes;
}();

// A key must be in normal form, so that two ids that read alike are equal.
bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= 256 && is_normal_text(text);
}
constexpr std::string_view kKeyForm =
    "must be text of 1 to 256 bytes in Unicode's composed form (NFC), without control or direction "
    "characters";

// Visits the members of an event's data and keeps the first error.
class FormCheck {
 public:
  explicit FormCheck(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  template <class Value>
  void operator()(std::string_view member, const Value& value, std::string_view) {
    if (!error_) check(member, value);
  }

 private:
  void fail(std::string_view member, std::string detail) {
    error_ = Error(Code::bad_field, std::move(detail), path_ + "." + std::string(member));
  }

  void check(std::string_view member, const std::string& name) {
    if (is_segment(name)) return;
    if (names_a_party(member)) {
      const auto right = as_segment(name);
      return fail(member, "'" + name + "' is not a name of lower-case letters, digits and hyphens" +
                              (right.empty() ? "" : "; write '" + right + "'"));
    }
    if (!is_name(name))
      fail(member, "'" + name + "' is not a name of letters, digits and . _ / -, 1 to 64 long");
  }
  void check(std::string_view member, const Text& text) {
    if (!is_text(text.value))
      fail(member, "not valid text of at most 1,000 bytes without control characters");
  }
  template <class Kind>
  void check(std::string_view member, const Amount<Kind>& amount) {
    if (!amount.kind().commodity().valid()) return fail(member, "the amount is missing");
    if (!amount.is_positive() && !may_be_any_amount(member))
      fail(member, amount.text() + " is not above zero; the type of the event gives the direction");
  }
  void check(std::string_view member, const Rate& rate) {
    if (rate.value.mantissa() <= 0) return fail(member, "a rate must be above zero");
    if (!rate.numerator.valid() || !rate.denominator.valid())
      fail(member, "a rate is a number with its two units");
  }
  void check(std::string_view member, Decimal value) {
    if (value.mantissa() < 0) fail(member, value.text() + " is below zero");
  }
  void check(std::string_view member, Currency currency) {
    if (!currency.commodity().valid() && member != kPivot) fail(member, "the currency is missing");
  }
  void check(std::string_view member, Unit unit) {
    if (!unit.commodity().valid()) fail(member, "the unit is missing");
  }
  void check(std::string_view member, Day day) {
    if (day < kFirstDay || day > kLastDay) fail(member, "outside 1900-01-01 to 2199-12-31");
  }
  template <class Value>
  void check(std::string_view member, const std::optional<Value>& value) {
    if (value) check(member, *value);
  }
  template <class Value>
  void check(std::string_view member, const std::vector<Value>& values) {
    for (const auto& value : values)
      if (!error_) check(member, value);
  }
  template <class Value>
  void check(std::string_view member, const Value& value) {
    if constexpr (requires { Value::fields(value, *this); }) {
      const auto outer = path_.size();
      path_.append(".").append(member);
      Value::fields(value, *this);
      path_.resize(outer);
    }
  }

  std::string path_;
  std::optional<Error> error_;
};

// A party, or a party and its user: "gas/tess".
bool is_submitter(std::string_view text) {
  const auto slash = text.find('/');
  return is_name(text.substr(0, slash)) &&
         (slash == std::string_view::npos || is_name(text.substr(slash + 1)));
}

}  // namespace

bool may_be_any_amount(std::string_view member) {
  return member == "value" || member == "opening" || member == "closing";
}

bool names_a_party(std::string_view member) {
  const bool of_such_size = member.size() < 32 && (kTheirSizes >> member.size() & 1U) != 0;
  return of_such_size && std::ranges::find(kOneSpelling, member) != std::end(kOneSpelling);
}

Status check_form(const Event& event) {
  if (!is_key(event.key.source)) return Error(Code::bad_field, std::string(kKeyForm), "source");
  if (!is_key(event.key.id)) return Error(Code::bad_field, std::string(kKeyForm), "id");
  if (!event.submitter.empty() && !is_submitter(event.submitter))
    return Error(Code::bad_field,
                 "'" + event.submitter + "' is not a party, or a party and its user as party/user",
                 "submitter");
  if (!event.signatures.empty())
    return Error(Code::bad_field, "signed events are not booked by this version", "signatures");
  if (event.value_date < kFirstDay || event.value_date > kLastDay)
    return Error(Code::bad_field, "outside 1900-01-01 to 2199-12-31", "data.value_date");
  FormCheck check("data");
  std::visit(
      [&](const auto& data) {
        if constexpr (requires { std::decay_t<decltype(data)>::fields(data, check); })
          std::decay_t<decltype(data)>::fields(data, check);
      },
      event.data);
  if (check.error()) return *check.error();
  if (!event.override_closed) return Ok{};
  FormCheck of_override("data.override");
  Override::fields(*event.override_closed, of_override);
  if (of_override.error()) return *of_override.error();
  return Ok{};
}

}  // namespace setoff
