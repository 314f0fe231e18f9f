// Warns about accounts that no money reaches or whose money can never be used, and about releases
// from accounts that cannot release any.

#include "simulator/scenario/check_places.h"
#include "simulator/scenario/money_paths.h"

namespace setoff::simulator {

namespace {

std::string_view kind_text(AccountUse use) {
  switch (use) {
    case AccountUse::deposit:
      return "restricted";
    case AccountUse::reserve:
      return "a reserve account";
    case AccountUse::clearing:
      return "a clearing account";
  }
  return "";
}

class AccountCheck {
 public:
  explicit AccountCheck(const CheckContext& file)
      : file_(file), scenario_(file.scenario), paths_(file.scenario) {}

  void run() {
    dead();
    movements();
    imports();
    opening_late();
  }

 private:
  // Everything that draws money from an account, with its path in the file.
  std::vector<std::pair<AccountRef, std::string>> askers() const {
    std::vector<std::pair<AccountRef, std::string>> out;
    const Releases& releases = scenario_.releases;
    for (std::size_t i = 0; i < releases.requests.size(); ++i)
      out.emplace_back(releases.requests[i].account,
                       item_path("releases.requests", i) + ".account");
    for (std::size_t i = 0; i < releases.conversions.size(); ++i)
      out.emplace_back(releases.conversions[i].from,
                       item_path("releases.conversions", i) + ".from");
    for (const PurposePayment& use : releases.uses)
      out.emplace_back(use.account, "uses." + use.name + ".account");
    if (scenario_.imports) out.emplace_back(scenario_.imports->account, "imports.account");
    return out;
  }

  void dead() {
    for (std::uint32_t i = 0; i < scenario_.accounts.size(); ++i) {
      const AccountRef ref(i);
      if (paths_.reached(ref)) continue;
      const ScenarioAccount& account = scenario_.account(ref);
      std::vector<Note> notes;
      std::string place = "accounts." + account.name;
      for (const auto& [asked, path] : askers()) {
        if (asked != ref) continue;
        if (path == "imports.account")
          place = path;
        else
          notes.push_back({file_.at(path).span(), "money is asked of it here"});
      }
      file_.diagnostics.add(
          {.code = "dead_account",
           .severity = Severity::warning,
           .span = file_.at(place).span(),
           .message = "no money ever reaches the account '" + account.name +
                      "': no line is paid into it, it opens with nothing, and nothing is converted "
                      "or transferred to it",
           .suggestion = {},
           .help = "name it under payments.accounts, releases.conversions or give it an opening; "
                   "or remove it",
           .notes = std::move(notes)});
    }
  }

  void restricted(AccountRef ref, const std::string& path, const std::string& why) {
    const ScenarioAccount& account = scenario_.account(ref);
    if (account.use == AccountUse::deposit) return;
    file_.warning(
        path, "not_restricted",
        "'" + account.name + "' is " + std::string(kind_text(account.use)) + ", and " + why,
        "name an account of the kind `restricted`, or remove this");
  }

  void movements() {
    const Releases& releases = scenario_.releases;
    for (std::size_t i = 0; i < releases.requests.size(); ++i)
      restricted(releases.requests[i].account, item_path("releases.requests", i) + ".account",
                 "only money of a restricted account is released: the books refuse the request");
    for (const PurposePayment& use : releases.uses)
      restricted(use.account, "uses." + use.name + ".account",
                 "a use is paid from released money, which only a restricted account has");
    for (std::size_t i = 0; i < releases.conversions.size(); ++i)
      moved(releases.conversions[i].from, releases.conversions[i].to,
            item_path("releases.conversions", i), "converted");
    for (const Transfer& transfer : releases.transfers)
      moved(transfer.from, transfer.to,
            item_with(file_, "releases.transfers", transfer.date,
                      {{"from", scenario_.account(transfer.from).name},
                       {"to", scenario_.account(transfer.to).name}}),
            "transferred");
  }

  void moved(AccountRef from, AccountRef to, const std::string& path, std::string_view verb) {
    const ScenarioAccount& source = scenario_.account(from);
    restricted(to, path + ".to",
               "restrictions travel along: the books let released money go to a restricted account "
               "only");
    restricted(
        from, path + ".from",
        "only released money is " + std::string(verb) + ", which only a restricted account has");
    if (source.use != AccountUse::deposit) return;
    if (!paths_.reached(from) || paths_.approved(from)) return;
    file_.warning(path + ".from", "never_approved",
                  "only approved money is " + std::string(verb) +
                      ", and no request ever asks for money of '" + source.name + "'",
                  "add a request for that account under releases.requests");
  }

  void imports() {
    if (!scenario_.imports) return;
    const AccountRef ref = scenario_.imports->account;
    const ScenarioAccount& account = scenario_.account(ref);
    if (account.use != AccountUse::deposit)
      return restricted(ref, "imports.account",
                        "goods are paid from released money, which only a restricted account has: "
                        "nothing is ever bought");
    if (!paths_.reached(ref) || paths_.approved(ref)) return;  // unreached: reported above
    const bool none = scenario_.releases.requests.empty();
    file_.warning(none ? "imports" : "imports.account", "never_approved",
                  none
                      ? "goods are bought with approved money, and the file has no "
                        "releases.requests: nothing is ever asked for, so that nothing is bought"
                      : "goods are bought with approved money, and no request asks for money of '" +
                            account.name + "' or of an account that is converted to it",
                  "add a request for each purpose and supplier under releases.requests");
  }

  // Payments into an account are refused before it opens.
  void opening_late() {
    const Day first = scenario_.time.from;
    for (std::uint32_t i = 0; i < scenario_.exports.size(); ++i) {
      const LineAccount* in_force = nullptr;
      for (const LineAccount& entry : scenario_.payments.accounts)
        if (entry.line == LineRef(i) && (in_force == nullptr || entry.from <= first))
          in_force = &entry;
      if (in_force == nullptr) continue;
      const ScenarioAccount& account = scenario_.account(in_force->account);
      if (!account.open_from || *account.open_from <= std::max(first, in_force->from)) continue;
      file_.warning("accounts." + account.name + ".open_from", "opens_late",
                    "payments of '" + scenario_.exports[i].name + "' before " +
                        account.open_from->text() + " are refused: their account '" + account.name +
                        "' opens on that day",
                    "let it open by " + first.text() +
                        ", or say with `steps` which account takes the payments before");
    }
  }

  const CheckContext& file_;
  const Scenario& scenario_;
  MoneyPaths paths_;
};

}  // namespace

void warn_accounts(const CheckContext& file) {
  AccountCheck(file).run();
}

}  // namespace setoff::simulator
