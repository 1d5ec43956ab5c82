#!/usr/bin/env bash
# The same site gives the same bytes: on one core and on all, in any folder, locale, time zone and umask, for any user that may
# read it, in any order of the folder, and with and without what an earlier build left.
set -euo pipefail

failures=0
now=2026-11-01

# Copies the sample site to a folder; `order` writes its files in another order.
copy() {
  local folder=$1 order=${2:-}
  mkdir -p "$folder"
  (find content templates -type f | LC_ALL=C sort ${order:+-r}) | while read -r file; do
    mkdir -p "$folder/$(dirname "$file")"
    cp "$file" "$folder/$file"
  done
}

# Builds the site in a folder with the variables and commands given, and compares it with the first.
expect_same() {
  local name=$1 folder=$2
  shift 2
  if ! "$@" "$PARTWORK" build --site "$folder" --now "$now" >"$SCRATCH/log" 2>&1; then
    echo "$name: it does not build"
    cat "$SCRATCH/log"
    failures=$((failures + 1))
  elif ! diff -r "$SCRATCH/first/public" "$folder/public"; then
    echo "$name: other bytes"
    failures=$((failures + 1))
  else
    echo "ok  $name: $(find "$folder/public" -type f | wc -l) files are the same"
  fi
}

copy "$SCRATCH/first"
"$PARTWORK" build --site "$SCRATCH/first" --now "$now" >/dev/null 2>&1
[[ -f "$SCRATCH/first/public/series/mentorship/mentorship.epub" ]]

variant() { copy "$SCRATCH/$1" "${2:-}"; }

if command -v taskset >/dev/null; then
  variant one-core
  expect_same "one core" "$SCRATCH/one-core" taskset -c 0
fi
variant "a folder with spaces, é and 日本"
expect_same "another folder" "$SCRATCH/a folder with spaces, é and 日本"
variant locale
expect_same "another locale" "$SCRATCH/locale" env LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8
variant zone
expect_same "another time zone" "$SCRATCH/zone" env TZ=Pacific/Kiritimati
variant bare
expect_same "no environment" "$SCRATCH/bare" env -i PATH="$PATH"
variant umask
expect_same "another umask" "$SCRATCH/umask" bash -c 'umask 077; exec "$@"' -
variant reverse reverse
expect_same "another order of files" "$SCRATCH/reverse"
nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
if [[ "$(id -u)" == 0 ]] && "${nobody[@]}" test -x "$PARTWORK" -a -r "$SCRATCH/first"; then
  variant user
  chmod -R a+rwX "$SCRATCH/user"
  expect_same "another user" "$SCRATCH/user" "${nobody[@]}"
else
  echo "skipped: another user, who cannot enter this folder, or whom only root can become with setpriv"
fi
expect_same "a second build" "$SCRATCH/locale"
rm -rf "$SCRATCH/locale/.partwork"
expect_same "a build without its record" "$SCRATCH/locale"
touch "$SCRATCH"/zone/content/posts/*
expect_same "touched files" "$SCRATCH/zone"
expect_same "a build by force" "$SCRATCH/bare" bash -c 'exec "$@" --force' -

exit "$((failures > 0))"
