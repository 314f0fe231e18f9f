// Runs a fuzz target over every file of a corpus folder, and over small changes of each: cut at
// every length, every bit of a byte flipped, bytes dropped and doubled. The same on every machine,
// so that a plain test run covers the parsers without libFuzzer. Breaks end the program by CHECK or
// a signal.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

// The entry point that libFuzzer calls too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;
using Input = std::vector<std::uint8_t>;

constexpr std::size_t kPlacesMax = 400;  // changes of one kind for one file

Input read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t runs = 0;

void run(const Input& input) {
  // An own block of exactly that size, so that a sanitizer sees a read behind its end.
  const Input exact(input.begin(), input.end());
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
  ++runs;
}

void run_changes_of(const Input& input) {
  const std::size_t stride = std::max<std::size_t>(1, input.size() / kPlacesMax);
  for (std::size_t at = 0; at < input.size(); at += stride) {
    const auto place = static_cast<std::ptrdiff_t>(at);
    run(Input(input.begin(), input.begin() + place));
    Input changed = input;
    changed[at] ^= static_cast<std::uint8_t>(1U << ((at / stride) % 8));
    run(changed);
    changed = input;
    changed.erase(changed.begin() + place);
    run(changed);
    changed = input;
    changed.insert(changed.begin() + place, input[at]);
    run(changed);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || !fs::is_directory(argv[1])) {
    std::fputs("usage: <target>_fuzz_replay CORPUS_FOLDER\n", stderr);
    return 2;
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(argv[1]))
    files.push_back(entry.path());
  std::ranges::sort(files);
  if (files.empty()) {
    std::fprintf(stderr, "%s holds no file\n", argv[1]);
    return 2;
  }
  run({});
  for (const fs::path& file : files) {
    const Input input = read(file);
    std::fprintf(stderr, "%s\n", file.c_str());
    run(input);
    run_changes_of(input);
  }
  std::printf("%zu files, %zu runs\n", files.size(), runs);
  return 0;
}
