#include "ledger/query/statement.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "ledger/books/holds.h"
#include "ledger/event/codec.h"
#include "ledger/query/entry_filter.h"
#include "ledger/rules/describe.h"
#include "ledger/text/nearest.h"

namespace setoff {
namespace {

std::string ledger_spelling(std::string name) {
  std::ranges::replace(name, '_', '-');
  return name;
}

class StatementBuilder {
 public:
  StatementBuilder(const State& state, const StatementQuery& query)
      : state_(state),
        query_(query),
        bank_account_(state.agreement.find_account(ledger_spelling(query.account))) {}

  Result<std::vector<Statement>> build(const JournalPort& journal) {
    SETOFF_TRY_STATUS(select());
    const auto add_group = [&](const EntryGroup& group) -> Status {
      for (std::size_t i = 0; i < group.size(); ++i) {
        SETOFF_TRY(entry, decode_entry(group.at(i)));
        if (!entry.refusal) SETOFF_TRY_STATUS(add_entry(entry));
      }
      return Ok{};
    };
    SETOFF_TRY_STATUS(journal.each_group(0, add_group));
    return finish();
  }

 private:
  using AccountIn = std::pair<std::string, Commodity>;  // path and commodity

  // One account of the books, in one commodity, as far as the journal was read.
  struct Followed {
    Statement* statement = nullptr;
    AccountId id;
    std::optional<Sequence> last;  // entry that touched it last
    std::int64_t before = 0;       // of the span asked for
    std::int64_t within = 0;
  };

  [[nodiscard]] bool is_asked_for(const Account& account) const {
    if (bank_account_ != nullptr)
      return is_money_at_bank(account.kind) && account.object == bank_account_->account;
    return is_about_account(account.path, query_.account);
  }

  [[nodiscard]] Status select() {
    for (std::uint32_t i = 0; i < state_.chart.size(); ++i) {
      const auto& account = state_.chart[AccountId(i)];
      if (!is_asked_for(account)) continue;
      const std::string of = bank_account_ != nullptr ? bank_account_->account : account.path;
      for (const auto& cell : state_.balances.balances_of(AccountId(i))) {
        auto& statement = statements_[{of, cell.commodity}];
        statement.of = of;
        statement.commodity = cell.commodity;
        auto& followed = followed_[{account.path, cell.commodity}];
        followed.statement = &statement;
        followed.id = AccountId(i);
      }
    }
    if (!statements_.empty() || bank_account_ != nullptr) return Ok{};
    std::vector<std::string> known;
    for (const auto& terms : state_.agreement.accounts)
      known.push_back(terms.account);
    return Error(Code::bad_field,
                 "no account is called '" + query_.account + "'" +
                     did_you_mean(query_.account, known,
                                  "; name one at a bank, such as " + listed(known) +
                                      ", or a path or pattern that `setoff balance` shows"));
  }

  [[nodiscard]] Status add_entry(const Entry& entry) {
    std::map<std::pair<AccountIn, Day>, std::int64_t> sums;
    for (const auto& posting : entry.postings) {
      const auto found = followed_.find({posting.account, posting.commodity});
      if (found == followed_.end()) continue;
      SETOFF_TRY_STATUS(check_chain(found->second, posting, entry.sequence));
      sums[{found->first, posting.value_date.value_or(entry.event.value_date)}] += posting.amount;
    }
    for (const auto& [key, amount] : sums) {
      const auto& [account, day] = key;
      auto& of = followed_.at(account);
      if (query_.to && day > *query_.to) continue;
      if (query_.from && day < *query_.from) {
        of.before += amount;
        continue;
      }
      of.within += amount;
      of.statement->rows.push_back({entry.sequence, entry.event.booked, day, entry.event.type(),
                                    describe(entry.event), account.first, amount, 0});
    }
    return Ok{};
  }

  // A posting names the entry before it on its account, unless it is a further leg of one entry.
  static Status check_chain(Followed& of, const Posting& posting, Sequence sequence) {
    if (of.last != sequence && posting.previous != of.last)
      return Error(Code::corrupt, "entry " + std::to_string(sequence) +
                                      " does not name the entry before it on " + posting.account);
    of.last = sequence;
    return Ok{};
  }

  [[nodiscard]] Status check_balances() const {
    for (const auto& [account, of] : followed_) {
      const auto& [path, commodity] = account;
      const auto& books = state_.balances.find(of.id, commodity)->series;
      const auto before = query_.from ? books.at(*query_.from - 1) : 0;
      const auto after = query_.to ? books.at(*query_.to) : books.last();
      if (of.before != before || of.before + of.within != after)
        return Error(Code::corrupt, "the postings on " + path + " do not give its balance");
    }
    return Ok{};
  }

  Result<std::vector<Statement>> finish() {
    SETOFF_TRY_STATUS(check_balances());
    for (const auto& [account, of] : followed_) {
      of.statement->opening += of.before;
      of.statement->closing += of.before + of.within;
    }
    std::vector<Statement> out;
    for (auto& [key, statement] : statements_) {
      std::ranges::stable_sort(statement.rows, {}, [](const StatementRow& row) {
        return std::tie(row.value_date, row.entry);
      });
      std::int64_t balance = statement.opening;
      for (auto& row : statement.rows)
        row.balance = balance += row.amount;
      out.push_back(std::move(statement));
    }
    return out;
  }

  const State& state_;
  const StatementQuery& query_;
  const BankAccount* bank_account_;  // null if the query names none
  std::map<std::pair<std::string, Commodity>, Statement> statements_;
  std::map<AccountIn, Followed> followed_;
};

}  // namespace

Result<std::vector<Statement>> statements_of(const JournalPort& journal, const State& state,
                                             const StatementQuery& query) {
  return StatementBuilder(state, query).build(journal);
}

}  // namespace setoff
