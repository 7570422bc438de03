# What every script here needs; sourced, not run.
# Debian packages are installed when something is missing and we may; else we say what to install.

if [ -t 2 ]; then terminal=yes; else terminal=no; fi

say() { printf '%s\n' "$*" >&2; }

# Ends with 70, the code for trouble of our own, so that it is never taken for a verdict.
give_up() {
  say "error: $*"
  exit 70
}

# require_swift: Swift 6.2 or newer on the PATH.
require_swift() {
  command -v swift >/dev/null 2>&1 ||
    give_up "swift is not on the PATH; install Swift 6.3 from https://www.swift.org/install/linux"
}

# has_static_swift: whether the toolchain has Swift's libraries to link statically.
has_static_swift() {
  local driver
  driver=$(readlink -f "$(command -v swift)")
  [ -e "$(dirname "$driver")/../lib/swift_static/linux/libFoundation.a" ]
}

# require_packages PACKAGE...: makes sure that these Debian packages are there.
require_packages() {
  local missing=() package
  for package in "$@"; do
    is_there "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return

  command -v apt-get >/dev/null 2>&1 ||
    give_up "missing: ${missing[*]} (names of Debian's packages; this system has no apt-get, install its equivalents)"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null ||
      give_up "missing: ${missing[*]}; run: sudo apt-get install --yes ${missing[*]}"
    as_root=(sudo -n)
  fi
  say "installing ${missing[*]}"
  local log
  log=$(mktemp)
  # The package lists of a fresh machine are empty or stale: fetch them when installing fails.
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "${missing[@]}" >"$log" 2>&1 &&
    ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install --yes --no-install-recommends "${missing[@]}"; } >>"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    give_up "could not install ${missing[*]}; run: apt-get install ${missing[*]}"
  fi
  rm -f "$log"
}

# is_there PACKAGE: whether what we use of it is there, however it was installed.
is_there() {
  case $1 in
  pkg-config) command -v pkg-config >/dev/null 2>&1 ;;
  libyaml-dev) has_library yaml-0.1 ;;
  libsqlite3-dev) has_library sqlite3 ;;
  libxml2-utils) command -v xmllint >/dev/null 2>&1 ;;
  curl) command -v curl >/dev/null 2>&1 ;;
  *) give_up "no check for package $1" ;;
  esac
}

has_library() {
  command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "$1"
}
