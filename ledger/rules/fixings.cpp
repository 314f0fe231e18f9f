#include "ledger/rules/fixings.h"

#include "ledger/rules/phrases.h"

namespace setoff {

template <class Kind>
Status check_fixing(const RuleContext& context, const Fixing<Kind>& data) {
  if (data.value.numerator == data.value.denominator)
    return Error(Code::bad_field, data.value.units() + " would fix one unit against itself",
                 "data.value");
  const bool known = context.state.fixings.has(data.key, data.date);
  if (known && !data.supersedes)
    return Error(Code::fixing_exists, "'" + data.key + "' is fixed for " + data.date.text() +
                                          "; say `supersedes: true` to replace it");
  if (!known && data.supersedes)
    return Error(Code::fixing_missing, "there is no fixing of '" + data.key + "' for " +
                                           data.date.text() + " to replace");
  if (!context.state.fixings.accepts(data.key, data.value))
    return Error(Code::currency_mismatch,
                 "the earlier fixings of '" + data.key + "' are not in " + data.value.units(),
                 "data.value");
  return Ok{};
}
template Status check_fixing(const RuleContext&, const PriceFixed&);
template Status check_fixing(const RuleContext&, const RateFixed&);

template <class Kind>
std::string fixing_phrase(const Fixing<Kind>& data) {
  return data.key + " " + data.value.text() + " (" + std::string(enum_name(data.tag)) +
         quoted_phrase(data.source) + ")";
}
template std::string fixing_phrase(const PriceFixed&);
template std::string fixing_phrase(const RateFixed&);

}  // namespace setoff
