#!/usr/bin/env bash
# script/bootstrap on other machines: each is a folder of stand-ins for the commands of the system.
set -euo pipefail

bash=$(command -v bash)
failures=0

# A machine with Swift 9.9 and git; `add NAME SCRIPT` adds a command to it.
machine() {
  bin="$SCRATCH/bin"
  rm -rf "$bin" "$SCRATCH/log" "$SCRATCH/installed"
  mkdir -p "$bin"
  for tool in dirname sed sort head cat env touch true; do ln -s "$(type -P "$tool")" "$bin/$tool"; done
  add git ''
  add swift 'echo "Swift version 9.9.1 (swift-9.9.1-RELEASE)"'
  add uname 'echo Linux'
  add id 'echo 1000'
}

add() { printf '#!%s\n%s\n' "$bash" "$2" >"$bin/$1" && chmod +x "$bin/$1"; }

# `pkg-config` knows the libraries once something has installed it.
add_pkg_config() { add pkg-config "[[ -e '$SCRATCH/installed' ]]"; }

# An installer logs how it was called, and installs.
add_installer() { add "$1" "echo \"$1 \$*\" >>'$SCRATCH/log'; [[ \"\$*\" != *install* ]] || touch '$SCRATCH/installed'"; }

# Runs the script on the machine and checks its status and output.
expect() {
  local wanted=$1 status=0 output
  shift
  output=$(PATH="$bin" "$bash" script/bootstrap 2>&1 </dev/null) || status=$?
  if [[ "$status" != "$wanted" ]]; then
    echo "line ${BASH_LINENO[0]}: exit $status, not $wanted; it said: $output"
    failures=$((failures + 1))
  fi
  for text in "$@"; do
    if [[ "$output" != *"$text"* ]]; then
      echo "line ${BASH_LINENO[0]}: no \"$text\" in: $output"
      failures=$((failures + 1))
    fi
  done
  if [[ "$wanted" == 1 && -e "$SCRATCH/installed" ]]; then
    echo "line ${BASH_LINENO[0]}: something was installed although the script failed"
    failures=$((failures + 1))
  fi
}

expect_log() {
  if [[ "$(cat "$SCRATCH/log" 2>/dev/null)" != "$1" ]]; then
    echo "line ${BASH_LINENO[0]}: not the calls expected: $(cat "$SCRATCH/log" 2>/dev/null)"
    failures=$((failures + 1))
  fi
}

machine
add_pkg_config
touch "$SCRATCH/installed"
add_installer apt-get
expect 0
expect_log ''

machine
rm "$bin/git"
expect 1 'git was not found'

machine
rm "$bin/swift"
expect 1 'Swift was not found' 'https://www.swift.org/install/'

machine
add swift 'echo "Apple Swift version 5.10 (swiftlang-5.10.0.13)"'
expect 1 'Swift 5.10 was found; ' 'https://www.swift.org/install/'

machine
add_pkg_config
add_installer apt-get
expect 1 'These are missing: libcmark-dev zlib1g-dev libjemalloc-dev. Installing them needs root, but there is no sudo.' \
  'As root, run: apt-get install libcmark-dev zlib1g-dev libjemalloc-dev'

machine
add_installer apt-get
add sudo 'exit 1'
expect 1 "These are missing: pkg-config libcmark-dev zlib1g-dev libjemalloc-dev. Installing them needs sudo's password." \
  'In a terminal, run: sudo apt-get install pkg-config libcmark-dev zlib1g-dev libjemalloc-dev'

machine
add_pkg_config
add_installer apt-get
# shellcheck disable=SC2016 # These are the arguments of the stand-in.
add sudo '[[ $1 == -n ]] && shift; exec "$@"'
expect 0 'installing with sudo apt-get: libcmark-dev zlib1g-dev libjemalloc-dev'
expect_log 'apt-get install -y --no-install-recommends libcmark-dev zlib1g-dev libjemalloc-dev'

machine
add id 'echo 0'
add_pkg_config
add_installer apt-get
expect 0 'installing with apt-get: libcmark-dev zlib1g-dev libjemalloc-dev'
expect_log 'apt-get install -y --no-install-recommends libcmark-dev zlib1g-dev libjemalloc-dev'

machine
add id 'echo 0'
add_pkg_config
add apt-get "echo \"apt-get \$*\" >>'$SCRATCH/log'; exit 100"
expect 1 'updating the package lists' 'apt-get could not install libcmark-dev zlib1g-dev libjemalloc-dev; see its messages above.'

machine
add id 'echo 0'
add_pkg_config
add apt-get ''
expect 1 'Still missing, or too old (libcmark before 0.30): libcmark-dev zlib1g-dev libjemalloc-dev.'

machine
expect 1 'These are missing: pkg-config libcmark-dev zlib1g-dev libjemalloc-dev (names in Debian), and this system has neither apt-get nor' \
  'Install them (libcmark 0.30 or later)'

machine
add uname 'echo Darwin'
expect 1 'These are missing: pkgconf cmark. Install Homebrew from https://brew.sh'

machine
add uname 'echo Darwin'
add_pkg_config
add_installer brew
expect 0 'installing with brew: cmark'
expect_log 'brew install cmark'

exit "$((failures > 0))"
