#!/usr/bin/env bash
# Gets what a peer needs into the project's cache, once; whoever asks for the same at once waits.
# install.sh bluesky|snac2|ghost [CACHE [NODE]]
set -euo pipefail
what=$1
here=$(cd "$(dirname "$0")" && pwd)
cache=${2:-$here/../.cache/peers} node=${3:-$(command -v node)}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
exec 9>"$cache/$what.flock"
flock 9

bluesky() {
  local stamp="$cache/bluesky.lock" home
  if [ -d "$here/node_modules" ] && cmp -s "$here/package-lock.json" "$stamp"; then return; fi
  home=$(dirname "$(dirname "$node")")
  # The npm package of Node carries its headers in a package beside it; an ordinary Node has them in its own folder.
  for headers in "$home"/node_modules/node-*/ "$home"/../node-*/ "$home"; do
    if [ -e "$headers/include/node/node_api.h" ]; then export npm_config_nodedir="${headers%/}"; break; fi
  done
  PATH="$(dirname "$node"):$PATH"
  export PATH
  cd "$here"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  # The one package with native code, built against this very Node. A test server's few rows need no fast SQLite: made fast it
  # takes a minute.
  CFLAGS=-O0 CXXFLAGS=-O0 npm rebuild better-sqlite3 --foreground-scripts --loglevel=error
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

# Ghost's npm package as it is, with its libraries, and a Node of its own: it crashes on newer ones. Minutes, and 900 MB.
ghost() {
  local version=6.65.0 node_version=22.23.3
  local folder="$cache/ghost-$version" work="$cache/ghost-$version.part"
  if [ -d "$folder" ]; then return; fi
  local quiet=(--no-audit --no-fund --loglevel=error)
  rm -rf "$work"
  mkdir -p "$work/node"
  echo '{"private":true,"allowScripts":{"node":true}}' >"$work/node/package.json"
  npm install --prefix "$work/node" "node@$node_version" "${quiet[@]}"
  local home="$work/node/node_modules/node"
  export PATH="$home/bin:$PATH"
  export npm_config_nodedir
  npm_config_nodedir=$(dirname "$(dirname "$(dirname "$(find "$home" -path '*/include/node/node_api.h')")")")
  npm pack "ghost@$version" --pack-destination "$work" --loglevel=error
  tar -xzf "$work/ghost-$version.tgz" -C "$work"
  rm "$work/ghost-$version.tgz"
  cd "$work/package"
  npm install --omit=dev --legacy-peer-deps --ignore-scripts "${quiet[@]}"
  # The one package with native code, built against this very Node.
  npm rebuild better-sqlite3 --foreground-scripts --loglevel=error
  node -e 'new (require("better-sqlite3"))(":memory:").exec("select 1")'
  cd "$cache"
  mv "$work" "$folder"
}

"$what"
