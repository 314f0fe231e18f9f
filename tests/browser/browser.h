#pragma once
// Browser: headless Chromium, spoken to over a pair of pipes (--remote-debugging-pipe, messages of
// the Chrome DevTools Protocol 1.3 ended by a zero byte), so that a test can load a page, ask it in
// its own language, and see what it complained about or asked the network for. Chromium is found as
// `chromium`; available() tells whether it is there. Each browser has an empty profile of its own
// below the build folder. Failures are failures of the test.

#include <boost/json.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace setoff::tests {

class Browser {
 public:
  struct View {
    int width = 1280;
    int height = 900;
    bool dark = false;
  };

  Browser();
  ~Browser();
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  [[nodiscard]] static bool available();

  // Loads the file and waits until it has loaded and drawn one frame.
  void open(const std::filesystem::path& file, const View& view);
  // The value of an expression of the page, awaited; null after an exception, which is a complaint.
  [[nodiscard]] boost::json::value ask(std::string_view expression);
  void save_screenshot(const std::filesystem::path& file);

  // Of the page opened last: exceptions, console messages, errors of the log.
  [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }
  // Addresses that the page asked for, its own file left out.
  [[nodiscard]] const std::vector<std::string>& requests() const { return requests_; }

 private:
  boost::json::object call(std::string_view method, boost::json::object parameters);
  boost::json::object read_message();
  void take_event(const boost::json::object& event);

  std::filesystem::path profile_;
  int pid_ = -1;
  int to_ = -1;
  int from_ = -1;
  std::string received_;
  int calls_ = 0;
  std::string session_;
  bool loaded_ = false;
  std::string address_;
  std::vector<std::string> complaints_;
  std::vector<std::string> requests_;
};

}  // namespace setoff::tests
