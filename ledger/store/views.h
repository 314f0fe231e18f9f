#pragma once
// The views of a ledger file: the derived tables in the form in which people query them, with
// amounts as decimals. They use no clock: "now" is the last value date in the books. Dates only
// separate undue from due claims; ledger/query answers from the rules which earmarks have lapsed on
// a given day.

#include <array>
#include <string_view>

namespace setoff {

inline constexpr std::array<std::string_view, 5> kViewNames = {
    "register", "trial_balance", "lot_balance", "open_credits", "claims_by_state"};

// A decimal is the sign, the whole units and the fraction, each by integer arithmetic.
#define SETOFF_SQL_DECIMAL(amount)                                                               \
  "CASE WHEN c.decimals = 0 THEN printf('%d', " amount                                           \
  ") ELSE printf('%s%d.%0*d', CASE "                                                             \
  "WHEN " amount " < 0 THEN '-' ELSE '' END, abs(" amount " / c.minor), c.decimals, abs(" amount \
  " % c.minor)) END"

inline constexpr std::string_view kViews =
    R"sql(
CREATE VIEW register AS
SELECT p.sequence, p.position, e.booked,
  CASE WHEN p.days_later IS NULL THEN e.value_date
    ELSE date(e.value_date, p.days_later || ' days') END AS value_date, e.type, e.event_id, a.path AS account,
  a.layer, a.line, p.lot, )sql" SETOFF_SQL_DECIMAL("p.amount") R"sql( AS amount, p.commodity,
  )sql" SETOFF_SQL_DECIMAL("p.balance") R"sql( AS balance, p.previous
FROM posting p JOIN entry e USING (sequence) JOIN account a USING (account)
  JOIN commodity c USING (commodity);
CREATE VIEW trial_balance AS
SELECT a.layer, a.path AS account, a.line, )sql" SETOFF_SQL_DECIMAL("b.amount") R"sql( AS amount,
  b.commodity, b.amount AS minor_units, b.last
FROM balance b JOIN account a USING (account) JOIN commodity c USING (commodity)
WHERE b.amount <> 0
ORDER BY a.layer, a.path, b.commodity;
CREATE VIEW lot_balance AS
SELECT a.layer, a.path AS account, a.kind, a.line, p.lot,
  )sql" SETOFF_SQL_DECIMAL("sum(p.amount)") R"sql( AS amount, p.commodity,
  sum(p.amount) AS minor_units, min(p.sequence) AS first, max(p.sequence) AS last
FROM posting p JOIN account a USING (account) JOIN commodity c USING (commodity)
WHERE p.lot IS NOT NULL
GROUP BY p.account, p.commodity, p.lot
HAVING sum(p.amount) <> 0;
CREATE VIEW open_credits AS
WITH expiry AS (SELECT lot, until, max(sequence) FROM lot
  WHERE kind IN ('credit', 'amendment') AND until IS NOT NULL GROUP BY lot)
SELECT h.lot AS credit, i.release_lot AS release, i.order_lot AS purchase, i.account, h.line,
  r.purpose, o.party AS supplier, h.amount AS held, h.commodity, h.minor_units,
  e.value_date AS issued, x.until AS expiry, i.sequence
FROM lot_balance h
  JOIN lot i ON i.lot = h.lot AND i.kind = 'credit'
  JOIN entry e ON e.sequence = i.sequence
  JOIN expiry x ON x.lot = h.lot
  LEFT JOIN lot r ON r.lot = i.release_lot AND r.kind = 'request'
  LEFT JOIN lot o ON o.lot = i.order_lot AND o.kind = 'order'
WHERE h.kind = 'held';
CREATE VIEW claims_by_state AS
WITH today AS (SELECT max(value_date) AS day FROM entry WHERE refusal IS NULL),
due AS (SELECT lot, until FROM lot WHERE kind IN ('invoice', 'claim', 'shortfall', 'breach')),
claim AS (SELECT b.line, CASE WHEN d.until > (SELECT day FROM today) THEN 'undue' ELSE 'due' END
    AS state, b.commodity, b.minor_units
  FROM lot_balance b LEFT JOIN due d USING (lot) WHERE b.kind = 'claim'),
part AS (
  SELECT 'claim' AS part, line, state, commodity, minor_units AS amount FROM claim
  UNION ALL SELECT CASE
      WHEN a.kind IN ('disputed', 'penalty', 'topup') THEN 'claim'
      WHEN a.kind IN ('requested', 'approved', 'converted', 'reserve', 'clearing') THEN 'money'
      WHEN a.kind IN ('transit', 'landed', 'purpose', 'loss') THEN 'used'
      WHEN a.kind IN ('carry', 'fee', 'spread', 'rounding', 'writeoff') THEN 'cost'
      WHEN a.kind IN ('fx', 'revaluation', 'crossing', 'position') THEN 'exchange'
      WHEN a.kind IN ('payable', 'advance', 'repayable', 'deferred') THEN 'owed'
    END, a.line, a.kind, b.commodity, b.amount
  FROM balance b JOIN account a USING (account)
  UNION ALL SELECT 'money', a.line, 'restricted', b.commodity,
    CASE a.kind WHEN 'deposit' THEN b.amount ELSE -b.amount END
  FROM balance b JOIN account a USING (account)
  WHERE a.kind IN ('deposit', 'requested', 'approved', 'converted')
  UNION ALL SELECT 'earned', a.line, a.kind, b.commodity, -b.amount
  FROM balance b JOIN account a USING (account)
  WHERE a.kind IN ('opening', 'export', 'latefee', 'shortfall', 'compensation', 'interest'))
SELECT q.line, q.part, q.state, )sql" SETOFF_SQL_DECIMAL("sum(q.amount)") R"sql( AS amount,
  q.commodity, sum(q.amount) AS minor_units, (SELECT day FROM today) AS as_of
FROM part q JOIN commodity c USING (commodity)
WHERE q.part IS NOT NULL
GROUP BY q.line, q.part, q.state, q.commodity
HAVING sum(q.amount) <> 0;
)sql";

#undef SETOFF_SQL_DECIMAL

}  // namespace setoff
