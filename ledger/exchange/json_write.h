#pragma once
// JsonWriter: appends JSON to a string, compact and on one line, members in the order of the calls.
// Numbers are integers only; anything with a unit or a fraction is a string. The caller must
// balance begin and end.

#include <cstdint>
#include <string>
#include <string_view>

namespace setoff {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& count(std::uint64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  // A value that is already JSON.
  JsonWriter& raw(std::string_view json);

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string& out_;
  bool first_ = true;
};

// The same JSON with one member or item per line, each level indented by `step` spaces.
[[nodiscard]] std::string indented_json(std::string_view compact, std::size_t step);

// Appends `text` as a quoted JSON string; escapes anything that could act on a terminal.
void append_json_string(std::string_view text, std::string& out);

}  // namespace setoff
