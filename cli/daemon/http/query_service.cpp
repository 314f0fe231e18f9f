#include "cli/daemon/http/query_service.h"

#include <algorithm>

#include "cli/daemon/answers/journal_view.h"

namespace setoff::cli {
namespace {

constexpr std::size_t kWalksWaiting = 8;
constexpr std::size_t kWalksPerHolder = 2;
constexpr std::chrono::seconds kWalkTime{10};
constexpr int kWalkNiceness = 15;  // lower priority than questions answered at once
// How many entries the books may lag before catching up competes for the processor: a burst is
// booked first. Catching up then takes two seconds, which the next question waits for.
constexpr Sequence kBehindMax = 500'000;
// A page of a stream ends once its text is this long.
constexpr std::size_t kPageBytes = std::size_t{1} << 20U;
constexpr std::size_t kAnswerBytes = std::size_t{16} << 20U;

HttpResponse try_again(std::string why) {
  auto response = http_error(503, Error(Code::in_use, std::move(why)));
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

// A response or page on its way to a connection, counted in the memory budget until it is delivered
// or dropped. Held by shared_ptr, because calls posted to the loop are copied.
template <class T>
class PendingReply {
 public:
  PendingReply(T what, std::size_t bytes, MemoryBudget& memory)
      : what_(std::move(what)), bytes_(bytes), memory_(memory) {
    memory_.add_answer(bytes_);
  }
  ~PendingReply() { memory_.remove_answer(bytes_); }
  PendingReply(const PendingReply&) = delete;
  PendingReply& operator=(const PendingReply&) = delete;
  [[nodiscard]] const T& what() const { return what_; }

 private:
  T what_;
  std::size_t bytes_;
  MemoryBudget& memory_;
};

HttpResponse response_of(Result<std::string> text, Sequence size) {
  HttpResponse response;
  if (text && text->size() > kAnswerBytes)
    text = Error(Code::too_large, "the answer has more than 16 MiB; ask for less");
  if (text)
    response.body = std::move(*text);
  else
    response = http_error(text.error());
  if (response.status == 503) response.headers.emplace_back("Retry-After", "1");
  // The number of entries in the books that the answer is about.
  response.headers.emplace_back("Setoff-Entries", std::to_string(size));
  return response;
}

}  // namespace

QueryService::QueryService(Parts parts, State state, NodeTable tree)
    : parts_(std::move(parts)),
      books_{ReplicaBooks(std::move(state)), LeafTree(std::move(tree)),
             LedgerReader(parts_.ledger)},
      followed_(books_.followed.size()),
      walked_(parts_.ledger),
      paged_(parts_.ledger),
      about_books_({.idle_work = this}),
      walks_({kWalksWaiting, kWalksPerHolder, kWalkTime, kWalkNiceness}),
      // Each stream asks for one page at a time, and the number of streams is limited already.
      pages_({.waiting_max = parts_.limits.subscribers,
              .waiting_per_holder_max = parts_.limits.subscribers}) {
  parts_.metrics.followed_entries.set(static_cast<std::int64_t>(followed_.load()));
}

void QueryService::ask(Asker asker, Question question, const Reply& reply) {
  const bool walk = find_route(question.path)->walks;
  const auto id = asker.connection;
  auto work = [this, id, walk, size = size(), question = std::move(question),
               reply](const CancellationCheck& may_continue) {
    auto response = answer_question(question, walk, size, may_continue);
    const auto bytes = response.body.capacity();
    const auto made = std::make_shared<const PendingReply<HttpResponse>>(std::move(response), bytes,
                                                                         parts_.memory);
    parts_.network.tell(id, [reply, made] { reply(made->what()); });
  };
  if ((walk ? walks_ : about_books_).ask(std::move(asker), std::move(work))) return;
  parts_.metrics.questions_refused.add();
  parts_.network.tell(id, [reply] { reply(try_again("too many questions wait; ask again")); });
}

HttpResponse QueryService::answer_question(const Question& question, bool walk, Sequence size,
                                           const CancellationCheck& may_continue) {
  if (parts_.memory.full())
    return try_again("other peers hold all the memory for answers; ask again");
  if (walk) {
    walks_thread_.assert_held();
    return answer_from_journal(question, size, may_continue);
  }
  books_thread_.assert_held();
  return answer_from_books(question, size, may_continue);
}

Status QueryService::follow(Sequence size, const CancellationCheck& may_continue) {
  auto& [followed, tree, reader, lost] = books_;
  if (followed.size() >= size) return Ok{};
  SETOFF_TRY(journal, reader.at(size));
  const auto status = followed.catch_up(JournalView(*journal, size, may_continue));
  followed_ = followed.size();
  parts_.metrics.followed_entries.set(static_cast<std::int64_t>(followed.size()));
  if (!status && status.error().code == Code::corrupt && !std::exchange(lost, true))
    parts_.log.error("the books that answer questions cannot follow the ledger; restart",
                     {{"why", status.error().text()}});
  return status;
}

bool QueryService::may_yield() const {
  return size() < followed_ + kBehindMax;
}

// The tree follows too, so that no question about it has to hash much.
void QueryService::run_idle_work(const CancellationCheck& may_continue) {
  books_thread_.assert_held();
  if (!follow(size(), may_continue)) return;
  const auto held = books_.followed.size();
  const auto journal = books_.reader.at(held);
  if (journal)
    static_cast<void>(books_.tree.catch_up(JournalView(**journal, held, may_continue)).has_value());
}

HttpResponse QueryService::answer_from_books(const Question& question, Sequence size,
                                             const CancellationCheck& may_continue) {
  auto followed = follow(size, may_continue);
  const auto held = books_.followed.size();
  if (!followed && followed.error().code == Code::too_large)
    return try_again("the books that answer questions are " + std::to_string(size - held) +
                     " entries behind; ask again");
  if (!followed) return response_of(followed.error(), held);
  const auto journal = books_.reader.at(held);
  if (!journal) return response_of(journal.error(), held);
  const JournalView view(**journal, held, may_continue);
  return response_of(
      answer(question, {books_.followed.state(), view, books_.tree, parts_.time.now(),
                        SETOFF_VERSION, writable(), may_continue}),
      held);
}

HttpResponse QueryService::answer_from_journal(const Question& question, Sequence size,
                                               const CancellationCheck& may_continue) {
  const auto journal = walked_.at(size);
  if (!journal) return response_of(journal.error(), size);
  // A walk uses no part of the books except the journal.
  const State none;
  LeafTree no_tree;
  const JournalView view(**journal, size, may_continue);
  return response_of(answer(question, {none, view, no_tree, parts_.time.now(), SETOFF_VERSION,
                                       writable(), may_continue}),
                     size);
}

void QueryService::read_entries(ConnectionId id, Sequence from, std::size_t count, Print print,
                                const TakePage& reply) {
  const auto end = std::min(size(), from + count);
  const auto work = [this, id, from, end, print = std::move(print),
                     reply](const CancellationCheck& may_continue) {
    pages_thread_.assert_held();
    auto next = from;
    auto text = page(next, end, print, may_continue);
    const auto bytes = text ? text->capacity() : std::size_t{0};
    const auto made = std::make_shared<const PendingReply<Result<std::string>>>(
        std::move(text), bytes, parts_.memory);
    parts_.network.tell(id, [reply, next, made] { reply(made->what(), next); });
  };
  if (pages_.ask({id, {}}, work)) return;
  const Result<std::string> none(Error(Code::in_use, "too many streams; try later"));
  parts_.network.tell(id, [reply, from, none] { reply(none, from); });
}

Result<std::string> QueryService::page(Sequence& next, Sequence end, const Print& print,
                                       const CancellationCheck& may_continue) {
  SETOFF_TRY(journal, paged_.at(end));
  const JournalView view(*journal, end, may_continue);
  std::string text;
  for (; next < end && text.size() < kPageBytes; ++next) {
    SETOFF_TRY(bytes, view.read(next));
    SETOFF_TRY_STATUS(print(next, bytes, text));
  }
  return text;
}

void QueryService::drop(ConnectionId id) {
  for (auto* thread : {&about_books_, &walks_, &pages_})
    thread->drop(id);
}

void QueryService::proceed() {
  if (followed_ < size()) about_books_.wake();
}

void QueryService::end() {
  for (auto* thread : {&about_books_, &walks_, &pages_})
    thread->end();
}

}  // namespace setoff::cli
