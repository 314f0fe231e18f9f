#pragma once
// The checks of a whole scenario, once every section has been read without an error. Errors: what
// contradicts itself, and what the books would refuse so that no run could begin. Warnings: what is
// in order and cannot do what its author means: a payment after the last day, an account that no
// money reaches, a supplier whom no request names. Codes: in docs/scenario-language.md.

#include <string>

#include "ledger/text/diagnostic.h"
#include "simulator/scenario/model.h"
#include "simulator/scenario/spot.h"

namespace setoff::sim {

struct WholeFile {
  const Scenario& scenario;
  const Node& tree;    // final: variants and patches applied, marks taken out
  bool draws = false;  // a law that is not constant was read
  bool seed_given = false;
  bool other_flows = false;  // a variant of the file changes `flows`: both kinds are meant
  Diagnostics& diagnostics;

  [[nodiscard]] Spot at(std::string_view path) const { return Spot(tree).at(path); }
  void error(const std::string& path, std::string code, std::string message,
             std::string help = {}) const {
    diagnostics.error(std::move(code), at(path).span(), std::move(message), {}, std::move(help));
  }
  void warning(const std::string& path, std::string code, std::string message,
               std::string help) const {
    diagnostics.warning(std::move(code), at(path).span(), std::move(message), std::move(help));
  }
};

// "imports.goods.wheat", and "releases.requests[2]".
[[nodiscard]] inline std::string item_path(std::string_view list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

void check_rates(const WholeFile& file);    // currencies that no rate reaches
void check_parties(const WholeFile& file);  // sides, owners, payees at home
void check_data(const WholeFile& file);     // series that begin late or end early
void warn_outside(const WholeFile& file);   // dated items that the run never meets
void warn_accounts(const WholeFile& file);  // money that comes from nowhere or leads nowhere
void warn_releases(const WholeFile& file);  // requests that nothing spends, goods that nothing pays
void warn_windows(const WholeFile& file);   // movements that no window covers
void warn_conduct(const WholeFile& file);   // behaviours and rules that never act
void warn_clipping(const WholeFile& file);  // flows above capacity or contract

// All of them, and the checks of single sections that need the whole.
void check_scenario(const WholeFile& file);

}  // namespace setoff::sim
