#include "cli/daemon/answers/searchable_text.h"

#include <algorithm>

namespace setoff::cli {
namespace {

char lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Visits the members of a struct down to its strings.
class TextFinder {
 public:
  explicit TextFinder(const std::function<bool(std::string_view)>& visit) : visit_(visit) {}

  template <class T>
  void operator()(std::string_view, const T& member, std::string_view) {
    value(member);
  }
  void value(std::string_view text) {
    if (!found_ && !text.empty()) found_ = visit_(text);
  }
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const Text& text) { value(std::string_view(text.value)); }
  template <class T>
  void value(const std::optional<T>& member) {
    if (member) value(*member);
  }
  template <class T>
  void value(const std::vector<T>& members) {
    for (const auto& member : members)
      value(member);
  }
  template <class T>
  void value(const T& member) {
    if constexpr (requires(TextFinder& self) { T::fields(member, self); }) T::fields(member, *this);
  }
  [[nodiscard]] bool found() const { return found_; }

 private:
  const std::function<bool(std::string_view)>& visit_;
  bool found_ = false;
};

}  // namespace

bool any_text_matches(const Entry& entry, const std::function<bool(std::string_view)>& visit) {
  TextFinder finder(visit);
  const auto& event = entry.event;
  finder.value(event.key.id);
  finder.value(event.key.source);
  finder.value(event.submitter);
  finder.value(event.type_name());
  if (entry.refusal) finder.value(info_of(*entry.refusal).name);
  std::visit([&](const auto& data) { finder.value(data); }, event.data);
  for (const auto& posting : entry.postings) {
    finder.value(posting.account);
    finder.value(posting.lot);
  }
  return finder.found();
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  const auto same = [](char a, char b) { return lowered(a) == lowered(b); };
  return !std::ranges::search(text, part, same).empty() || part.empty();
}

}  // namespace setoff::cli
