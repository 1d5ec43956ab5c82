#!/usr/bin/env bash
# The archive of script/release in bare roots of Debian 12 and Ubuntu 24.04, in which nothing is installed. It needs
# root and debootstrap; a system whose packages cannot be fetched is named and left out.
set -euo pipefail

if [[ "$(uname -s)" != Linux || "$(id -u)" != 0 ]] || ! command -v debootstrap >/dev/null; then
  echo "this needs Linux, root and debootstrap (apt-get install debootstrap)"
  exit 77
fi

fail() {
  echo "$*"
  exit 1
}

# Runs a command in a root with its own /proc, which goes away with the command.
in_root() {
  local root=$1
  shift
  # shellcheck disable=SC2016 # the arguments are those of the inner shell
  unshare --mount sh -c 'root=$1; shift; mount -t proc proc "$root/proc"; exec chroot "$root" "$@"' sh "$root" "$@"
}

# Makes a root: name, suite, mirror, script of debootstrap.
make_root() {
  debootstrap --variant=minbase "$2" "$SCRATCH/$1" "$3" "$4" >"$SCRATCH/$1.log" 2>&1 || {
    echo "$1 is not checked: debootstrap failed, see: $(tail -n 1 "$SCRATCH/$1.log")"
    return 1
  }
}

check_root() {
  local root="$SCRATCH/$1"
  tar -xzf "$archive" -C "$root/usr/local" --strip-components=1 || fail "$1: the archive cannot be unpacked"
  [[ "$(in_root "$root" partwork --version)" == "$version" ]] || fail "$1: the program does not run"
  in_root "$root" partwork init /root/blog --title 'Une "année"' --author Zoë --language fr --host cloudflare-pages
  in_root "$root" partwork build --strict --site /root/blog --now 2030-01-01 || fail "$1: a new site does not build"
  [[ -f "$root/root/blog/public/index.html" ]] || fail "$1: there is no home page"
  # Small containers have no time zones.
  rm -rf "$root/usr/share/zoneinfo"
  sed -i 's|^timezone:.*|timezone: Europe/Paris|' "$root/root/blog/content/site.yml"
  in_root "$root" partwork build --site /root/blog --force || fail "$1: a site does not build without time zones"
  grep -rqE '[0-9]+ (janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) 20' \
    "$root/root/blog/public/posts/" || fail "$1: the dates are not in French"
  # The script that a host runs, with the archive in place of the network.
  cp "$archive" "$root/root/archive.tar.gz"
  # shellcheck disable=SC2016 # the arguments are those of the stand-in
  printf '#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done\ncp /root/archive.tar.gz "$2"\n' >"$root/usr/local/bin/curl"
  chmod +x "$root/usr/local/bin/curl"
  in_root "$root" sh -c 'rm -rf /root/blog/public /usr/local/bin/partwork && cd /root/blog && sh build.sh' ||
    fail "$1: a host cannot build a new site"
  [[ -f "$root/root/blog/public/index.html" ]] || fail "$1: the host's build has no home page"
  echo "$1: the archive runs"
}

archive=$(script/release)
version=$("$PARTWORK" --version)
size=$(stat -c %s "$archive")
((size < 25 * 1000 * 1000)) || fail "the archive has $size bytes, more than 25 MB"

mkdir "$SCRATCH/unpacked"
tar -xzf "$archive" -C "$SCRATCH/unpacked" --strip-components=1
(cd "$SCRATCH/unpacked/share" && cat doc/partwork/THIRD-PARTY-LICENSES man/man1/partwork.1 >/dev/null)
bash -n "$SCRATCH/unpacked/share/bash-completion/completions/partwork"

script/install --prefix "$SCRATCH/prefix" >"$SCRATCH/installed"
while read -r file; do
  [[ -s "$file" ]] || fail "script/install did not install $file"
done <"$SCRATCH/installed"
[[ "$("$SCRATCH/prefix/bin/partwork" --version)" == "$version" ]] || fail "the installed program does not run"

# The fastest of many starts, since the machine may be busy.
python3 - "$SCRATCH/unpacked/bin/partwork" <<'EOF'
import subprocess, sys, time
def start():
    begin = time.perf_counter()
    subprocess.run([sys.argv[1], "--version"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin
best = min(start() for _ in range(40)) * 1000
print(f"partwork --version takes {best:.1f} ms")
sys.exit(best > 8)
EOF

# A page of the preview.
cp -R content templates "$SCRATCH/unpacked"
"$SCRATCH/unpacked/bin/partwork" preview --port 0 --site "$SCRATCH/unpacked" >"$SCRATCH/preview" 2>&1 &
preview=$!
trap 'kill "$preview" 2>/dev/null || true' EXIT
python3 - "$SCRATCH/preview" <<'EOF'
import re, sys, time, urllib.request
for _ in range(100):
    found = re.search(r"http://\S+:\d+/", open(sys.argv[1]).read())
    if found:
        page = urllib.request.urlopen(found[0]).read().decode()
        sys.exit("live.js" not in page)
    time.sleep(0.1)
sys.exit("the preview does not start")
EOF

checked=0
if make_root debian-12 bookworm http://deb.debian.org/debian bookworm; then
  check_root debian-12
  checked=$((checked + 1))
fi
# Older versions of debootstrap do not know the suite by name.
if make_root ubuntu-24.04 noble http://archive.ubuntu.com/ubuntu gutsy; then
  check_root ubuntu-24.04
  checked=$((checked + 1))
fi
[[ "$checked" -gt 0 ]] || exit 77
