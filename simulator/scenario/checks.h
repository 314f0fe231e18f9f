#pragma once
// Checks of a whole scenario, run once every section has been read without error. Errors:
// contradictions, and what the books would refuse so that no run could begin. Warnings: what is
// valid but cannot have the effect its author intends: a payment after the last day, an account
// that no money reaches, a supplier that no request names. Codes: docs/scenario-language.md.

#include <string>

#include "ledger/text/diagnostic.h"
#include "simulator/scenario/model.h"
#include "simulator/scenario/tree_location.h"

namespace setoff::simulator {

struct CheckContext {
  const Scenario& scenario;
  const Node& tree;    // final: variants and patches applied, marks (source, tag, note) removed
  bool draws = false;  // a non-constant distribution was read
  bool seed_given = false;
  bool other_flows = false;  // a variant changes `flows`, so the file is written for both kinds
  Diagnostics& diagnostics;

  [[nodiscard]] TreeLocation at(std::string_view path) const { return TreeLocation(tree).at(path); }
  void error(const std::string& path, std::string code, std::string message,
             std::string help = {}) const {
    diagnostics.error(std::move(code), at(path).span(), std::move(message), {}, std::move(help));
  }
  void error_at(Span span, std::string code, std::string message, std::string help = {}) const {
    diagnostics.error(std::move(code), span, std::move(message), {}, std::move(help));
  }
  void warning(const std::string& path, std::string code, std::string message,
               std::string help) const {
    diagnostics.warning(std::move(code), at(path).span(), std::move(message), std::move(help));
  }
};

// "releases.requests[2]".
[[nodiscard]] inline std::string item_path(std::string_view list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

void check_rates(const CheckContext& file);    // currencies without a rate
void check_parties(const CheckContext& file);  // sides, owners, payees at home
void check_data(const CheckContext& file);     // series that begin late or end early
void check_two_way(const CheckContext& file);  // purchases and settlements that the books refuse
void check_limits(const CheckContext& file);   // limits of the wrong kind, or against each other
void check_shares(const CheckContext& file);   // shares that come to more than all of it
void check_conversions(const CheckContext& file);  // currencies, and the bank's own rates
void warn_outside(const CheckContext& file);       // dated items outside the run
void warn_accounts(const CheckContext& file);      // accounts that money cannot reach or leave
void warn_releases(const CheckContext& file);      // requests never spent, goods never paid for
void warn_windows(const CheckContext& file);       // movements that no window covers
void warn_conduct(const CheckContext& file);       // behaviours and rules that never act
void warn_clipping(const CheckContext& file);      // flows above capacity or contract
void warn_unlikely(const CheckContext& file);      // figures that can hardly be meant
void warn_at_once(const CheckContext& file);       // rules and limits that hold on the first day
void warn_always_zero(const CheckContext& file);   // observations of what the account does not have

// Runs all of the above, and the checks of single sections that need the whole scenario.
void check_scenario(const CheckContext& file);

}  // namespace setoff::simulator
