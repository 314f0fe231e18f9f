#include "ledger/text/diagnostic.h"

#include <algorithm>

namespace setoff {
namespace {

constexpr CodeText kCodes[] = {
#define SETOFF_TEXT_CODE(code, meaning, remedy) {#code, meaning, remedy},
#include "ledger/text/text_codes.def"
#undef SETOFF_TEXT_CODE
};

bool same_finding(const Diagnostic& a, const Diagnostic& b) {
  return a.code == b.code && a.span == b.span && a.message == b.message;
}

std::string hint_of(std::string_view suggestion, std::string_view help) {
  std::string out;
  if (!suggestion.empty()) out += "; did you mean '" + std::string(suggestion) + "'?";
  if (!help.empty()) out += "; " + std::string(help);
  return out;
}

}  // namespace

std::span<const CodeText> text_codes() {
  return kCodes;
}

Error Fault::error(Code error_code) const {
  return {error_code, message + hint_of(suggestion, help)};
}

std::string Diagnostic::text() const {
  std::string out = span.valid() ? span.where() + ": " : std::string{};
  out += std::string(enum_name(severity)) + "[" + code + "]: " + message;
  return out + hint_of(suggestion, help);
}

void Diagnostics::add(Diagnostic diagnostic) {
  const bool repeated = std::ranges::any_of(
      kept_, [&](const Diagnostic& kept) { return same_finding(kept, diagnostic); });
  if (repeated) return;
  if (diagnostic.severity == Severity::error) ++error_count_;
  if (diagnostic.severity == Severity::warning) ++warning_count_;
  if (kept_.size() < kept_max_)
    kept_.push_back(std::move(diagnostic));
  else
    ++dropped_;
}

void Diagnostics::error(std::string code, Span span, std::string message, std::string suggestion,
                        std::string help) {
  add({.code = std::move(code),
       .severity = Severity::error,
       .span = span,
       .message = std::move(message),
       .suggestion = std::move(suggestion),
       .help = std::move(help)});
}

void Diagnostics::warning(std::string code, Span span, std::string message, std::string help) {
  add({.code = std::move(code),
       .severity = Severity::warning,
       .span = span,
       .message = std::move(message),
       .suggestion = {},
       .help = std::move(help)});
}

void Diagnostics::fault(const Fault& fault, Span span) {
  const auto length = fault.length == 0 ? std::string::npos : fault.length;
  error(fault.code, span.part(fault.offset, length), fault.message, fault.suggestion, fault.help);
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<const SourceFile*> files;  // in order of appearance
  const auto file_rank = [&](const Diagnostic& diagnostic) {
    return std::ranges::find(files, diagnostic.span.file) - files.begin();
  };
  for (const auto& diagnostic : kept_)
    if (std::ranges::find(files, diagnostic.span.file) == files.end())
      files.push_back(diagnostic.span.file);
  auto out = kept_;
  std::ranges::stable_sort(out, [&](const Diagnostic& a, const Diagnostic& b) {
    const auto rank_a = file_rank(a);
    const auto rank_b = file_rank(b);
    return rank_a != rank_b ? rank_a < rank_b : a.span.offset < b.span.offset;
  });
  return out;
}

Error Diagnostics::first_error(Code code) const {
  for (const auto& diagnostic : sorted()) {
    if (diagnostic.severity != Severity::error) continue;
    std::string detail = diagnostic.message + hint_of(diagnostic.suggestion, diagnostic.help);
    if (error_count_ > 1) detail += " (and " + std::to_string(error_count_ - 1) + " more errors)";
    return {code, std::move(detail), diagnostic.span.where()};
  }
  return {code, "no error was recorded"};
}

}  // namespace setoff
