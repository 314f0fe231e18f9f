#include "ledger/audit/party_laws.h"

#include <algorithm>

#include "ledger/base/characters.h"
#include "ledger/base/text_value.h"

namespace setoff {
namespace {

// Lower-case letters and digits, and hyphens after the first character.
bool has_one_form(std::string_view name) {
  return !name.empty() && is_lower_or_digit(name.front()) &&
         std::ranges::all_of(name, [](char c) { return is_lower_or_digit(c) || c == '-'; });
}

class PartyLaw {
 public:
  PartyLaw(const Agreement& agreement, std::vector<LawBreach>& breaches)
      : agreement_(agreement), breaches_(breaches) {}

  // Visits the members of an event's data, recursively.
  template <class Value>
  void operator()(std::string_view member, const Value& value, std::string_view) {
    if constexpr (std::is_same_v<Value, std::string>)
      check_form(member, value);
    else if constexpr (requires { Value::fields(value, *this); })
      Value::fields(value, *this);
    else if constexpr (requires { value.has_value(); })
      each_in(member, value);
    else if constexpr (requires { value.begin(); })
      for (const auto& item : value)
        (*this)(member, item, {});
  }

  template <class Data>
  void check_roles(const Data&) {}
  void check_roles(const PaymentReceived& data) { need_abroad("payer", data.payer); }
  void check_roles(const OrderPlaced& data) { need_abroad("supplier", data.supplier); }
  void check_roles(const PurposePaid& data) { need_abroad("payee", data.payee); }
  void check_roles(const ReleaseRequested& data) {
    if (data.payee) need_abroad("payee", *data.payee);
  }
  void check_roles(const InvoiceIssued& data) {
    if (data.seller) need_abroad("seller", *data.seller);
  }
  void check_roles(const KeyAdded& data) {
    if (agreement_.find_party(data.party) == nullptr) breach("party", data.party, "nobody knows");
  }

 private:
  template <class Value>
  void each_in(std::string_view member, const std::optional<Value>& value) {
    if (value) (*this)(member, *value, {});
  }
  void check_form(std::string_view member, const std::string& name) {
    constexpr std::string_view kOfPersons[] = {
        "by", "requested_by", "who", "payer", "payee", "supplier", "seller", "party", "bank"};
    if (std::ranges::find(kOfPersons, member) != std::end(kOfPersons) && !has_one_form(name))
      breach(member, name, "is not in the one form of names");
  }
  void need_abroad(std::string_view role, const std::string& name) {
    const auto* party = agreement_.find_party(name);
    if (party == nullptr) return breach(role, name, "is not in the agreement");
    if (party->side != Side::abroad) breach(role, name, "is on the owner's side");
  }
  void breach(std::string_view member, const std::string& name, std::string_view what) {
    breaches_.push_back({Law::parties_are_known,
                         "the " + std::string(member) + " '" + name + "' " + std::string(what)});
  }

  const Agreement& agreement_;
  std::vector<LawBreach>& breaches_;
};

}  // namespace

void check_parties(const Agreement& agreement, const Event& event,
                   std::vector<LawBreach>& breaches) {
  for (const auto* key : {&event.key.source, &event.key.id})
    if (!is_normal_text(*key))
      breaches.push_back({Law::parties_are_known, "the key '" + *key + "' is not in its one form"});
  PartyLaw law(agreement, breaches);
  std::visit(
      [&](const auto& data) {
        if constexpr (requires { std::decay_t<decltype(data)>::fields(data, law); }) {
          std::decay_t<decltype(data)>::fields(data, law);
          law.check_roles(data);
        }
      },
      event.data);
  if (event.override_closed) Override::fields(*event.override_closed, law);
}

}  // namespace setoff
