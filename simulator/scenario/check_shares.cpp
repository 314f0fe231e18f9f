// Checks shares that are of one thing and hold at the same time: together they are at most all of
// it.

#include <algorithm>
#include <cmath>

#include "simulator/scenario/checks.h"
#include "simulator/scenario/numbers.h"

namespace setoff::simulator {

namespace {

constexpr double kWhole = 1 + 1e-9;

bool meet(const std::optional<DateRange>& a, const std::optional<DateRange>& b) {
  return !a || !b || (a->from <= b->to && b->from <= a->to);
}

std::string percent_text(double share) {
  const auto whole = static_cast<std::int64_t>(std::llround(share * 1000));
  return Decimal(whole, -1).text() + " %";
}

template <class T>
struct ShareOf {
  const T* rule;
  double share;
  std::string path;  // of the share
};

// Reports a share that, with those before it in the file which hold at the same time and for which
// `same(a, b)` holds, comes to more than all.
template <class T, class Same>
void check_sum(const CheckContext& file, std::vector<ShareOf<T>> shares, Same same,
               const std::string& what) {
  std::ranges::stable_sort(shares, {},
                           [&](const ShareOf<T>& of) { return file.at(of.path).span().offset; });
  for (std::size_t i = 0; i < shares.size(); ++i) {
    double sum = shares[i].share;
    for (std::size_t k = 0; k < i; ++k)
      if (meet(shares[i].rule->when, shares[k].rule->when) &&
          same(*shares[i].rule, *shares[k].rule))
        sum += shares[k].share;
    if (sum <= kWhole || sum <= shares[i].share) continue;
    file.error(shares[i].path, "shares_sum",
               "the shares of " + what + " come to " + percent_text(sum) +
                   " on the same days, and there is only 100 %",
               "lower them, or let one end before the other begins");
  }
}

}  // namespace

void check_shares(const CheckContext& file) {
  std::vector<ShareOf<DisputeRule>> disputes;
  for (const DisputeRule& rule : file.scenario.payments.disputes)
    if (rule.share.is_constant())
      disputes.push_back({&rule, rule.share.center(), "payments.disputes." + rule.name + ".share"});
  check_sum(
      file, std::move(disputes),
      [](const DisputeRule& a, const DisputeRule& b) {
        return !a.line || !b.line || *a.line == *b.line;
      },
      "the invoices that are disputed");
  std::vector<ShareOf<Monetisation>> issues;
  for (const Monetisation& issue : file.scenario.monetisation)
    issues.push_back({&issue, to_double(issue.share), "monetisation." + issue.name + ".share"});
  check_sum(
      file, std::move(issues),
      [](const Monetisation& a, const Monetisation& b) { return a.account == b.account; },
      "the blocked money against which home money is issued");
}

}  // namespace setoff::simulator
