// What was delivered either way, the money of accounts at banks, and home money issued.
const nonzero = (values) => values.some((value) => value !== 0);

// Deliveries of a line, or what the home side bought, with the price in force.
function tradeFigure(contract, column, words) {
  const delivered = series(column);
  if (!delivered || !nonzero(delivered.values)) return null;
  // Goods that are counted by their worth have a price of 1 for ever.
  const price = contract.worth ? null : series(`price.${contract.name}`);
  const unit = `${delivered.unit}/day`;
  const list = [{title: words, color: "c1", fill: "c1", unit, values: delivered.values, stepped: true, width: 1.2}];
  if (price) list.push({title: "price", color: "c2", unit: price.unit, values: price.values, scale: "right", stepped: true, width: 1.8});
  const chart = new Chart({label: `${contract.title}, ${words}, ${delivered.unit} a day${price ? `, and price, ${price.unit}` : ""}`, series: list, height: 230, unit, right: price?.unit});
  return figure(chart, make("h3", {text: contract.title}), make("span", {class: "faint", text: contract.seller && contract.buyer ? `${contract.seller} to ${contract.buyer}` : ""}));
}

function deliveriesSection() {
  const sold = data.lines.map((line) => tradeFigure(line, `delivered.${line.name}`, "delivered")).filter(Boolean);
  const bought = data.purchases.map((purchase) => tradeFigure(purchase, `supplied.${purchase.name}`, "bought")).filter(Boolean);
  if (!sold.length && !bought.length) return;
  const node = section("deliveries", bought.length ? "Sold and bought" : "Deliveries and prices",
    bought.length ? "What the home side sold and bought each day, and the price in force." : "What was delivered each day, and the price in force.", ...sold, ...bought);
  if (data.purchases.length)
    node.append(table("Bought on open account", [{t: "bought on open account"}, {t: "from"}, {t: "billed", n: true}, {t: "paid", n: true}],
      data.purchases.map((row) => [row.title, row.seller, row.billed, row.paid]), ["wide"]));
}

// A balance with the limits of its account and the figures published about it.
function balanceChart(account, {small = false, height = 230, extra = [], plugins = []} = {}) {
  const balance = series(`balance.${account.name}`);
  const marks = numbered([`balance.${account.name}`, `swing.${account.name}`].flatMap((column) => marksOf([column])));
  const list = [{title: "balance", color: "c1", fill: "c1", unit: balance.unit, values: balance.values, stepped: true, width: 1.6}, ...extra];
  const under = new Array(data.days).fill(false);
  for (const limit of data.limits.filter((one) => one.account === account.name)) {
    const {unit, values} = series(`limit.${limit.name}`);
    list.push({title: `${limit.kind}: ${limit.title}`, color: limit.kind === "floor" ? "penalty" : "c2", dash: [3, 3], unit, values, stepped: true, width: 1.2, bound: true});
    if (limit.kind === "floor") values.forEach((value, i) => { if (value > balance.values[i]) under[i] = true; });
  }
  const frozen = under.some(Boolean);
  const chart = new Chart({label: `Balance of ${account.title}, ${balance.unit}`, series: list, height, small, unit: balance.unit,
    plugins: [...(frozen ? [shortShade(under)] : []), ...plugins, marksPlugin(marks)], range: () => balanceRange(balance.values, list, marks)});
  return {chart, balance, marks, frozen};
}

// Limits far beyond the balance would flatten it: they are left out of the scale, not of the legend.
function balanceRange(values, list, marks) {
  let low = Math.min(lowestOf(marks), ...extremes(values));
  let high = Math.max(highestOf(marks), ...extremes(values));
  const size = Math.max(high, -low) || 1;
  for (const one of list.filter((each) => each.bound && !each.hidden))
    for (const value of extremes(one.values))
      if (Math.abs(value) <= 4 * size) { low = Math.min(low, value); high = Math.max(high, value); }
  return [low * 1.08, high * 1.08 || (low ? 0 : 1)];
}
const extremes = (values) => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [0, 0]);

const FROZEN_HINT = "Shaded: the balance is below its floor, so nothing can leave the account.";

function accountsSection() {
  const shown = data.accounts.filter((one) => one.kind !== "clearing" && nonzero(series(`balance.${one.name}`)?.values ?? []));
  if (!shown.length) return;
  const small = shown.length > 2;
  const made = shown.map((account) => ({account, ...balanceChart(account, small ? {small, height: 140} : {})}));
  const figures = made.map(({account, chart, frozen}) => (small
    ? make("figure", {}, make("h3", {text: account.title}), make("p", {class: "sub", text: `${account.kind}; ${minus(account.balance)} on the last day${frozen ? "; shaded: below its floor" : ""}`}), chart.node)
    : figure(chart, make("h3", {text: account.title}), make("span", {class: "faint", text: `${account.kind}; ${minus(account.balance)} on the last day`}))));
  section("accounts", "Accounts at the banks", "The balance of each account in its own currency, whatever of it is released." + (made.some((one) => one.marks.length) ? ` ${MARKS_HINT}` : "") + (made.some((one) => one.frozen) ? ` ${FROZEN_HINT}` : ""),
    ...(small ? [make("div", {class: "grid"}, ...figures)] : figures));
}

function homeSection() {
  const issues = data.home.filter((one) => series(`home_money.${one.name}`));
  if (!issues.length) return;
  section("home", "Home money issued", "What the home central bank has issued so far against money that is blocked abroad.", ...issues.map((issue) => {
    const {unit, values} = series(`home_money.${issue.name}`);
    let total = 0;
    const chart = new Chart({label: `Home money issued so far, ${unit}`, height: 200, unit,
      series: [{title: "issued so far", color: "c5", fill: "c5", unit, values: values.map((value) => (total += value)), stepped: true, width: 1.6}]});
    return figure(chart, make("h3", {text: issue.title}), make("span", {class: "faint", text: `against ${issue.account}; ${issue.issued} in all`}));
  }));
}
