#include <fmt/format.h>

#include <iostream>

#include "cli/arguments.h"
#include "cli/entry_output.h"
#include "cli/table.h"
#include "ledger/base/name_pattern.h"
#include "ledger/query/entry_filter.h"
#include "ledger/rules/describe.h"
#include "ledger/text/nearest.h"

namespace setoff::cli {
namespace {

// The event types that match a name or pattern; none for an empty text.
Result<std::vector<EventType>> types_option(std::string_view text) {
  std::vector<EventType> types;
  std::vector<std::string_view> known;
  if (text.empty()) return types;
  const auto name = without_type_prefix(text);
  for (const auto& facts : all_event_types()) {
    known.push_back(facts.name);
    if (matches_pattern(name, facts.name)) types.push_back(facts.type);
  }
  if (types.empty())
    return Error(Code::unknown_type,
                 "there is no event type '" + std::string(name) + "'" +
                     did_you_mean(name, known,
                                  "; types are like payment.received, patterns like credit.*, and "
                                  "`setoff schema` lists them"));
  return types;
}

Result<std::optional<Code>> code_option(const std::string& name) {
  if (name.empty()) return std::optional<Code>{};
  std::vector<std::string_view> known;
  for (const auto& facts : all_codes()) {
    if (facts.family != Family::refused) continue;
    if (facts.name == name) return std::optional<Code>{facts.code};
    known.push_back(facts.name);
  }
  return Error(Code::bad_field,
               "there is no refusal code '" + name + "'" +
                   did_you_mean(name, known, "; codes are like window_closed or approval_missing"));
}

Result<EntryQuery> question_of(const LogCommand& command) {
  EntryQuery question;
  SETOFF_TRY(types, types_option(command.type));
  SETOFF_TRY(code, code_option(command.code));
  SETOFF_TRY(from, optional_day(command.from));
  SETOFF_TRY(to, optional_day(command.to));
  SETOFF_TRY(booked_from, optional_day(command.booked_from));
  SETOFF_TRY(booked_to, optional_moment(command.booked_to));
  if (!command.after.empty()) {
    SETOFF_TRY(after, parse_sequence(command.after));
    question.after = after;
  }
  question.account = command.account;
  question.types = std::move(types);
  question.code = code;
  question.valued_from = from;
  question.valued_to = to;
  if (booked_from) question.booked_from = Timestamp::at_midnight(*booked_from);
  question.booked_to = booked_to;
  question.counterparty = command.counterparty;
  question.purpose = command.purpose;
  question.refused = command.refused;
  return question;
}

void print_row(const Terminal& terminal, const Entry& entry) {
  std::cout << fmt::format("{:>8}  {}  {:<20}  {}", entry.sequence, entry.event.value_date.text(),
                           entry.event.type_name(), describe(entry.event));
  if (entry.refusal)
    std::cout << toned(terminal, Tone::bad,
                       "  refused: " + std::string(info_of(*entry.refusal).name));
  std::cout << "\n";
}

void add_row(CellTable& table, const Entry& entry) {
  const Cell booked = entry.event.booked ? Cell(entry.event.booked->text()) : Cell();
  table.rows.push_back({static_cast<std::int64_t>(entry.sequence), entry.event.value_date, booked,
                        std::string(entry.event.type_name()),
                        entry.refusal ? "refused:" + std::string(info_of(*entry.refusal).name)
                                      : std::string("booked"),
                        describe(entry.event)});
}

Result<std::uint64_t> log_entries(const LogCommand& command) {
  SETOFF_TRY(question, question_of(command));
  std::uint64_t limit = 0;
  if (!command.limit.empty()) {
    SETOFF_TRY(most, parse_sequence(command.limit));
    limit = most;
  }
  SETOFF_TRY(journal, open_to_read(command.ledger));
  EntryFilter filter(question);
  const auto terminal = terminal_of(1);
  std::uint64_t shown = 0;
  const bool as_table = command.output.csv || !command.output.workbook.empty();
  CellTable table{"entries", {"entry", "value_date", "booked", "type", "outcome", "what"}, {}};
  SETOFF_TRY_STATUS(journal->each_group(0, [&](const EntryGroup& group) -> Status {
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (!command.limit.empty() && shown == limit) break;
      SETOFF_TRY(entry, decode_entry(group.at(i)));
      if (!filter.matches(entry)) continue;
      ++shown;
      if (as_table)
        add_row(table, entry);
      else if (command.output.json)
        print_entry_json(std::cout, entry);
      else
        print_row(terminal, entry);
    }
    return Ok{};
  }));
  if (as_table) SETOFF_TRY_STATUS(give_out(std::cout, command.output, table, command.ledger.file));
  return shown;
}

}  // namespace

int audit_log(const LogCommand& command) {
  const auto shown = log_entries(command);
  if (!shown) return fail(shown.error());
  if (*shown == 0) std::cerr << "no entry matches\n";
  return kGood;
}

}  // namespace setoff::cli
