// The benchmarks of the ledger. setoff_benchmarks [--events=N] [--write=FILE | --shares] [options
// of Google Benchmark]: runs each once over a mix of N events (default 1,000,000) and prints events
// a second; --write puts the events into a file as JSON lines (--lines=N of more export lines than
// eight, which is needed beyond 3,600,000 events), --shares prints what the mix is made of.

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <charconv>
#include <fstream>
#include <iostream>
#include <memory>

#include "ledger/audit/verify.h"
#include "ledger/base/check.h"
#include "ledger/exchange/event_json.h"
#include "ledger/proof/frontier.h"
#include "ledger/store/sqlite_journal.h"
#include "ledger/writer/replay.h"
#include "tests/benchmarks/event_mix.h"
#include "tests/benchmarks/prepared.h"
#include "tests/benchmarks/store_benchmarks.h"

// jemalloc's, where the program is linked with it.
extern "C" int mallctl(const char* name, void* old, std::size_t* old_size, void* set,
                       std::size_t set_size) __attribute__((weak));

namespace setoff::benchmarks {
namespace {

std::size_t allocated_bytes() {
  if (mallctl == nullptr) return mallinfo2().uordblks;
  std::uint64_t epoch = 1;  // setting it brings the figures up to now
  SETOFF_CHECK(mallctl("epoch", nullptr, nullptr, &epoch, sizeof epoch) == 0);
  std::size_t allocated = 0;
  std::size_t size = sizeof allocated;
  SETOFF_CHECK(mallctl("stats.allocated", &allocated, &size, nullptr, 0) == 0);
  return allocated;
}

void count(benchmark::State& run, std::size_t events) {
  run.SetItemsProcessed(static_cast<std::int64_t>(events) * run.iterations());
}

const std::vector<Link> kNoLinks;

// post() and apply(); reversals get the entry that they name.
class Poster {
 public:
  void take(const Event& event, ByteBuffer* encoded) {
    ReferencedEntries referenced;
    if (std::holds_alternative<EntryReversed>(event.data)) referenced.reversed = &last_fee_;
    const auto posted = post(state_, event, referenced, draft_);
    const auto sequence = state_.next_sequence;
    refusal_.reset();
    postings_.clear();
    if (posted) {
      apply(state_, event, std::move(draft_), sequence, postings_);
    } else {
      refusal_ = posted.error().code;
      apply_refusal(state_, event, sequence);
    }
    if (encoded != nullptr) {
      SETOFF_CHECK(encode_front({sequence, kRulesVersion, refusal_}, event, *encoded).has_value());
      SETOFF_CHECK(encode_back(posted ? draft_.links : kNoLinks, postings_, *encoded).has_value());
    }
    if (!std::holds_alternative<FeeCharged>(event.data)) return;
    last_fee_.sequence = sequence;
    last_fee_.event = event;
    last_fee_.postings.clear();
    for (const auto& posting : postings_)
      last_fee_.postings.push_back(posting.owned());
  }

 private:
  State state_;
  std::vector<PostingView> postings_;
  std::optional<Code> refusal_;
  Draft draft_;
  Entry last_fee_;
};

void post_from_empty(benchmark::State& run, Prepared& prepared) {
  for (auto _ : run) {
    run.PauseTiming();
    const auto before = allocated_bytes();
    auto poster = std::make_unique<Poster>();
    run.ResumeTiming();
    for (const auto& event : prepared.events())
      poster->take(event, nullptr);
    run.PauseTiming();
    const auto grown = static_cast<double>(allocated_bytes() - before);
    run.counters["state_bytes_per_entry"] = grown / static_cast<double>(prepared.events().size());
    poster.reset();
    run.ResumeTiming();
  }
  count(run, prepared.events().size());
}

void post_on_full_books(benchmark::State& run, Prepared& prepared) {
  for (auto _ : run) {
    run.PauseTiming();
    auto poster = std::make_unique<Poster>();
    for (const auto& event : prepared.events())
      poster->take(event, nullptr);
    run.ResumeTiming();
    for (const auto& event : prepared.later_events())
      poster->take(event, nullptr);
    run.PauseTiming();
    poster.reset();
    run.ResumeTiming();
  }
  count(run, prepared.later_events().size());
}

void post_and_encode(benchmark::State& run, Prepared& prepared) {
  for (auto _ : run) {
    Poster poster;
    ByteBuffer bytes;
    for (const auto& event : prepared.events()) {
      if (bytes.size() > (std::size_t{1} << 20U)) bytes.clear();
      poster.take(event, &bytes);
    }
  }
  count(run, prepared.events().size());
}

void submit_in_memory(benchmark::State& run, Prepared& prepared) {
  for (auto _ : run) {
    MemoryJournal journal;
    auto book = LedgerWriter::open(journal);
    SETOFF_CHECK(book.has_value());
    import_all(**book, prepared.events());
    run.PauseTiming();
    book->reset();
    run.ResumeTiming();
  }
  count(run, prepared.events().size());
}

void import_to_file(benchmark::State& run, Prepared& prepared) {
  const auto path = prepared.folder() / "import.db";
  for (auto _ : run) {
    auto journal = SqliteJournal::open(path, OpenMode::create, TablesAtOpen::background);
    SETOFF_CHECK(journal.has_value());
    auto book = LedgerWriter::open(**journal);
    SETOFF_CHECK(book.has_value());
    import_all(**book, prepared.events());
    SETOFF_CHECK((*journal)->close().has_value());
    run.PauseTiming();
    run.counters["file_bytes_per_entry"] = static_cast<double>(std::filesystem::file_size(path)) /
                                           static_cast<double>(prepared.events().size());
    std::filesystem::remove(path);
    run.ResumeTiming();
  }
  count(run, prepared.events().size());
}

void read_json(benchmark::State& run, Prepared& prepared) {
  const auto& lines = prepared.lines();
  for (auto _ : run) {
    EventReader reader;
    for (const auto& line : lines)
      benchmark::DoNotOptimize(reader.read(line).has_value());
  }
  count(run, lines.size());
}

void hash_journal(benchmark::State& run, Prepared& prepared) {
  const auto& journal = prepared.journal();
  for (auto _ : run) {
    Frontier tree;
    std::vector<Bytes> entries;
    std::vector<Digest> leaves;
    SETOFF_CHECK(journal
                     .each_group(0,
                                 [&](const EntryGroup& group) -> Status {
                                   entries.clear();
                                   for (std::size_t i = 0; i < group.size(); ++i)
                                     entries.push_back(std::as_bytes(group.at(i)));
                                   leaves.resize(entries.size());
                                   hash_leaves(entries, leaves);
                                   tree.append(leaves);
                                   return Ok{};
                                 })
                     .has_value());
    benchmark::DoNotOptimize(tree.root());
  }
  count(run, prepared.events().size());
}

void open_books(benchmark::State& run, Prepared& prepared) {
  MemoryJournal journal = prepared.journal();
  for (auto _ : run) {
    const auto book = LedgerWriter::open(journal);
    SETOFF_CHECK(book.has_value());
  }
  count(run, prepared.events().size());
}

void audit_verify(benchmark::State& run, Prepared& prepared) {
  const auto& journal = prepared.journal();
  for (auto _ : run) {
    const auto report = verify(journal);
    SETOFF_CHECK(report.has_value() && report->clean());
  }
  count(run, prepared.events().size());
}

void register_all(Prepared& prepared) {
  using Run = void (*)(benchmark::State&, Prepared&);
  constexpr std::pair<const char*, Run> kAll[] = {
      {"post/from_empty", post_from_empty},   {"post/on_full_books", post_on_full_books},
      {"post_and_encode", post_and_encode},   {"submit/in_memory", submit_in_memory},
      {"import/to_file", import_to_file},     {"read_json", read_json},
      {"hash/leaves_and_tree", hash_journal}, {"open_books", open_books},
      {"audit/verify", audit_verify},
  };
  for (const auto& [name, run] : kAll)
    benchmark::RegisterBenchmark(name, run, std::ref(prepared))
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->MeasureProcessCPUTime();
  register_store_benchmarks(prepared);
}

void write_events(std::size_t events, std::size_t lines, const std::string& path) {
  constexpr std::size_t kAtOnce = 100'000;  // millions would not fit into memory
  EventMix mix(lines);
  std::ofstream out(path, std::ios::binary);
  std::string line;
  for (auto left = events; left > 0;) {
    const auto now = std::min(left, kAtOnce);
    for (const auto& event : mix.make(now)) {
      line.clear();
      print_event(event, std::nullopt, line);
      out << line << "\n";
    }
    left -= now;
  }
}

void print_shares(std::size_t events) {
  EventMix mix;
  static_cast<void>(mix.make(events));
  for (const auto& [type, made] : mix.made())
    std::cout << made << "\t" << type << "\n";
  for (const auto& [code, made] : mix.refused())
    std::cout << made << "\trefused: " << code << "\n";
}

struct Options {
  std::size_t events = 1'000'000;
  std::size_t lines = 8;
  std::string write;
  bool shares = false;
};

// Takes our own options out of the arguments and leaves the rest.
Options take_options(int& count_of, char** arguments) {
  Options options;
  int kept = 1;
  for (int i = 1; i < count_of; ++i) {
    const std::string_view text = arguments[i];
    const auto number = [&text](std::size_t from, std::size_t& into) {
      std::from_chars(text.data() + from, text.data() + text.size(), into);
    };
    if (text.starts_with("--events=")) {
      number(9, options.events);
    } else if (text.starts_with("--lines=")) {
      number(8, options.lines);
    } else if (text.starts_with("--write=")) {
      options.write = text.substr(8);
    } else if (text == "--shares") {
      options.shares = true;
    } else {
      arguments[kept++] = arguments[i];
    }
  }
  count_of = kept;
  return options;
}

}  // namespace
}  // namespace setoff::benchmarks

int main(int count, char** arguments) {
  using namespace setoff::benchmarks;
  const auto options = take_options(count, arguments);
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  if (!options.write.empty()) write_events(options.events, options.lines, options.write);
  if (options.shares) print_shares(options.events);
  if (!options.write.empty() || options.shares) return 0;
  Prepared prepared(options.events);
  register_all(prepared);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
