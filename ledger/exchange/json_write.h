#pragma once
// JsonWriter: appends JSON to a string, one compact line, members in the order of the calls.
// Numbers are integers only; everything that has a unit or a fraction is a string. The caller
// balances begin and end.

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
  // A value that is JSON already.
  JsonWriter& raw(std::string_view json);

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string& out_;
  bool first_ = true;
};

// The same JSON with a member or an item a line, each level `step` blanks further in.
[[nodiscard]] std::string indented_json(std::string_view compact, std::size_t step);

// Appends `text` as a JSON string with its quotes; what could act on a terminal is escaped.
void append_json_string(std::string_view text, std::string& out);

}  // namespace setoff
