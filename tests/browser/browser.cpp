#include "tests/browser/browser.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>

#include "ledger/crypto/encoding.h"

namespace setoff::tests {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr int kPatienceMs =
    60'000;  // for one message; a busy machine needs long to start a browser

std::string text_of(const json::object& object, std::string_view key) {
  const json::value* const value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

// In the child: the pipes become descriptors 3 and 4, and the program is started.
[[noreturn]] void become_browser(int commands, int answers, const fs::path& profile) {
  // Above 4 first, so that neither overwrites the other.
  const int in = fcntl(commands, F_DUPFD, 10);
  const int out = fcntl(answers, F_DUPFD, 10);
  dup2(in, 3);
  dup2(out, 4);
  const int nothing = ::open("/dev/null", O_RDWR);
  dup2(nothing, 1);
  dup2(nothing, 2);
  const std::string data = "--user-data-dir=" + profile.string();
  execlp("chromium", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-dev-shm-usage", "--remote-debugging-pipe", data.c_str(), "about:blank",
         static_cast<char*>(nullptr));
  _exit(127);
}

}  // namespace

bool Browser::available() {
  return std::system("command -v chromium > /dev/null 2>&1") == 0;
}

Browser::Browser() {
  std::string name = (fs::temp_directory_path() / "setoff-browser-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) return;
  profile_ = name;
  std::array<int, 2> commands{};
  std::array<int, 2> answers{};
  if (pipe2(commands.data(), O_CLOEXEC) != 0 || pipe2(answers.data(), O_CLOEXEC) != 0) return;
  pid_ = fork();
  if (pid_ == 0) become_browser(commands[0], answers[1], profile_);
  close(commands[0]);
  close(answers[1]);
  to_ = commands[1];
  from_ = answers[0];
  const auto target = call("Target.createTarget", {{"url", "about:blank"}});
  const auto attached =
      call("Target.attachToTarget", {{"targetId", text_of(target, "targetId")}, {"flatten", true}});
  session_ = text_of(attached, "sessionId");
  for (const char* domain : {"Page.enable", "Runtime.enable", "Log.enable", "Network.enable"})
    call(domain, {});
}

Browser::~Browser() {
  if (to_ >= 0) {
    session_.clear();
    call("Browser.close", {});
    close(to_);
    close(from_);
  }
  if (pid_ > 0) waitpid(pid_, nullptr, 0);
  std::error_code ignored;
  fs::remove_all(profile_, ignored);
}

json::object Browser::read_message() {
  for (std::size_t end = 0; (end = received_.find('\0')) == std::string::npos;) {
    pollfd waiting{from_, POLLIN, 0};
    char buffer[65536];
    const bool ready = poll(&waiting, 1, kPatienceMs) == 1;
    const ssize_t got = ready ? read(from_, buffer, sizeof buffer) : 0;
    if (got <= 0) {
      ADD_FAILURE() << "the browser does not answer";
      return {};
    }
    received_.append(buffer, static_cast<std::size_t>(got));
  }
  const std::size_t end = received_.find('\0');
  const auto message = json::parse(std::string_view(received_).substr(0, end));
  received_.erase(0, end + 1);
  return message.as_object();
}

json::object Browser::call(std::string_view method, json::object parameters) {
  json::object message{{"id", ++calls_}, {"method", method}, {"params", std::move(parameters)}};
  if (!session_.empty()) message["sessionId"] = session_;
  std::string bytes = json::serialize(message);
  bytes += '\0';
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t wrote = write(to_, bytes.data() + sent, bytes.size() - sent);
    if (wrote <= 0) {
      ADD_FAILURE() << "the browser is gone";
      return {};
    }
    sent += static_cast<std::size_t>(wrote);
  }
  while (true) {
    const json::object answer = read_message();
    if (answer.empty()) return {};
    const json::value* const id = answer.if_contains("id");
    if (id == nullptr) {
      take_event(answer);
      continue;
    }
    if (id->as_int64() != calls_) continue;
    if (const json::value* const error = answer.if_contains("error"))
      ADD_FAILURE() << method << ": " << json::serialize(*error);
    const json::value* const result = answer.if_contains("result");
    return result == nullptr ? json::object{} : result->as_object();
  }
}

void Browser::take_event(const json::object& event) {
  const std::string method = text_of(event, "method");
  const json::value* const parameters = event.if_contains("params");
  if (parameters == nullptr) return;
  const json::object& facts = parameters->as_object();
  if (method == "Page.loadEventFired") loaded_ = true;
  if (method == "Runtime.exceptionThrown" || method == "Runtime.consoleAPICalled" ||
      method == "Log.entryAdded")
    complaints_.push_back(json::serialize(facts));
  if (method == "Network.requestWillBeSent") {
    std::string address = text_of(facts.at("request").as_object(), "url");
    if (address != address_ && !address.starts_with("data:")) requests_.push_back(address);
  }
}

void Browser::open(const fs::path& file, const View& view) {
  call("Emulation.setDeviceMetricsOverride", {{"width", view.width},
                                              {"height", view.height},
                                              {"deviceScaleFactor", 1},
                                              {"mobile", view.width < 600}});
  call("Emulation.setEmulatedMedia",
       {{"features", json::array{json::object{{"name", "prefers-color-scheme"},
                                              {"value", view.dark ? "dark" : "light"}}}}});
  complaints_.clear();
  requests_.clear();
  loaded_ = false;
  address_ = "file://" + file.string();
  call("Page.navigate", {{"url", address_}});
  while (!loaded_) {
    const json::object message = read_message();
    if (message.empty()) return;
    take_event(message);
  }
  std::ignore =
      ask("new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(1), 0)))");
}

json::value Browser::ask(std::string_view expression) {
  const auto answer =
      call("Runtime.evaluate",
           {{"expression", expression}, {"returnByValue", true}, {"awaitPromise", true}});
  if (answer.contains("exceptionDetails")) {
    complaints_.push_back(json::serialize(answer.at("exceptionDetails")));
    return nullptr;
  }
  const json::value* const result = answer.if_contains("result");
  if (result == nullptr) return nullptr;
  const json::value* const value = result->as_object().if_contains("value");
  return value == nullptr ? json::value(nullptr) : *value;
}

void Browser::save_screenshot(const fs::path& file) {
  const auto height = ask("document.documentElement.scrollHeight");
  const auto width = ask("innerWidth");
  const auto answer = call(
      "Page.captureScreenshot",
      {{"format", "png"},
       {"captureBeyondViewport", true},
       {"clip",
        json::object{{"x", 0}, {"y", 0}, {"width", width}, {"height", height}, {"scale", 1}}}});
  const auto bytes = from_base64(text_of(answer, "data"));
  if (!bytes) {
    ADD_FAILURE() << "no screenshot";
    return;
  }
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes->data()),
            static_cast<std::streamsize>(bytes->size()));
}

}  // namespace setoff::tests
