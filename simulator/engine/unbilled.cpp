#include "simulator/engine/unbilled.h"

#include <algorithm>

#include "ledger/text/date_text.h"

namespace setoff::simulator {

Status Unbilled::add(const Slice& slice) {
  if (slices_.empty() || slices_.back().price != slice.price || slices_.back().heat != slice.heat) {
    slices_.push_back(slice);
    return Ok{};
  }
  SETOFF_TRY(sum, setoff::add(slices_.back().quantity, slice.quantity));
  slices_.back().quantity = sum;
  return Ok{};
}

std::int64_t Unbilled::quantity() const {
  std::int64_t sum = 0;
  for (const Slice& slice : slices_)
    sum += slice.quantity.minor();
  return sum;
}

void Unbilled::take_last(std::int64_t quantity) {
  while (quantity > 0 && !slices_.empty()) {
    Quantity& last = slices_.back().quantity;
    const auto part = std::min(quantity, last.minor());
    last = Quantity(last.minor() - part, last.kind());
    quantity -= part;
    if (last.is_zero()) slices_.pop_back();
  }
}

void Unbilled::billed(Day day) {
  from_ = day;
  slices_.clear();
}

Slice slice_of(const Contract& contract, Quantity quantity, const Rate& price) {
  const bool by_heat = contract.heat_content && contract.price_unit != contract.unit;
  return {quantity, price, by_heat ? contract.heat_content : std::nullopt};
}

bool invoice_period_ended(const Scenario& scenario, const Contract& contract, Day day) {
  if (day == scenario.time.from) return false;
  return contract.invoice == InvoiceCycle::daily || month_start(day, scenario.time.months) == day;
}

std::string invoice_name(const Contract& contract, Day first, Calendar calendar) {
  const std::string date = format_date(first, calendar);
  return ledger_name(contract.name) + "-" +
         (contract.invoice == InvoiceCycle::daily ? date : date.substr(0, date.rfind('-')));
}

}  // namespace setoff::simulator
