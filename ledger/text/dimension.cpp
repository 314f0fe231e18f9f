#include "ledger/text/dimension.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace setoff {
namespace {

std::string power_text(const Dimension::Power& power) {
  const int halves = power.halves < 0 ? -power.halves : power.halves;
  const std::string code(power.base.code());
  if (halves == 2) return code;
  if (halves == 1) return "sqrt(" + code + ")";
  return halves % 2 == 0 ? code + "^" + std::to_string(halves / 2)
                         : code + "^" + std::to_string(halves) + "/2";
}

}  // namespace

std::string_view name_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::day:
      return "day";
    case TimeUnit::business_day:
      return "business day";
    case TimeUnit::month:
      return "month";
    case TimeUnit::year:
      return "year";
  }
  return "";
}

std::string_view BaseUnit::code() const {
  if (!is_time()) {
    // The view points into this object, not into a temporary.
    return commodity_.code();
  }
  return name_of(time_);
}

void Dimension::multiply(BaseUnit base, int halves) {
  const auto place = std::ranges::lower_bound(powers_, base, {}, &Power::base);
  if (place == powers_.end() || place->base != base) {
    if (halves != 0) powers_.insert(place, Power{base, halves});
    return;
  }
  place->halves += halves;
  if (place->halves == 0) powers_.erase(place);
}

int Dimension::halves_of(BaseUnit base) const {
  const auto found = std::ranges::find(powers_, base, &Power::base);
  return found == powers_.end() ? 0 : found->halves;
}

std::string Dimension::text() const {
  std::string over;
  std::string under;
  for (const auto& power : powers_) {
    if (power.halves > 0)
      over += (over.empty() ? "" : "*") + power_text(power);
    else
      under += "/" + power_text(power);
  }
  if (over.empty() && !under.empty()) over = "1";
  return over + under;
}

Dimension operator*(const Dimension& a, const Dimension& b) {
  Dimension product = a;
  for (const auto& power : b.powers_)
    product.multiply(power.base, power.halves);
  return product;
}

Dimension operator/(const Dimension& a, const Dimension& b) {
  Dimension quotient = a;
  for (const auto& power : b.powers_)
    quotient.multiply(power.base, -power.halves);
  return quotient;
}

Dimension Dimension::root() const {
  Dimension out;
  for (const auto& power : powers_) {
    SETOFF_CHECK(power.halves % 2 == 0);
    out.multiply(power.base, power.halves / 2);
  }
  return out;
}

}  // namespace setoff
