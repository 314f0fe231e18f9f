#include "cli/daemon/desk.h"

namespace setoff::cli {

void Desk::ask(ConnectionId id, Question question, std::function<void(HttpResponse)> reply) {
  parts_.writer.ask(
      [this, id, question = std::move(question), reply = std::move(reply)](const Book& book) {
        if (tree_.head().size == 0) tree_ = LeafTree(book.tree());
        const BooksView view{book.state(),   parts_.journal, tree_,
                             parts_.clock(), SETOFF_VERSION, parts_.writer.writable()};
        auto text = answer(question, view);
        HttpResponse response;
        if (text)
          response.body = std::move(*text);
        else
          response = http_error(text.error());
        parts_.network.tell(id, [reply, response = std::move(response)] { reply(response); });
      });
}

void Desk::read_entries(ConnectionId id, Sequence from, std::size_t count, Print print,
                        std::function<void(Result<std::string> text, Sequence next)> reply) {
  const auto behind = std::min(size(), from + count);
  parts_.reader.ask(behind, [this, id, from, behind, print = std::move(print),
                             reply = std::move(reply)](const Result<const JournalPort*>& journal) {
    std::string text;
    Status status = Ok{};
    if (!journal) status = journal.error();
    for (auto sequence = from; status && sequence < behind; ++sequence) {
      const auto bytes = (*journal)->read(sequence);
      status = bytes ? print(sequence, *bytes, text) : Status(bytes.error());
    }
    Result<std::string> made = status ? Result<std::string>(std::move(text)) : status.error();
    parts_.network.tell(id, [reply, behind, made = std::move(made)] { reply(made, behind); });
  });
}

}  // namespace setoff::cli
