#include "simulator/scenario/sum_parser.h"

#include "ledger/base/characters.h"
#include "ledger/base/error.h"
#include "ledger/text/nearest.h"
#include "simulator/scenario/parse_range.h"

namespace setoff::simulator {

namespace {

using enum NameArgument;

std::string_view trimmed(std::string_view text, std::size_t& offset) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
    ++offset;
  }
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

bool begins_like_time(std::string_view text) {
  return text.starts_with("SH ") || is_digit(text.front());
}

Fault unknown(const NameTable& table, std::string_view text, std::size_t at) {
  return Fault{"unknown_" + std::string(table.kind),
               "there is no " + std::string(table.kind) + " '" + std::string(text) + "'; " +
                   (table.names.empty() ? "none is declared" : "there are " + listed(table.names)),
               at,
               text.size(),
               nearest(text, table.names),
               {}};
}

template <class Ref>
Parsed<bool> found(const NameTable& table, std::string_view text, std::size_t at,
                   std::optional<Ref>& out) {
  const auto index = table.find(text);
  if (!index && table.names.empty() && std::exchange(table.reported, true)) return Fault{};
  if (!index) return unknown(table, text, at);
  out = Ref(*index);
  return true;
}

}  // namespace

Fault bad_observation(std::string message, std::size_t at, std::size_t length) {
  return Fault{"expectation_syntax",
               std::move(message),
               at,
               length,
               {},
               "write it like billed(gas, 2020) == 1.2 BUSD +- 2 %"};
}

Parsed<const ObservableInfo*> SumParser::sum() {
  SETOFF_TRY_PARSED(first, term());
  first_ = std::move(seen_);
  while (true) {
    cursor_.skip_spaces();
    const bool minus = !cursor_.rest().starts_with("+-") && cursor_.rest().starts_with("-");
    if (!minus && !cursor_.rest().starts_with("+")) return first;
    cursor_.advance(1);
    cursor_.skip_spaces();
    const std::size_t begin = cursor_.offset();
    SETOFF_TRY_PARSED(next, term());
    if (next->value != first->value)
      return Fault{"unit_mismatch",
                   std::string(next->name) + " is of another kind than " +
                       std::string(first->name) + ": only like is added to like",
                   begin,
                   cursor_.offset() - begin,
                   {},
                   {}};
    if (first->value == ValueKind::price || first->value == ValueKind::share)
      return bad_observation("prices and shares are not added up", begin, cursor_.offset() - begin);
    further_.push_back({minus, std::move(seen_)});
  }
}

Parsed<const ObservableInfo*> SumParser::term() {
  seen_ = {};
  SETOFF_TRY_PARSED(facts, observation());
  seen_.what = facts->what;
  SETOFF_TRY_PARSED(named, arguments(*facts));
  (void)named;
  return facts;
}

Parsed<const ObservableInfo*> SumParser::observation() {
  cursor_.skip_spaces();
  const std::string name(cursor_.word());
  if (name.empty() || cursor_.at_digit())
    return bad_observation("an expectation begins with an observation, and has one comparison",
                           cursor_.offset(), 1);
  std::vector<std::string_view> names;
  for (const ObservableInfo& facts : observables()) {
    names.push_back(facts.name);
    if (facts.name != name) continue;
    cursor_.advance(name.size());
    cursor_.skip_spaces();
    if (!cursor_.consume("("))
      return bad_observation("expected ( after " + name, cursor_.offset(), 1);
    return &facts;
  }
  return Fault{"unknown_observation",
               "there is no observation '" + name + "'; there are " + listed(names, names.size()),
               cursor_.offset(),
               name.size(),
               nearest(name, names),
               {}};
}

Parsed<bool> SumParser::arguments(const ObservableInfo& facts) {
  const std::size_t end = cursor_.text().find(')', cursor_.offset());
  if (end == std::string_view::npos)
    return bad_observation("the ( of the arguments is not closed", cursor_.offset() - 1, 1);
  bool name_given = false;
  bool time_given = false;
  while (cursor_.offset() < end) {
    const std::string_view rest = cursor_.text().substr(cursor_.offset(), end - cursor_.offset());
    std::size_t at = cursor_.offset();
    const std::string_view argument = trimmed(rest.substr(0, rest.find(',')), at);
    if (argument.empty()) return bad_observation("an argument is empty", at, 1);
    bool& given = begins_like_time(argument) ? time_given : name_given;
    if (given || (time_given && !begins_like_time(argument)))
      return bad_observation(
          "the arguments are a name and then a day or a range, each at most once", at,
          argument.size());
    given = true;
    SETOFF_TRY_PARSED(
        read, begins_like_time(argument) ? time(facts, argument, at) : name(facts, argument, at));
    (void)read;
    cursor_.advance(std::min(rest.size(), rest.find(',')));
    cursor_.consume(",");
  }
  cursor_.advance(1);
  return true;
}

Parsed<bool> SumParser::time(const ObservableInfo& facts, std::string_view text, std::size_t at) {
  auto range = parse_range(text);
  if (!range) return range.error().shifted(at);
  if (facts.time == TimeArgument::none)
    return bad_observation(std::string(facts.name) + " takes no day", at, text.size());
  if (facts.time == TimeArgument::range) {
    seen_.range = *range;
    return true;
  }
  if (range->from != range->to)
    return bad_observation(std::string(facts.name) + " is observed on one day, not over a range",
                           at, text.size());
  seen_.on = range->from;
  return true;
}

Parsed<bool> SumParser::name(const ObservableInfo& facts, std::string_view text, std::size_t at) {
  if (text == "all" && facts.argument != none) return true;
  Observation& seen = seen_;
  switch (facts.argument) {
    case none:
      return bad_observation(std::string(facts.name) + " takes no name", at, text.size());
    case line:
      if (context_.purchases.find(text) && !context_.lines.find(text))
        return Fault{"unknown_line",
                     "'" + std::string(text) + "' is a purchase, and " + std::string(facts.name) +
                         " is of a line of `exports`",
                     at,
                     text.size(),
                     {},
                     "purchased(" + std::string(text) + ") is what was invoiced"};
      return found(context_.lines, text, at, seen.line);
    case account:
      return found(context_.accounts, text, at, seen.account);
    case good:
      return found(context_.goods, text, at, seen.good);
    case purchase:
      return found(context_.purchases, text, at, seen.purchase);
    case purpose: {
      const bool known = context_.purposes.find(text).has_value();
      if (!known) return unknown(context_.purposes, text, at);
      seen.purpose = std::string(text);
      return true;
    }
    case code:
      break;
  }
  if (find_code(text) == nullptr) {
    std::vector<std::string_view> names;
    for (const CodeInfo& code_facts : all_codes())
      names.push_back(code_facts.name);
    return Fault{"unknown_code",
                 "there is no refusal code '" + std::string(text) + "'",
                 at,
                 text.size(),
                 nearest(text, names),
                 "`setoff explain --codes` lists them"};
  }
  seen.code = std::string(text);
  return true;
}

Unit SumParser::goods_unit() const {
  const Observation& seen = first_;
  if (seen.line && seen.line->index() < scenario_.exports.size())
    return scenario_.exports[seen.line->index()].unit;
  if (seen.good && scenario_.imports && seen.good->index() < scenario_.imports->goods.size())
    return scenario_.imports->goods[seen.good->index()].unit;
  return {};
}

}  // namespace setoff::simulator
