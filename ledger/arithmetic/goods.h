#pragma once
// Goods of an order that are paid for before they arrive, or after: which part of a payment or of a
// landing settles the other, and how the value divides into transit, landed and lost. Quantities in
// minor units of the order's unit, values in minor units of the book currency; none is negative.
// Source: docs/events-and-postings.md, credit.honoured and goods.landed.

#include <cstdint>
#include <optional>

#include "ledger/base/rounding.h"

namespace setoff {

struct GoodsProgress {
  std::int64_t landed = 0;
  std::int64_t short_landed = 0;       // what turned out to be missing
  std::int64_t paid = 0;               // quantity paid for
  std::int64_t settled = 0;            // both paid for and arrived or missing
  std::int64_t lost_from_transit = 0;  // of that, what is missing
};

// A quantity both paid for and arrived, and what is missing of it, rounded half to even.
struct SettledGoods {
  std::int64_t quantity = 0;
  std::int64_t short_quantity = 0;

  friend bool operator==(const SettledGoods&, const SettledGoods&) = default;
};
// The part of a quantity being paid that arrived before.
[[nodiscard]] SettledGoods settled_by_payment(const GoodsProgress& order, std::int64_t quantity);
// The part of what lands, with what is missing, that was paid for before. The sum of both must fit
// into 64 bits.
[[nodiscard]] SettledGoods settled_by_landing(const GoodsProgress& order, std::int64_t landed,
                                              std::int64_t missing);

// The three add up to the value that was divided.
struct GoodsValue {
  std::int64_t transit = 0;  // paid for, not arrived
  std::int64_t landed = 0;
  std::int64_t lost = 0;

  friend bool operator==(const GoodsValue&, const GoodsValue&) = default;
};
// Divides the price of `quantity` (> 0), of which `arrived` arrived before. nullopt if a share does
// not fit into 64 bits.
[[nodiscard]] std::optional<GoodsValue> value_when_paid(std::int64_t value, std::int64_t quantity,
                                                        const SettledGoods& arrived,
                                                        Rounding rounding);
// Divides the value in transit for `waiting` (> 0), a quantity paid for, when `settled` of it
// arrives as a part of `landed` and `missing`. nullopt as above.
[[nodiscard]] std::optional<GoodsValue> value_when_landed(std::int64_t value, std::int64_t waiting,
                                                          std::int64_t settled, std::int64_t landed,
                                                          std::int64_t missing, Rounding rounding);

}  // namespace setoff
