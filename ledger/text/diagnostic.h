#pragma once
// Diagnostic: one finding in a text, with a stable code, its place and, if there is a close match,
// the word that was probably meant. Diagnostics collects the findings of one pass: sorted by file
// and place, without duplicates, capped. render() formats them for people: file:line:column, the
// line itself, a caret, help. Nothing here does I/O.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/enum_names.h"
#include "ledger/base/error.h"
#include "ledger/text/parsed.h"
#include "ledger/text/source.h"

namespace setoff {

enum class Severity : std::uint8_t { error, warning, note };
template <>
struct EnumNames<Severity> {
  static constexpr std::string_view values[] = {"error", "warning", "note"};
};

struct Note {
  Span span;  // may have no file: then only the message is shown
  std::string message;
};

struct Diagnostic {
  std::string code;  // stable, "unknown_key"
  Severity severity = Severity::error;
  Span span;
  std::string message;
  std::string suggestion{};  // the replacement: "help: did you mean 'x'?"
  std::string help{};        // what to do, if the suggestion does not say it
  std::vector<Note> notes{};

  // "file:3:5: error[unknown_key]: message; did you mean 'x'?" on one line.
  [[nodiscard]] std::string text() const;
};

class Diagnostics {
 public:
  explicit Diagnostics(std::size_t kept_max = 100) : kept_max_(kept_max) {}

  void add(Diagnostic diagnostic);
  void error(std::string code, Span span, std::string message, std::string suggestion = {},
             std::string help = {});
  void warning(std::string code, Span span, std::string message, std::string help = {});
  // Adds a fault of a small parser whose text was `span`: offsets count from the span's first byte.
  void fault(const Fault& fault, Span span);

  [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return error_count_; }
  [[nodiscard]] std::size_t warning_count() const { return warning_count_; }
  [[nodiscard]] bool empty() const { return kept_.empty(); }
  // Number of findings that were counted but not kept.
  [[nodiscard]] std::size_t dropped() const { return dropped_; }
  // By file, in the order in which files first appear, then by place.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;
  // For callers that return a Result: the first error, and how many more there are.
  [[nodiscard]] Error first_error(Code code = Code::bad_field) const;

 private:
  std::size_t kept_max_;
  std::size_t error_count_ = 0;
  std::size_t warning_count_ = 0;
  std::size_t dropped_ = 0;
  std::vector<Diagnostic> kept_;
};

struct RenderOptions {
  bool color = false;             // ANSI colours; the caller checks the terminal
  std::size_t columns_max = 100;  // width of the terminal; longer lines are cut around the caret
};

[[nodiscard]] std::string render(const Diagnostic& diagnostic, const RenderOptions& options = {});
// All diagnostics, followed by a line such as "2 errors, 1 warning".
[[nodiscard]] std::string render(const Diagnostics& diagnostics, const RenderOptions& options = {});

// Meaning and remedy of a code of this layer; the list is in text_codes.def.
struct CodeText {
  std::string_view code;
  std::string_view meaning;
  std::string_view remedy;
};
[[nodiscard]] std::span<const CodeText> text_codes();

}  // namespace setoff
