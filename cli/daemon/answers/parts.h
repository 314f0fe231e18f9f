#pragma once
// The individual answers and what they share: checked parameters, amounts as text. Each writes the
// members of one JSON object. For answers.cpp only; others use answers.h.

#include <cstdint>
#include <optional>
#include <string>

#include "cli/daemon/answers/answers.h"
#include "ledger/exchange/json_write.h"

namespace setoff::cli {

struct Asked {
  const Question& question;
  const BooksView& books;
  std::optional<Sequence> entry;  // the "{sequence}" of the path

  [[nodiscard]] const State& state() const { return books.state; }
  [[nodiscard]] std::string_view value_of(std::string_view name) const {
    return question.value_of(name);
  }
  // Parameters; bad_field names the parameter. If absent: nullopt, or the fallback.
  [[nodiscard]] Result<Day> day(std::string_view name) const;  // default: today
  [[nodiscard]] Result<std::optional<Day>> maybe_day(std::string_view name) const;
  [[nodiscard]] Result<std::uint64_t> count(std::string_view name, std::uint64_t fallback,
                                            std::uint64_t max) const;
  [[nodiscard]] Result<std::optional<Sequence>> sequence(std::string_view name) const;
  [[nodiscard]] Result<bool> yes(std::string_view name) const;  // "true" or "false"; default: false
};

[[nodiscard]] Status answer_status(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_entries(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_entry(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_proof(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_trace(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_balances(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_accounts(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_claims(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_statement(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_credits(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_windows(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_limits(const Asked& asked, JsonWriter& json);
[[nodiscard]] Status answer_search(const Asked& asked, JsonWriter& json);

}  // namespace setoff::cli
