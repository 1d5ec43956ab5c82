#!/usr/bin/env bash
# Every example of the CommonMark specification, byte for byte through `partwork render - --commonmark`.
set -euo pipefail

specification=../shared/conformance/commonmark-0.30.txt
if [[ ! -f "$specification" ]]; then
  echo "no $specification: put the specification's text (https://spec.commonmark.org/0.30/spec.txt) there"
  exit 77
fi

# An example is between two fences of 32 backquotes, its halves separated by a line with a dot; tabs are arrows.
awk -v folder="$SCRATCH" '
  $0 == fence " example" { number++; name = sprintf("%s/%03d", folder, number); half = "md"; empty(); next }
  half != "" && $0 == fence { close(name ".md"); close(name ".html"); half = ""; next }
  half == "md" && $0 == "." { half = "html"; next }
  half != "" { gsub(/→/, "\t"); print > (name "." half) }
  function empty() { printf "" > (name ".md"); printf "" > (name ".html") }
  BEGIN { fence = sprintf("%32s", ""); gsub(/ /, "`", fence) }
' "$specification"

passed=0
failed=0
for markdown in "$SCRATCH"/*.md; do
  wanted=${markdown%.md}.html
  if "$PARTWORK" render - --commonmark <"$markdown" | cmp -s - "$wanted"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "example $(basename "$markdown" .md) is not what the specification has:"
    "$PARTWORK" render - --commonmark <"$markdown" | diff "$wanted" - || true
  fi
done

echo "$passed passed, $failed failed"
[[ "$passed" -eq 652 && "$failed" -eq 0 ]]
