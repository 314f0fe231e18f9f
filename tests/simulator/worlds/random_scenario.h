#pragma once
// A random but sensible scenario as text, with every block of the language: one to three lines,
// accounts of all kinds in two or three currencies, windows with gaps, requests, conversions,
// transfers, uses, limits, goods, rules of the seller, shocks, data. The same seed gives the same
// text with every compiler, and with a variation all else stays as it is.

#include <cstdint>
#include <string>

namespace setoff::simulator::tests {

struct Variation {
  int later_days = 0;  // by which the buyer pays his invoices later
  // Without what answers to payments or holds them up: rules of the seller, pressure, regimes,
  // limits, payments that go to whatever line is open, and arrears where the oldest claim is paid
  // first (what is overdue then follows from when others paid).
  bool paying_only = false;
  bool inserted = false;  // in every list one entry more, at work on the last day only
};

[[nodiscard]] std::string random_scenario(std::uint64_t seed, const Variation& variation = {});

}  // namespace setoff::simulator::tests
