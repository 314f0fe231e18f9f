#include "cli/daemon/journal_reader.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "ledger/store/sqlite_journal.h"

namespace setoff::cli {

struct JournalReader::Impl {
  struct Asked {
    Sequence entries;
    Question question;
  };
  explicit Impl(std::string file) : ledger(std::move(file)) {}

  std::string ledger;
  std::unique_ptr<SqliteJournal> journal;
  std::mutex mutex;
  std::condition_variable more;
  std::deque<Asked> asked;
  bool stopping = false;
  std::thread thread;

  void run() {
    while (true) {
      std::unique_lock lock(mutex);
      more.wait(lock, [&] { return stopping || !asked.empty(); });
      if (stopping) return;
      auto next = std::move(asked.front());
      asked.pop_front();
      lock.unlock();
      next.question(opened(next.entries));
    }
  }

  // A journal knows the size it had when it was opened; one that is too short is opened again.
  Result<const JournalPort*> opened(Sequence entries) {
    if (!journal || journal->size() < entries) {
      journal.reset();
      TRY(fresh, SqliteJournal::open(ledger, OpenMode::read));
      journal = std::move(fresh);
    }
    return static_cast<const JournalPort*>(journal.get());
  }
};

JournalReader::JournalReader(std::string ledger)
    : impl_(std::make_unique<Impl>(std::move(ledger))) {
  impl_->thread = std::thread([this] { impl_->run(); });
}

JournalReader::~JournalReader() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->more.notify_one();
  impl_->thread.join();
}

void JournalReader::ask(Sequence entries, Question question) {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->asked.push_back({entries, std::move(question)});
  }
  impl_->more.notify_one();
}

}  // namespace setoff::cli
