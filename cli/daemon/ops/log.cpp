#include "cli/daemon/ops/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>

#include "ledger/base/date.h"
#include "ledger/exchange/json_write.h"
#include "ledger/store/output_file.h"

namespace setoff::cli {
namespace {

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

std::string time_text() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return Timestamp(std::chrono::duration_cast<std::chrono::microseconds>(now).count()).text();
}

// Prints plain ASCII as it is and any other value as a JSON string, so that it cannot start a log
// line of its own or control a terminal.
void append_value(std::string_view value, std::string& out) {
  const bool clear = !value.empty() && value.find_first_of("=\"\\") == std::string_view::npos &&
                     std::ranges::all_of(value, [](char c) { return c > ' ' && c < 0x7F; });
  if (clear)
    out += value;
  else
    append_json_string(value, out);
}

}  // namespace

std::string log_line(LogForm form, std::string_view time, LogLevel level, std::string_view message,
                     std::initializer_list<Log::Field> fields) {
  std::string out;
  if (form == LogForm::json) {
    JsonWriter json(out);
    json.begin_object();
    json.key("time").string(time).key("level").string(enum_name(level));
    json.key("message").string(message);
    for (const auto& field : fields)
      json.key(field.name).string(field.value);
    json.end_object();
    return out;
  }
  out.append(time).append(" ").append(enum_name(level)).append(": ").append(message);
  for (const auto& field : fields) {
    out.append(" ").append(field.name).append("=");
    append_value(field.value, out);
  }
  return out;
}

namespace {

// Whether a file begins like the output of log_line(): with a time, in JSON as the first member.
bool begins_a_log(std::string_view begin) {
  constexpr std::string_view kJson = "{\"time\":\"";
  if (begin.starts_with(kJson)) begin.remove_prefix(kJson.size());
  return begin.size() > 10 && begin[10] == 'T' && parse_day(begin.substr(0, 10)).has_value();
}

}  // namespace

Status check_log_files(const LogSettings& settings, const std::filesystem::path& ledger) {
  if (settings.file.empty()) return Ok{};
  const OutputRules rules{false, {}, {ledger}};
  for (std::size_t i = 0; i <= settings.files; ++i)
    SETOFF_TRY_STATUS(
        check_append_target(spdlog::sinks::rotating_file_sink_mt::calc_filename(settings.file, i),
                            rules, begins_a_log));
  return Ok{};
}

struct Log::Impl {
  Impl(LogForm the_form, spdlog::sink_ptr sink)
      : form(the_form), logger("setoff", std::move(sink)) {
    logger.set_pattern("%v");
    logger.flush_on(spdlog::level::info);
  }
  LogForm form;
  spdlog::logger logger;
};

Log::Log(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Log::Log(Log&&) noexcept = default;
Log& Log::operator=(Log&&) noexcept = default;
Log::~Log() = default;

Result<Log> Log::open(const LogSettings& settings) {
  try {
    spdlog::sink_ptr sink;
    if (settings.file.empty())
      sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    else
      sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
          settings.file, settings.file_bytes, settings.files);
    auto impl = std::make_unique<Impl>(settings.form, std::move(sink));
    impl->logger.set_level(level_of(settings.level));
    return Log(std::move(impl));
  } catch (const spdlog::spdlog_ex& failure) {
    return Error(Code::cannot_open, failure.what());
  }
}

void Log::write(LogLevel level, std::string_view message, std::initializer_list<Field> fields) {
  if (!impl_->logger.should_log(level_of(level))) return;
  impl_->logger.log(level_of(level), "{}",
                    log_line(impl_->form, time_text(), level, message, fields));
}

}  // namespace setoff::cli
