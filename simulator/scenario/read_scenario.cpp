#include "simulator/scenario/read_scenario.h"

#include "simulator/scenario/checks.h"
#include "simulator/scenario/data_shocks.h"
#include "simulator/scenario/draw_uncertain.h"
#include "simulator/scenario/numbers.h"
#include "simulator/scenario/parse_observation.h"
#include "simulator/scenario/provenance.h"
#include "simulator/scenario/read_uncertain.h"
#include "simulator/scenario/sections.h"

namespace setoff::simulator {

namespace {

constexpr Choice<Flows> kFlows[] = {{"recorded", Flows::recorded},
                                    {"behavioural", Flows::behavioural}};

class SectionReader {
 public:
  SectionReader(MapReader& map, Context& context, CsvFiles& files,
                const std::vector<DrawnSteps>& drawn)
      : map_(map), context_(context), files_(files), drawn_(drawn) {}

  void read(Scenario& out) {
    head(out);
    frame(out);
    map_.optional(
        {"data", "series for formulas, tables and rates", "{ brent: { ... } }"},
        [&](const Node& node, const ReadContext& at) {
          return done(read_data(node, at, context_, files_));
        },
        done_);
    map_.optional(
        {"uncertain", "values that differ from path to path", "{ demand: { ... } }"},
        [&](const Node& node, const ReadContext& at) {
          return read_uncertain(node, at, context_.time);
        },
        out.uncertain);
    change_series(out);
    if (const Node* const shocks = map_.node().find("shocks"))
      apply_data_shocks(*shocks, context_, map_.reading().diagnostics());
    out.series = context_.series_values;
    trade(out);
    money(out);
    conduct(out);
  }

 private:
  struct Done {};
  static std::optional<Done> done(bool good) {
    return good ? std::optional<Done>(Done{}) : std::nullopt;
  }

  // Binds the context to the read function of a section.
  template <class Read>
  auto with(Read function) {
    return [this, function](const Node& node, const ReadContext& at) {
      return function(node, at, context_);
    };
  }

  void head(Scenario& out) {
    std::int64_t format = 1;
    map_.required({"scenario", "identifies the scenario", "gas-for-grain"}, read_name, out.name);
    map_.required({"format", "version of the language", "1"}, whole_number(1, 1), format);
    map_.optional({"title", "one line for readers", "A year of gas against wheat"}, read_text,
                  out.title);
    map_.required({"flows", "recorded history, or rules decide", "recorded"}, one_of(kFlows),
                  out.flows);
    std::int64_t seed = 0;
    map_.optional({"seed", "for drawn numbers", "1399"}, whole_number(0, INT64_MAX), seed);
    out.seed = static_cast<std::uint64_t>(seed);
  }

  void frame(Scenario& out) {
    context_.time = {kFirstDay, kLastDay, Calendar::gregorian, {}};  // default if unreadable
    map_.required(
        {"time", "the days of the run", "{ from: 2020-01-01, to: 2020-12-31, months: gregorian }"},
        read_time, context_.time);
    map_.required({"currency", "the currencies of the scheme",
                   "{ contract: EUR, payment: IQD, reporting: USD, rounding: half_even }"},
                  read_currencies, context_.currency);
    map_.optional({"purposes", "what restricted money may be spent on", "[food, medicine]"},
                  read_purposes, out.purposes);
    map_.required({"parties", "who takes part", "{ gas_company: { side: home, role: exporter } }"},
                  read_parties, out.parties);
    out.time = context_.time;
    out.currency = context_.currency;
  }

  void trade(Scenario& out) {
    map_.required({"exports", "the lines of trade", "{ gas: { ... } }"}, with(read_exports),
                  out.exports);
    map_.optional(
        {"purchases", "what the home side buys on open account", "{ machinery: { ... } }"},
        with(read_purchases), out.purchases);
    map_.optional({"imports", "the goods bought with released money", "{ goods: { ... } }"},
                  with(read_imports), out.imports);
  }

  void money(Scenario& out) {
    map_.required({"accounts", "bank accounts", "{ trust_iqd: { ... } }"}, with(read_accounts),
                  out.accounts);
    map_.optional({"openings", "claims that exist on the first day", "{ claims: [...] }"},
                  with(read_openings), out.claims);
    map_.optional({"terms", "how the books deal with advances and remainders",
                   "{ closing_tolerance: [0.05 EUR] }"},
                  read_terms, out.terms);
    map_.required({"payments", "how the buyer pays", "{ accounts: { gas: trust_iqd } }"},
                  with(read_payments), out.payments);
    map_.optional({"waiver", "windows in which restricted money moves", "{ windows: [...] }"},
                  with(read_waiver), out.waiver);
    map_.optional(
        {"limits", "what accounts must keep, may hold, owe or spend", "{ swing: { ... } }"},
        with(read_limits), out.limits);
    map_.optional(
        {"settlement", "how the balances of clearing accounts are settled", "{ yearly: { ... } }"},
        with(read_settlement), out.settlements);
    map_.optional({"monetisation", "home money issued against blocked money",
                   "{ rials: { account: trust_iqd, currency: IRR, share: 30 %, every: month } }"},
                  with(read_monetisation), out.monetisation);
    map_.optional(
        {"releases", "requests, approvals, conversions", "{ approval: { lag: 45 days } }"},
        with(read_releases), out.releases);
    map_.optional({"uses", "dated payments that are no imports", "{ vaccine: { ... } }"},
                  with(read_uses), out.releases.uses);
    map_.optional(
        {"fx", "exchange rates and interest on balances", "{ rates: { ... } }"},
        [&](const Node& node, const ReadContext& at) {
          return done(read_fx(node, at, context_, out.fx, out.interest));
        },
        done_);
  }

  void conduct(Scenario& out) {
    map_.optional(
        {"supply_response", "what the seller does about arrears", "{ cut: { ... } }"},
        [&](const Node& node, const ReadContext& at) {
          return read_supply_response(node, at, context_, out);
        },
        out.supply_response);
    map_.optional(
        {"shocks", "dated changes", "{ strike: { ... } }"},
        [&](const Node& node, const ReadContext& at) {
          return read_shocks(node, at, context_, out);
        },
        out.shocks);
    map_.optional(
        {"expect", "what the run must show", "[{ name: ..., then: ... }]"},
        [&](const Node& node, const ReadContext& at) {
          return read_expectations(node, at, context_, out);
        },
        out.expectations);
    map_.optional({"output", "what is written", "{ every: month }"}, read_output, out.output);
    map_.optional(
        {"sources", "where the codes of `source` lead to", "{ file: data/sources.csv }"},
        [&](const Node& node, const ReadContext& at) { return read_references(node, at, files_); },
        out.references);
  }

  // The series that are uncertain, on the path that is read.
  void change_series(const Scenario& out) {
    for (std::size_t i = 0; i < out.uncertain.size() && i < drawn_.size(); ++i) {
      const auto name = series_of(out.uncertain[i]);
      const auto index = name ? context_.series.find(*name) : std::nullopt;
      if (!index || *index >= context_.series_values.size()) continue;
      Series& series = context_.series_values[*index];
      const auto unit = parse_unit(series.unit);
      auto changed =
          with_drawn(series.values, out.uncertain[i], drawn_[i], unit ? to_double(unit->value) : 1);
      if (changed)
        series.values = std::move(*changed);
      else
        map_.error("out_of_range", "a drawn value of data." + *name + " does not fit into 64 bits");
    }
  }

  MapReader& map_;
  Context& context_;
  CsvFiles& files_;
  const std::vector<DrawnSteps>& drawn_;
  Done done_;
};

// What a caller asks: each text by `parse`.
template <class T, class Parse>
void read_asked(const std::vector<const SourceFile*>& texts, Parse parse, std::vector<T>& out,
                Diagnostics& diagnostics) {
  for (const SourceFile* text : texts) {
    auto asked = parse(text->text());
    if (asked) {
      out.push_back(std::move(*asked));
      continue;
    }
    const Fault& fault = asked.error();
    diagnostics.error(fault.code, span_at(*text, fault.offset, fault.length), fault.message,
                      fault.suggestion, fault.help);
  }
}

// Draws the uncertain values and puts those that are no series into the tree. What cannot be read
// here is reported when the sections are read.
std::vector<DrawnSteps> draw(Node& tree, const ReadOptions& options, Diagnostics& diagnostics) {
  const Node* const block = tree.find("uncertain");
  const Node* const frame = tree.find("time");
  if (!options.draws || block == nullptr || frame == nullptr) return {};
  Diagnostics ignored;
  KeyCatalog none;
  const ReadContext quiet(ignored, none);
  const auto time = read_time(*frame, quiet);
  const auto values = time ? read_uncertain(*block, quiet, *time) : std::nullopt;
  if (!values) return {};
  std::uint64_t seed = options.seed.value_or(0);
  if (const Node* written = tree.find("seed"); written != nullptr && !options.seed)
    seed = static_cast<std::uint64_t>(whole_number(0, INT64_MAX)(*written, quiet).value_or(0));
  auto drawn = draw_uncertain(*values, *time, seed, *options.draws);
  tree = with_drawn(tree, *values, drawn, *time, diagnostics);
  return drawn;
}

}  // namespace

ReadResult read_scenario(const Node& tree, const ReadOptions& options, CsvFiles& files,
                         Diagnostics& diagnostics, KeyCatalog& catalog) {
  const std::size_t errors_before = diagnostics.error_count();
  Stripped stripped = strip_provenance(tree, diagnostics);
  Context context = collect_names(stripped.tree);
  context.provenance = &stripped.provenance;
  Scenario scenario;
  const auto drawn = draw(stripped.tree, options, diagnostics);
  MapReader map(stripped.tree, ReadContext(diagnostics, catalog));
  SectionReader(map, context, files, drawn).read(scenario);
  const bool seed_given = map.has("seed") || options.seed.has_value();
  if (options.seed) scenario.seed = *options.seed;
  for (const char* key : {"variants", "extends"})
    map.also_known(key);
  map.finish();
  read_asked(
      options.questions,
      [&](std::string_view text) { return parse_question(text, context, scenario); },
      scenario.questions, diagnostics);
  read_asked(
      options.events, [&](std::string_view text) { return parse_event(text, context, scenario); },
      scenario.events, diagnostics);
  check_references(tree, scenario.references, diagnostics);
  if (diagnostics.error_count() == errors_before)
    check_scenario({.scenario = scenario,
                    .tree = stripped.tree,
                    .draws = context.draws || !scenario.uncertain.empty(),
                    .seed_given = seed_given,
                    .other_flows = options.other_flows,
                    .diagnostics = diagnostics});
  ReadResult out;
  out.provenance = std::move(stripped.provenance);
  out.tree = std::move(stripped.tree);
  if (diagnostics.error_count() == errors_before) out.scenario = std::move(scenario);
  return out;
}

}  // namespace setoff::simulator
