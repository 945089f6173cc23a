#!/usr/bin/env bash
# Installs the Debian packages that the peers and the browser tests use. As root, unattended, as often as you like.
# No service is left running, so no port is taken.
set -euo pipefail
packages=(chromium nginx-light wrk newsboat libnss3 default-jre-headless fonts-noto-color-emoji redis-server mariadb-server
  php-cli php-fpm php-mysql php-gd php-xml wordpress wordpress-theme-twentytwentythree postgresql-15 libcurl4 util-linux build-essential python3
  ffmpeg libfaketime caddy hugo jekyll shellcheck systemd buildah mmdebstrap)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' && continue
  # Another flavour of the same program will do.
  case $package in
    nginx-light) command -v nginx >/dev/null && continue ;;
    default-jre-headless) command -v java >/dev/null && continue ;;
    build-essential) command -v g++ >/dev/null && command -v make >/dev/null && continue ;;
    python3) command -v python3 >/dev/null && continue ;;
    ffmpeg) command -v ffmpeg >/dev/null && continue ;;
  esac
  missing+=("$package")
done
if [ ${#missing[@]} = 0 ]; then exit 0; fi

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq -y --no-install-recommends install "${missing[@]}" >/dev/null
