#include "ledger/query/debits.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "ledger/base/name_pattern.h"
#include "ledger/books/holds.h"
#include "ledger/event/account_path.h"
#include "ledger/event/codec.h"
#include "ledger/rules/describe.h"
#include "ledger/text/nearest.h"

namespace setoff {
namespace {

std::string account_name(std::string name) {
  std::ranges::replace(name, '_', '-');
  return name;
}

// Whether a debit of that kind needs an authority, an approval and a listed purpose.
bool spends_released_money(DebitKind kind) {
  return kind == DebitKind::goods || kind == DebitKind::purpose || kind == DebitKind::conversion ||
         kind == DebitKind::transfer;
}

class DebitFinder {
 public:
  DebitFinder(const State& state, const DebitQuery& query)
      : state_(state), query_(query), wanted_(account_name(query.account)) {}

  Result<std::vector<DebitRecord>> find(const JournalPort& journal) {
    SETOFF_TRY_STATUS(check_account());
    SETOFF_TRY_STATUS(journal.each_group(0, [&](const EntryGroup& group) -> Status {
      for (std::size_t i = 0; i < group.size(); ++i) {
        SETOFF_TRY(entry, decode_entry(group.at(i)));
        if (entry.refusal) continue;
        learn(entry);
        add_debits(entry);
      }
      return Ok{};
    }));
    SETOFF_TRY_STATUS(check_sums());
    for (auto& debit : debits_)
      if (const auto found = reversed_by_.find(debit.entry); found != reversed_by_.end())
        debit.reversed_by = found->second;
    std::ranges::stable_sort(debits_, {}, [](const DebitRecord& debit) {
      return std::tie(debit.value_date, debit.entry);
    });
    return std::move(debits_);
  }

 private:
  struct Approval {
    Sequence entry = 0;
    Day from;
    Day valid_until;
    std::string reference;
  };
  struct Release {
    std::string purpose;
    std::string payee;
    std::vector<Approval> approvals;
  };
  struct Order {
    std::string good;
    std::string supplier;
    std::vector<std::string> papers;
  };
  struct Papers {
    std::string name;
    std::int64_t amount = 0;
    bool complying = true;
  };
  struct Credit {
    std::string release;
    std::string order;
    Day issued;
    std::int64_t advance = 0;
    std::vector<Papers> papers;
    std::int64_t paid = 0;
  };

  [[nodiscard]] Status check_account() const {
    if (wanted_.empty() || state_.agreement.find_account(wanted_) != nullptr) return Ok{};
    std::vector<std::string> known;
    for (const auto& account : state_.agreement.accounts)
      known.push_back(account.account);
    return Error(Code::bad_field, "no account at a bank is called '" + query_.account + "'" +
                                      did_you_mean(wanted_, known, "; there are " + listed(known)));
  }

  void learn(const Entry& entry) {
    const auto& data = entry.event.data;
    if (const auto* asked = std::get_if<ReleaseRequested>(&data)) {
      releases_[asked->release] = {asked->purpose, asked->payee.value_or(""), {}};
    } else if (const auto* approved = std::get_if<ReleaseApproved>(&data)) {
      releases_[approved->release].approvals.push_back({entry.sequence, entry.event.value_date,
                                                        approved->valid_until,
                                                        approved->reference.value});
    } else if (const auto* placed = std::get_if<OrderPlaced>(&data)) {
      orders_[placed->order] = {placed->good, placed->supplier, {}};
    } else if (const auto* shipped = std::get_if<GoodsShipped>(&data)) {
      orders_[shipped->order].papers.push_back(shipped->papers.value);
    } else if (const auto* issued = std::get_if<CreditIssued>(&data)) {
      credits_[issued->credit] = {issued->release,
                                  issued->order,
                                  entry.event.value_date,
                                  issued->advance ? issued->advance->minor() : 0,
                                  {},
                                  0};
    } else if (const auto* shown = std::get_if<DocumentsPresented>(&data)) {
      credits_[shown->credit].papers.push_back(
          {shown->documents, shown->amount.minor(), shown->complying});
    } else if (const auto* sent_back = std::get_if<DocumentsRefused>(&data)) {
      for (auto& papers : credits_[sent_back->credit].papers)
        if (papers.name == sent_back->documents) papers.complying = false;
    } else if (const auto* reversed = std::get_if<EntryReversed>(&data)) {
      reversed_by_[reversed->sequence] = entry.sequence;
    }
  }

  void add_debits(const Entry& entry) {
    std::map<std::pair<std::string, std::string>, std::int64_t> moved;  // by account and line
    for (const auto& posting : entry.postings) {
      const auto path = split_path(posting.account);
      const auto* kind = find_kind(path.kind);
      if (kind == nullptr || !is_money_at_bank(kind->kind)) continue;
      moved[{std::string(path.object), std::string(path.line)}] += posting.amount;
      sums_[posting.account] += posting.amount;
    }
    for (const auto& [part, amount] : moved)
      if (amount < 0) add_debit(entry, part.first, part.second, -amount);
  }

  void add_debit(const Entry& entry, const std::string& account, const std::string& line,
                 std::int64_t amount) {
    const auto* terms = state_.agreement.find_account(account);
    if (terms == nullptr) return;  // check_sums() reports it
    DebitRecord debit;
    debit.entry = entry.sequence;
    debit.value_date = entry.event.value_date;
    debit.type = entry.event.type();
    debit.account = account;
    debit.use = terms->use;
    debit.line = line;
    debit.currency = terms->currency;
    debit.amount = amount;
    debit.what = describe(entry.event);
    debit.committed = debit.value_date;
    std::visit([&](const auto& data) { describe_debit(data, debit); }, entry.event.data);
    add_release(debit);
    add_window(debit, *terms);
    const auto fits = [](const std::string& pattern, const std::string& name) {
      return pattern.empty() || matches_pattern(pattern, name);
    };
    const bool wanted = (wanted_.empty() || wanted_ == account) &&
                        (!query_.kind || *query_.kind == debit.kind) &&
                        fits(query_.payee, debit.payee) &&
                        (fits(query_.spent_on, debit.good) || fits(query_.spent_on, debit.purpose));
    const bool in_span = (!query_.from || *query_.from <= debit.value_date) &&
                         (!query_.to || debit.value_date <= *query_.to);
    if (debit.use == AccountUse::deposit && spends_released_money(debit.kind)) judge(debit);
    if (wanted && in_span) debits_.push_back(std::move(debit));
  }

  template <class Data>
  void describe_debit(const Data&, DebitRecord&) {}
  void describe_debit(const CreditHonoured& data, DebitRecord& debit) {
    debit.kind = DebitKind::goods;
    auto& credit = credits_[data.credit];
    const auto& order = orders_[credit.order];
    debit.credit = data.credit;
    debit.committed = credit.issued;
    debit.release = credit.release;
    debit.payee = order.supplier;
    debit.good = order.good;
    debit.quantity = data.quantity;
    std::int64_t covered = credit.advance;
    for (const auto& papers : credit.papers) {
      if (!papers.complying) continue;
      debit.papers.push_back(papers.name);
      covered += papers.amount;
    }
    debit.papers.insert(debit.papers.end(), order.papers.begin(), order.papers.end());
    credit.paid += debit.amount;
    if (credit.paid > covered) debit.findings.push_back(DebitFinding::without_papers);
  }
  void describe_debit(const PurposePaid& data, DebitRecord& debit) {
    debit.kind = DebitKind::purpose;
    debit.release = data.release;
    debit.payee = data.payee;
    debit.purpose = data.purpose;
  }
  void describe_debit(const FundsConverted& data, DebitRecord& debit) {
    debit.kind = DebitKind::conversion;
    debit.release = data.release;
    debit.payee = data.to_account;
  }
  void describe_debit(const FundsTransferred& data, DebitRecord& debit) {
    debit.kind = DebitKind::transfer;
    debit.release = data.release;
    debit.payee = data.to_account;
  }
  void describe_debit(const SettlementPaid& data, DebitRecord& debit) {
    debit.kind = DebitKind::settlement;
    debit.payee = data.owed ? *data.owed : data.clearing_account.value_or("");
  }

  void describe_debit(const InterestAccrued&, DebitRecord& debit) {
    debit.kind = DebitKind::charge;
  }
  void describe_debit(const FeeCharged&, DebitRecord& debit) { debit.kind = DebitKind::charge; }
  void describe_debit(const PaymentReturned&, DebitRecord& debit) {
    debit.kind = DebitKind::returned;
  }

  void add_release(DebitRecord& debit) const {
    const auto found = releases_.find(debit.release);
    if (found == releases_.end()) return;
    if (debit.purpose.empty()) debit.purpose = found->second.purpose;
    for (const auto& approval : found->second.approvals) {
      if (debit.committed < approval.from || approval.valid_until < debit.committed) continue;
      debit.approvals.push_back(approval.entry);
      if (!approval.reference.empty()) debit.references.push_back(approval.reference);
    }
  }

  void add_window(DebitRecord& debit, const BankAccount& terms) const {
    if (!spends_released_money(debit.kind)) return;
    const auto* window =
        state_.windows.covering(debit.line, debit.purpose, terms.place, debit.committed);
    if (window == nullptr) return;
    debit.window = window->name;
    debit.window_to = window->to - 1;
    // A credit that does not outlive its window needs one on the day of the payment as well.
    if (window->in_flight != InFlight::run_off &&
        state_.windows.covering(debit.line, debit.purpose, terms.place, debit.value_date) ==
            nullptr)
      debit.findings.push_back(DebitFinding::outside_window);
  }

  void judge(DebitRecord& debit) const {
    if (debit.window.empty()) debit.findings.push_back(DebitFinding::outside_window);
    if (debit.approvals.empty()) debit.findings.push_back(DebitFinding::not_approved);
    const auto* payee = state_.agreement.find_party(debit.payee);
    if (payee != nullptr && payee->side == Side::home)
      debit.findings.push_back(DebitFinding::paid_to_owner);
    if (!state_.listings.purpose_listed(debit.purpose, debit.committed))
      debit.findings.push_back(DebitFinding::not_listed);
  }

  // What was found and what came in give the balances of the books.
  [[nodiscard]] Status check_sums() const {
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i) {
      const auto& account = state_.chart[AccountId(i)];
      if (!is_money_at_bank(account.kind)) continue;
      const auto found = sums_.find(account.path);
      std::int64_t in_books = 0;
      for (const auto& cell : state_.balances.balances_of(AccountId(i)))
        in_books += cell.series.last();
      if ((found == sums_.end() ? 0 : found->second) != in_books ||
          state_.agreement.find_account(account.object) == nullptr)
        return Error(Code::corrupt, "the postings on " + account.path + " do not give its balance");
    }
    return Ok{};
  }

  const State& state_;
  const DebitQuery& query_;
  std::string wanted_;
  std::map<std::string, Release, std::less<>> releases_;
  std::map<std::string, Order, std::less<>> orders_;
  std::map<std::string, Credit, std::less<>> credits_;
  std::map<Sequence, Sequence> reversed_by_;
  std::map<std::string, std::int64_t, std::less<>> sums_;  // by path
  std::vector<DebitRecord> debits_;
};

}  // namespace

Result<std::vector<DebitRecord>> debits_of(const JournalPort& journal, const State& state,
                                           const DebitQuery& query) {
  return DebitFinder(state, query).find(journal);
}

}  // namespace setoff
