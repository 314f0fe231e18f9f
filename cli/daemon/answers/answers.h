#pragma once
// Answers: the daemon's answers about its books, as JSON. Pure: the same books and question produce
// the same bytes; no socket, thread or clock. Amounts are strings with their unit, days
// "2020-03-20", times UTC. Schema: cli/daemon/page/openapi.json. Errors: bad_syntax for a malformed
// target, bad_field for a parameter that is unknown, repeated or wrong (`where` is its name),
// unknown_lot for an entry or lot that does not exist, unknown_account, too_large, those of the
// journal and of the cancellation check.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/daemon/answers/cancellation_check.h"
#include "ledger/books/state.h"
#include "ledger/writer/journal.h"
#include "ledger/writer/leaf_tree.h"

namespace setoff::cli {

// What answers are computed from: committed entries only; nothing in it changes in the meantime.
struct BooksView {
  const State& state;
  const JournalPort& journal;
  LeafTree& tree;  // kept between questions; catches up with the journal itself
  Timestamp now;   // "today" is its day, if a question names none
  std::string_view version;
  bool writable = true;
  CancellationCheck may_continue = never_cancelled;  // its error ends the answer
};

// "/entries?after=12&limit=5", split and decoded.
struct Question {
  std::string path;
  std::vector<std::pair<std::string, std::string>> parameters;

  // The value of a parameter; empty if it was not given.
  [[nodiscard]] std::string_view value_of(std::string_view name) const;
};
[[nodiscard]] Result<Question> read_question(std::string_view target);

// A path answered here. "{sequence}" is a placeholder for the number of an entry.
struct Route {
  std::string_view path;
  std::vector<std::string_view> parameters;
  bool walks = false;  // a long scan that uses only the journal, no other part of the books
};
[[nodiscard]] const std::vector<Route>& all_routes();
// Null if the path is not answered here.
[[nodiscard]] const Route* find_route(std::string_view path);

// Returns one JSON object. The path must have a route.
[[nodiscard]] Result<std::string> answer(const Question& question, const BooksView& books);

// Appends an entry as it appears in /entries, /entries/{sequence} and the stream, where the id of
// the server-sent event is its sequence.
void append_entry(ByteView bytes, const Entry& entry, std::string& out);

}  // namespace setoff::cli
