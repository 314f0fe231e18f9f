#pragma once
// Log: messages for the operator, as text or as JSON lines, on standard error or in a rotating
// file. Fields are text; tokens and the contents of events are never logged. Thread-safe.

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "ledger/base/enum_names.h"
#include "ledger/base/result.h"

namespace setoff::cli {

enum class LogLevel : std::uint8_t { debug, info, warning, error };
enum class LogForm : std::uint8_t { human, json };

}  // namespace setoff::cli

template <>
struct setoff::EnumNames<setoff::cli::LogLevel> {
  static constexpr std::string_view values[] = {"debug", "info", "warning", "error"};
};
template <>
struct setoff::EnumNames<setoff::cli::LogForm> {
  static constexpr std::string_view values[] = {"human", "json"};
};

namespace setoff::cli {

struct LogSettings {
  LogForm form = LogForm::human;
  LogLevel level = LogLevel::info;
  std::string file;                                 // empty: standard error
  std::size_t file_bytes = std::size_t{64} << 20U;  // size at which it is rotated
  std::size_t files = 5;                            // rotated files that are kept
};

class Log {
 public:
  struct Field {
    std::string_view name;
    std::string value;
  };
  // Errors: cannot_open.
  [[nodiscard]] static Result<Log> open(const LogSettings& settings);
  Log(Log&&) noexcept;
  Log& operator=(Log&&) noexcept;
  ~Log();

  void write(LogLevel level, std::string_view message, std::initializer_list<Field> fields = {});
  void info(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(LogLevel::info, message, fields);
  }
  void warning(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(LogLevel::warning, message, fields);
  }
  void error(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(LogLevel::error, message, fields);
  }

 private:
  struct Impl;
  explicit Log(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Whether the log and its rotated files may be written: none of them is a ledger or any other file
// that is not a log. Errors: cannot_write.
[[nodiscard]] Status check_log_files(const LogSettings& settings,
                                     const std::filesystem::path& ledger);

// One line, without the line end. `time` is printed as it is.
[[nodiscard]] std::string log_line(LogForm form, std::string_view time, LogLevel level,
                                   std::string_view message,
                                   std::initializer_list<Log::Field> fields);

}  // namespace setoff::cli
