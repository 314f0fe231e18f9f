#include "ledger/crypto/curve_point.h"

#include <openssl/bn.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "ledger/base/check.h"

namespace setoff {
namespace {

struct FreeNumber {
  void operator()(BIGNUM* number) const { BN_free(number); }
};
struct FreeScratch {
  void operator()(BN_CTX* scratch) const { BN_CTX_free(scratch); }
};
using Number = std::unique_ptr<BIGNUM, FreeNumber>;
using Scratch = std::unique_ptr<BN_CTX, FreeScratch>;

Number new_number() {
  Number number(BN_new());
  SETOFF_CHECK(number != nullptr);
  return number;
}

Number from_hex_digits(const char* digits) {
  BIGNUM* number = nullptr;
  SETOFF_CHECK(BN_hex2bn(&number, digits) > 0);
  return Number(number);
}

// 2^255 - 19.
const BIGNUM* field_prime() {
  static const Number prime =
      from_hex_digits("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
  return prime.get();
}

// d of the curve -x^2 + y^2 = 1 + d x^2 y^2 (RFC 8032 section 5.1), -121665/121666.
const BIGNUM* curve_constant() {
  static const Number constant =
      from_hex_digits("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3");
  return constant.get();
}

// The y coordinates of the eight points whose order divides 8: 1, -1, 0 and the two of order 8.
bool has_small_order(const BIGNUM* y) {
  static const std::array<Number, 5> small = {
      from_hex_digits("01"),
      from_hex_digits("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"),
      from_hex_digits("00"),
      from_hex_digits("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826"),
      from_hex_digits("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7")};
  return std::ranges::any_of(small, [y](const Number& s) { return BN_cmp(y, s.get()) == 0; });
}

// Whether x^2 = (y^2 - 1) / (d y^2 + 1) has a solution, by Euler's criterion on (y^2 - 1)(d y^2 +
// 1), which is a square exactly when the quotient is; d y^2 + 1 is never zero, since -1/d is not a
// square.
bool is_on_curve(const BIGNUM* y) {
  const BIGNUM* const p = field_prime();
  const Scratch scratch(BN_CTX_new());
  SETOFF_CHECK(scratch != nullptr);
  const Number square = new_number();
  const Number left = new_number();
  const Number right = new_number();
  bool ok = BN_mod_sqr(square.get(), y, p, scratch.get()) == 1;
  ok = ok && BN_mod_sub(left.get(), square.get(), BN_value_one(), p, scratch.get()) == 1;
  ok = ok && BN_mod_mul(right.get(), curve_constant(), square.get(), p, scratch.get()) == 1;
  ok = ok && BN_mod_add(right.get(), right.get(), BN_value_one(), p, scratch.get()) == 1;
  ok = ok && BN_mod_mul(left.get(), left.get(), right.get(), p, scratch.get()) == 1;
  SETOFF_CHECK(ok);
  if (BN_is_zero(left.get())) return true;
  const Number exponent = new_number();
  ok = BN_rshift1(exponent.get(), p) == 1;  // (p - 1) / 2
  ok = ok && BN_mod_exp(right.get(), left.get(), exponent.get(), p, scratch.get()) == 1;
  SETOFF_CHECK(ok);
  return BN_is_one(right.get());
}

}  // namespace

PointForm classify_point(Bytes bytes) {
  SETOFF_CHECK(bytes.size() == 32);
  std::array<unsigned char, 32> little_endian{};
  std::ranges::transform(bytes, little_endian.begin(),
                         [](std::byte b) { return std::to_integer<unsigned char>(b); });
  little_endian[31] &= 0x7FU;  // the top bit is the sign of x
  const Number y(BN_lebin2bn(little_endian.data(), 32, nullptr));
  SETOFF_CHECK(y != nullptr);
  if (BN_cmp(y.get(), field_prime()) >= 0) return PointForm::not_canonical;
  if (has_small_order(y.get())) return PointForm::small_order;
  return is_on_curve(y.get()) ? PointForm::good : PointForm::not_on_curve;
}

}  // namespace setoff
