#!/usr/bin/env bash
# Gets what a peer needs into the project's cache, once; called under a lock by the tests.
# install.sh bluesky|snac2 CACHE NODE
set -euo pipefail
what=$1 cache=$2 node=$3
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$cache"

bluesky() {
  local stamp="$cache/bluesky.lock" home
  if [ -d "$here/node_modules" ] && cmp -s "$here/package-lock.json" "$stamp"; then return; fi
  home=$(dirname "$(dirname "$node")")
  # The npm package of Node carries its headers in a package beside it; an ordinary Node has them in its own folder.
  for headers in "$home"/node_modules/node-*/ "$home"/../node-*/ "$home"; do
    if [ -e "$headers/include/node/node_api.h" ]; then export npm_config_nodedir="${headers%/}"; break; fi
  done
  export PATH="$(dirname "$node"):$PATH"
  cd "$here"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  # The one package with native code, built against this very Node.
  npm rebuild better-sqlite3 --foreground-scripts --loglevel=error
  "$node" -e 'new (require("better-sqlite3"))(":memory:").exec("select 1")'
  cp package-lock.json "$stamp"
}

# From Debian's backports, out of the archive that this machine uses anyway; /etc/apt stays as it is.
snac2() {
  local folder="$cache/snac2-2.75" site suite apt
  if [ -x "$folder/usr/bin/snac" ]; then return; fi
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  site=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | awk -v suite="$suite" '$2 == suite { print $1; exit }')
  [ -n "$site" ] || { echo "no Debian archive is configured here" >&2; exit 1; }
  local work="$cache/snac2-apt"
  rm -rf "$work" "$folder.part"
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $site $suite-backports main" >"$work/sources.list"
  apt=(apt-get -qq -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none)
  "${apt[@]}" update
  (cd "$work" && "${apt[@]}" download snac2=2.75\*)
  dpkg -x "$work"/snac2_*.deb "$folder.part"
  mv "$folder.part" "$folder"
  rm -rf "$work"
}

"$what"
