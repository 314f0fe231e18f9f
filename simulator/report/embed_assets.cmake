# cmake -D OUT=assets.cpp -D HEADER=folder/assets.h -D NAMESPACE=setoff::x -D "FILES=a|b" -P embed_assets.cmake:
# writes the files as a C++ source that defines asset() of that header. Works with any compiler; 100 kB
# take well under a second.
string(REPLACE "|" ";" FILES "${FILES}")
set(arrays "")
set(rows "")
set(index 0)
foreach(file IN LISTS FILES)
  file(READ "${file}" hex HEX)
  string(REPEAT "." 28 fourteen_bytes)
  string(REGEX REPLACE "(${fourteen_bytes})" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  cmake_path(GET file FILENAME name)
  string(APPEND arrays "constexpr char kFile${index}[] = {\n${bytes}'\\0'};\n")
  string(APPEND rows "    {\"${name}\", std::string_view(kFile${index}, sizeof kFile${index} - 1)},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE "${OUT}" "// Made by embed_assets.cmake.
#include \"${HEADER}\"

#include <algorithm>
#include <array>
#include <utility>

namespace ${NAMESPACE} {
namespace {

${arrays}
constexpr std::array<std::pair<std::string_view, std::string_view>, ${index}> kFiles = {{
${rows}}};

}  // namespace

std::string_view asset(std::string_view name) {
  const auto* const found = std::ranges::find(kFiles, name, [](const auto& file) { return file.first; });
  return found == kFiles.end() ? std::string_view() : found->second;
}

}  // namespace ${NAMESPACE}
")
