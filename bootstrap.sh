# shellcheck shell=bash
# Sourced by setoff, check and .ci/run: installs what is missing, builds, shows progress on stderr.
# Expects `root` to be the project folder and `me` the name to speak under.
: "${root:?}" "${me:?}"

say() { printf '%s: %s\n' "$me" "$*" >&2; }
fail() {
  say "$1"
  exit 3
}

# packages_of SECTION...: the names listed there in packages.txt; of `name/command` only where the command
# is not there yet, from whatever source.
packages_of() {
  local wanted=" $* " line section=""
  while read -r line; do
    line=${line%%#*}
    line=${line//[[:space:]]/}
    case $line in
      '') ;;
      '['*']') section=${line//[\[\]]/} ;;
      *)
        [[ $wanted == *" $section "* ]] || continue
        [[ $line == */* ]] && command -v "${line#*/}" > /dev/null && continue
        printf '%s\n' "${line%/*}"
        ;;
    esac
  done < "$root/packages.txt"
}

# missing_packages NAME...: those that are not installed.
missing_packages() {
  local installed name
  # Its status is 1 as soon as one name is unknown to it, which is the case looked for here.
  installed=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' "$@" 2> /dev/null || true) "
  for name in "$@"; do
    [[ $installed == *" installed:$name "* ]] || printf '%s\n' "$name"
  done
}

# install_packages SECTION...: says what it installs, then does, without a question.
install_packages() {
  local wanted missing log="$root/build/install.log" as_root=()
  mapfile -t wanted < <(packages_of "$@")
  if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
    command -v cmake > /dev/null && return 0 # another system: CMake will name what it does not find
    fail "no apt-get here; install what packages.txt lists by your system's means, then try again"
  fi
  mapfile -t missing < <(missing_packages "${wanted[@]}")
  ((${#missing[@]} == 0)) && return 0
  if ((EUID != 0)); then
    if ! command -v sudo > /dev/null || ! sudo -n true 2> /dev/null; then
      fail "needs Debian packages, and may not install them; run: sudo apt-get install --no-install-recommends ${missing[*]}"
    fi
    as_root=(sudo -n)
  fi
  mkdir -p "$root/build"
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  if ! {
    "${as_root[@]}" apt-get update &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends --no-remove "${missing[@]}"
  } > "$log" 2>&1 < /dev/null; then
    tail -n 20 "$log" >&2
    fail "apt-get could not install them (whole log: $log). It never removes a package of yours; if one is in the way, such as another libboost-dev, decide about it and try again"
  fi
}

# Turns ninja's lines into one line that moves, or into a line per quarter where stderr is no terminal.
show_progress() {
  local line done_count total quarter shown=0
  while IFS= read -r line; do
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    done_count=${BASH_REMATCH[1]} total=${BASH_REMATCH[2]}
    if [[ -t 2 ]]; then
      printf '\r%s: building %d of %d ' "$me" "$done_count" "$total" >&2
    else
      quarter=$((done_count * 4 / total))
      ((quarter > shown)) && say "built $done_count of $total" && shown=$quarter
    fi
  done
  if [[ -t 2 && -n ${total:-} ]]; then printf '\r\033[K' >&2; fi
}

# build PRESET TARGET [CMake option...]
build() {
  local preset=$1 target=$2 log="$root/build/$1.log"
  shift 2
  mkdir -p "$root/build"
  if ! (cd "$root" && cmake --preset "$preset" "$@") > "$log" 2>&1 < /dev/null; then
    tail -n 20 "$log" >&2
    fail "the build could not be set up (whole log: $log)"
  fi
  if ! cmake --build "$root/build/$preset" --target "$target" 2>&1 < /dev/null |
    tee -a "$log" | show_progress; then
    grep -m1 -A25 -E '^FAILED|error:' "$log" >&2 || tail -n 20 "$log" >&2
    fail "the build failed (whole log: $log)"
  fi
}
