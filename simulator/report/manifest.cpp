#include "simulator/report/manifest.h"

#include <boost/json.hpp>

#include "ledger/crypto/encoding.h"
#include "ledger/crypto/sha256.h"
#include "simulator/report/json_text.h"

namespace setoff::simulator {
namespace {

namespace json = boost::json;

json::array texts(const std::vector<std::string>& items) {
  return json::array(items.begin(), items.end());
}

}  // namespace

std::string shell_word(const std::string& word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word)
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

Digest model_digest(const RunRecord& record) {
  std::string text = "setoff model 1\n";
  for (const LoadedFile& file : record.loaded.files)
    text += "file " + file.name + " " + to_hex(file.sha256.view()) + "\n";
  for (const std::string& variant : record.options.variants)
    text += "variant " + variant + "\n";
  for (const std::string& set : record.options.sets)
    text += "set " + set + "\n";
  if (const auto& draws = record.options.draws)
    text += "path " + std::to_string(draws->path + 1) + " of " + std::to_string(draws->paths) +
            " " + std::string(enum_name(draws->design)) + "\n";
  text += "seed " + std::to_string(record.scenario().seed) + "\n";
  return sha256(bytes_of(text));
}

std::string command_of(const RunRecord& record) {
  std::string command = "setoff run " + shell_word(record.file);
  for (const std::string& variant : record.options.variants)
    command += " --variant " + shell_word(variant);
  for (const std::string& set : record.options.sets)
    command += " --set " + shell_word(set);
  if (const auto& draws = record.options.draws)
    command += " --path " + std::to_string(draws->path + 1) + " --paths " +
               std::to_string(draws->paths) + " --design " + std::string(enum_name(draws->design));
  if (record.options.seed) command += " --seed " + std::to_string(*record.options.seed);
  return command;
}

std::string manifest_json(const RunRecord& record, const std::vector<WrittenFile>& written) {
  json::array files;
  for (const LoadedFile& file : record.loaded.files)
    files.push_back(json::object{{"name", file.name}, {"sha256", to_hex(file.sha256.view())}});
  json::array outputs;
  for (const WrittenFile& file : written)
    outputs.push_back(json::object{{"name", file.name}, {"sha256", to_hex(file.sha256.view())}});
  json::object root;
  root["manifest"] = 1;
  root["program"] = "setoff " + record.version;
  root["scenario"] = record.scenario().name;
  root["command"] = command_of(record);
  root["variants"] = texts(record.options.variants);
  root["sets"] = texts(record.options.sets);
  root["seed"] = record.scenario().seed;
  root["model_sha256"] = to_hex(model_digest(record).view());
  root["inputs"] = std::move(files);
  root["ledger"] = json::object{
      {"file", "ledger.db"}, {"entries", record.entries}, {"root", to_hex(record.root.view())}};
  root["outputs"] = std::move(outputs);
  return indented(root);
}

}  // namespace setoff::simulator
