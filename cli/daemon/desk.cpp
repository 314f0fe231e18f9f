#include "cli/daemon/desk.h"

namespace setoff::cli {

void Desk::ask_books(ConnectionId id, std::function<HttpResponse(const Book&)> question,
                     Reply reply) {
  writer_.ask(
      [this, id, question = std::move(question), reply = std::move(reply)](const Book& book) {
        network_.tell(id, [reply, response = question(book)] { reply(response); });
      });
}

void Desk::ask_journal(ConnectionId id, std::function<HttpResponse(const JournalPort&)> question,
                       Reply reply) {
  reader_.ask(size(), [this, id, question = std::move(question),
                       reply = std::move(reply)](const Result<const JournalPort*>& journal) {
    network_.tell(id,
                  [reply, response = journal ? question(**journal) : http_error(journal.error())] {
                    reply(response);
                  });
  });
}

void Desk::read_entries(ConnectionId id, Sequence from, std::size_t count, Print print,
                        std::function<void(Result<std::string> text, Sequence next)> reply) {
  const auto behind = std::min(size(), from + count);
  reader_.ask(behind, [this, id, from, behind, print = std::move(print),
                       reply = std::move(reply)](const Result<const JournalPort*>& journal) {
    std::string text;
    Status status = Ok{};
    if (!journal) status = journal.error();
    for (auto sequence = from; status && sequence < behind; ++sequence) {
      const auto bytes = (*journal)->read(sequence);
      status = bytes ? print(sequence, *bytes, text) : Status(bytes.error());
    }
    Result<std::string> made = status ? Result<std::string>(std::move(text)) : status.error();
    network_.tell(id, [reply, behind, made = std::move(made)] { reply(made, behind); });
  });
}

}  // namespace setoff::cli
