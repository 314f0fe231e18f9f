#include "cli/printable_stream.h"

#include "ledger/text/printable.h"

namespace setoff::cli {
namespace {

// Number of bytes at the end of `text` that may start an incomplete UTF-8 character: at most three.
std::size_t open_end(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const std::size_t whole = byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : byte >= 0xC0U ? 2 : 1;
    return whole > back ? back : 0;
  }
  return 0;
}

}  // namespace

bool PrintableBuffer::put(std::string_view text) {
  if (text.empty()) return true;
  std::string escaped;
  if (printable_begin(text, Escaping::lines) < text.size()) {
    append_printable(text, Escaping::lines, escaped);
    text = escaped;
  }
  const auto size = static_cast<std::streamsize>(text.size());
  return under_.sputn(text.data(), size) == size;
}

bool PrintableBuffer::flush_rest() {
  const std::string rest = std::move(rest_);
  rest_.clear();
  return put(rest);
}

std::streamsize PrintableBuffer::xsputn(const char* text, std::streamsize size) {
  std::string_view all(text, static_cast<std::size_t>(size));
  std::string joined;
  if (!rest_.empty()) {
    joined = rest_ + std::string(all);
    all = joined;
    rest_.clear();
  }
  const auto open = open_end(all);
  if (!put(all.substr(0, all.size() - open))) return 0;
  rest_ = all.substr(all.size() - open);
  return size;
}

PrintableBuffer::int_type PrintableBuffer::overflow(int_type letter) {
  if (traits_type::eq_int_type(letter, traits_type::eof())) return traits_type::not_eof(letter);
  const char one = traits_type::to_char_type(letter);
  return xsputn(&one, 1) == 1 ? letter : traits_type::eof();
}

int PrintableBuffer::sync() {
  return flush_rest() && under_.pubsync() == 0 ? 0 : -1;
}

bool PrintableBuffer::pass(std::string_view own) {
  const auto size = static_cast<std::streamsize>(own.size());
  return flush_rest() && under_.sputn(own.data(), size) == size;
}

PrintableStream::PrintableStream(std::ostream& stream)
    : stream_(stream), before_(stream.rdbuf()), buffer_(*before_) {
  stream_.rdbuf(&buffer_);
}

PrintableStream::~PrintableStream() {
  stream_.flush();
  const auto state = stream_.rdstate();
  stream_.rdbuf(before_);
  stream_.setstate(state);
}

void write_own(std::ostream& out, std::string_view text) {
  auto* guarded = dynamic_cast<PrintableBuffer*>(out.rdbuf());
  if (guarded == nullptr)
    out << text;
  else if (!guarded->pass(text))
    out.setstate(std::ios::badbit);
}

void print_json(std::ostream& out, std::string_view json) {
  out << printable(json, Escaping::json) << "\n";
}

}  // namespace setoff::cli
