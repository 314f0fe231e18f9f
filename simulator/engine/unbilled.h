#pragma once
// Unbilled: what a contract delivered since its last invoice, one slice per run of days at the same
// price, and the day from which the next invoice counts. For contracts of either direction. And
// IssuedInvoice, what became of it.

#include <string>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/books/lots.h"
#include "ledger/event/event.h"
#include "simulator/scenario/model.h"

namespace setoff::simulator {

class Unbilled {
 public:
  Unbilled() = default;
  explicit Unbilled(Day first) : from_(first) {}

  [[nodiscard]] Day from() const { return from_; }
  [[nodiscard]] const std::vector<Slice>& slices() const { return slices_; }
  // Errors: overflow.
  [[nodiscard]] Status add(const Slice& slice);
  [[nodiscard]] std::int64_t quantity() const;  // in minor units
  // Takes off what is not billed, the last deliveries first; at most quantity().
  void take_last(std::int64_t quantity);
  // All of it was invoiced, up to the day before `day`.
  void billed(Day day);
  // For memory.h.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(from_, slices_);
  }

 private:
  Day from_;
  std::vector<Slice> slices_;
};

// An invoice, or another claim for a contract, that was booked today.
struct IssuedInvoice {
  std::string name;
  LineRef line;
  Day date;
  Day due;
  Money amount;  // book currency
  ClaimKind kind = ClaimKind::billed;
};

// What a contract delivers in a day, at its price.
[[nodiscard]] Slice slice_of(const Contract& contract, Quantity quantity, const Rate& price);
// The first day after a period of invoices.
[[nodiscard]] bool invoice_period_ended(const Scenario& scenario, const Contract& contract,
                                        Day day);
// "gas-1399-01" or "gas-2020-03" for a month, with the date for a day.
[[nodiscard]] std::string invoice_name(const Contract& contract, Day first, Calendar calendar);

}  // namespace setoff::simulator
