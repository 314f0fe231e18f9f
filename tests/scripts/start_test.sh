#!/usr/bin/env bash
# Tries ./setoff on a copy with a program of one file, and with a dpkg-query and an apt-get that only
# write down what they were asked. Usage: start_test.sh PROJECT_FOLDER
set -euo pipefail
project=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
mkdir -p "$tree"/{cli,ledger,simulator} "$work/bin"
cp "$project"/{setoff,check,bootstrap.sh,packages.txt,CMakePresets.json} "$tree"
cat > "$tree/CMakeLists.txt" << 'END'
cmake_minimum_required(VERSION 3.25)
project(tiny CXX)
option(SETOFF_TESTS "" ON)
add_executable(setoff cli/main.cpp)
set_target_properties(setoff PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/cli")
enable_testing()
add_test(NAME One COMMAND setoff one)
END
touch "$tree/cmake_none.cmake"
write_program() { # STATUS
  printf '#include <cstdio>\nint main(int n, char** v) { std::puts(v[n - 1]); return %s; }\n' "$1" \
    > "$tree/cli/main.cpp"
}

checks=0
expect() { # WHAT CONDITION...
  local what=$1
  shift
  if ! "$@"; then
    echo "FAILED: $what"
    printf 'stdout: %s\nstderr: %s\nstatus: %s\n' "$out" "$err" "$status"
    exit 1
  fi
  checks=$((checks + 1))
}
start() { # ARGUMENTS... -> out, err, status
  status=0
  out=$("$tree/setoff" "$@" 2> "$work/err" < /dev/null) || status=$?
  err=$(< "$work/err")
}
says() { [[ $err == *"$1"* ]]; }
is() { [[ $1 == "$2" ]]; }

write_program 7
start run a.yaml
expect 'the first start builds' says 'building the program'
expect 'and runs with the arguments' is "$out" a.yaml
expect 'and gives the status of the program' is "$status" 7
start again
expect 'the second start builds nothing' is "$err" ''
expect 'and runs' is "$out" again

sleep 0.02
write_program 0
start changed
expect 'a newer source is built' says 'newer than the program'
expect 'and the new program runs' is "$status" 0
touch "$tree/ledger/notes.txt" # nothing for the linker to do
start touched
start touched
expect 'a start after a build that changed nothing is quiet' is "$err" ''

ln -s "$tree/setoff" "$work/link"
status=0
out=$(cd / && "$work/link" linked) || status=$?
expect 'the script finds its tree through a link and from elsewhere' is "$out" linked

sleep 0.02
echo 'broken' >> "$tree/cli/main.cpp"
start broken
expect 'a build that fails has status 3' is "$status" 3
expect 'and shows the first error' says 'error:'
expect 'and names the log' says 'build/release.log'
write_program 0
start mended
expect 'a mended source runs again' is "$out" mended

out=$("$tree/check" 2>&1) && status=0 || status=$?
err=$out
expect './check ends with the closing lines of ctest' says '100% tests passed, 0 tests failed out of 1'

# Packages: two are missing, one of them unknown; the stand-ins write down what is asked of them.
cat > "$work/bin/dpkg-query" << END
#!/bin/sh
for name in \$(sed -n 's/^\([a-z0-9+.-][a-z0-9+.-]*\).*/\1/p' "$tree/packages.txt"); do
  case \$name in libyaml-cpp-dev | ninja-build) ;; *) printf 'installed:%s ' "\$name" ;; esac
done
exit 1 # as the real one says when a name is unknown to it
END
cat > "$work/bin/apt-get" << END
#!/bin/sh
echo "\$*" >> "$work/asked"
exit \$(cat "$work/apt-status")
END
# shellcheck disable=SC2016
printf '#!/bin/sh\n[ "$1" = -n ] && shift\nexec "$@"\n' > "$work/bin/sudo"
chmod +x "$work/bin"/*
export PATH=$work/bin:$PATH

echo 0 > "$work/apt-status"
sleep 0.02
write_program 0
start packages
expect 'missing packages are named before they are installed' \
  says 'installing 2 Debian packages: ninja-build libyaml-cpp-dev'
asked=$(< "$work/asked")
expect 'and asked for, without a question and without removing any' is "$asked" \
  $'update\ninstall -y --no-install-recommends --no-remove ninja-build libyaml-cpp-dev'
expect 'and the program runs' is "$out" packages

echo 100 > "$work/apt-status"
sleep 0.02
write_program 0
start refused
expect 'a failing apt-get ends with status 3' is "$status" 3
expect 'and a word on what to do' says 'never removes a package of yours'

echo "$checks checks passed"
