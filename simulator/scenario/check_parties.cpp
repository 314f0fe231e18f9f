#include "simulator/scenario/checks.h"

namespace setoff::simulator {

namespace {

void check_side(const CheckContext& file, PartyRef ref, Side wanted, const std::string& path) {
  const ScenarioParty& party = file.scenario.party(ref);
  if (party.side == wanted) return;
  const bool home = wanted == Side::home;
  file.error(path, "wrong_side",
             "'" + party.name + "' is " + (home ? "abroad" : "at home") + ", and " + path +
                 " must be " + (home ? "at home" : "abroad") +
                 ": the home side sells under `exports` and buys under `purchases`",
             home ? "name a party of the home side" : "name a party abroad");
}

// Money of a restricted account never goes to its owner. The books refuse payees on the home side;
// an owner abroad is known only to the file.
void check_payee(const CheckContext& file, AccountRef account, PartyRef payee,
                 const std::string& path) {
  const ScenarioAccount& paying = file.scenario.account(account);
  const ScenarioParty& party = file.scenario.party(payee);
  if (paying.use == AccountUse::deposit && paying.owner == payee) {
    file.error(path, "payee_is_owner",
               path + " would pay '" + party.name + "', the owner of the restricted account '" +
                   paying.name + "'");
    return;
  }
  if (party.side == Side::abroad) return;
  file.warning(
      path, "payee_at_home",
      "'" + party.name + "' is at home, and the books pay restricted money to nobody there",
      "name a supplier abroad, or correct the side of '" + party.name + "'");
}

}  // namespace

void check_parties(const CheckContext& file) {
  const Scenario& scenario = file.scenario;
  for (const Contract& line : scenario.exports) {
    check_side(file, line.seller, Side::home, "exports." + line.name + ".seller");
    check_side(file, line.buyer, Side::abroad, "exports." + line.name + ".buyer");
  }
  for (const Purchase& purchase : scenario.purchases) {
    const std::string path = purchase.contract.path();
    check_side(file, purchase.contract.seller, Side::abroad, path + ".seller");
    check_side(file, purchase.contract.buyer, Side::home, path + ".buyer");
  }
  for (std::size_t i = 0; i < scenario.releases.requests.size(); ++i) {
    const ReleaseRequest& request = scenario.releases.requests[i];
    check_payee(file, request.account, request.payee, item_path("releases.requests", i) + ".payee");
  }
  for (const PurposePayment& use : scenario.releases.uses)
    check_payee(file, use.account, use.payee, "uses." + use.name + ".payee");
  if (!scenario.imports) return;
  for (const Good& good : scenario.imports->goods)
    check_payee(file, scenario.imports->account, good.supplier,
                "imports.goods." + good.name + ".supplier");
}

}  // namespace setoff::simulator
