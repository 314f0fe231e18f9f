#include "tests/cli/daemon/answers/answering.h"

#include "cli/daemon/answers/journal_view.h"

namespace setoff::tests {
namespace {

LimitSet limit(std::string name, LimitKind kind, std::string_view value) {
  LimitSet data;
  data.limit = std::move(name);
  data.kind = kind;
  data.account = "tbi-iqd";
  data.value = money(value);
  return data;
}

}  // namespace

Answering::Answering() {
  auto opened = LedgerWriter::open(journal_);
  SETOFF_CHECK(opened.has_value());
  book_ = std::move(*opened);
  for (auto& [value_date, data] : worked_example())
    book(value_date, std::move(data));
  book("2020-09-20", limit("iqd-floor", LimitKind::floor, "100000000000.000 IQD"));
  book("2020-09-20", limit("iqd-cap", LimitKind::cap, "900000000000.000 IQD"));
  book("2020-09-21", DeliveryMetered{"coal-1", "coal", "border", day("2020-09-20"),
                                     day("2020-09-21"), quantity("1 m3")});
}

void Answering::book(std::string_view value_date, EventData data) {
  auto event = event_on("event-" + std::to_string(++made_), value_date, std::move(data));
  event.key.source = "/example";
  const auto outcome = book_->submit(event, event.time);
  SETOFF_CHECK(outcome.has_value() && outcome->kind != OutcomeKind::rejected);
  SETOFF_CHECK(book_->commit().has_value());
}

Result<std::string> Answering::result(std::string_view target,
                                      const cli::CancellationCheck& may_continue) {
  SETOFF_TRY(question, cli::read_question(target));
  if (cli::find_route(question.path) == nullptr)
    return Error(Code::bad_field, "no such path", question.path);
  const cli::JournalView journal(journal_, journal_.size(), may_continue);
  return cli::answer(
      question, {book_->state(), journal, tree_, Timestamp::at_midnight(day("2020-09-20")), "1.0",
                 true, may_continue});
}

Code Answering::impatient(std::string_view target) {
  const auto answer =
      result(target, [] { return Status(Error(Code::too_large, "no time at all")); });
  SETOFF_CHECK(!answer.has_value());
  return answer.error().code;
}

std::string Answering::ask(std::string_view target) {
  const auto answer = result(target);
  return answer ? *answer : answer.error().text();
}

boost::json::object Answering::object(std::string_view target) {
  return boost::json::parse(ask(target)).as_object();
}

}  // namespace setoff::tests
